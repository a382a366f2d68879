"""A house without a log: a database for the book of calls, keys, a feed in memory."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from adapters.keys.store import open_keys
from adapters.store.engine import open_engine
from tests.support.subscribers import House


@pytest.fixture
def house(database_url: str, tmp_path: Path) -> Iterator[House]:
    engine = open_engine(database_url)
    with open_keys(f"sqlite:///{tmp_path / 'keys.sqlite'}") as keys:
        yield House(engine, keys)
    engine.dispose()
