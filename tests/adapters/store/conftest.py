"""A store that must be sound when its test ends."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from adapters.store.store import Store
from adapters.store.verify import verify
from tests.support.samplelog import sample_store


@pytest.fixture
def store(database_url: str, tmp_path: Path) -> Iterator[Store]:
    with sample_store(database_url, tmp_path) as store:
        yield store
        assert verify(store.engine).sound
