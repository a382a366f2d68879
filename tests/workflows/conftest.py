"""Processes over a real database, for the tests of the write path."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.served import Process, process


@pytest.fixture
def here(database_url: str, tmp_path: Path) -> Iterator[Process]:
    """The process a test speaks to."""
    with process(database_url, tmp_path) as opened:
        yield opened


@pytest.fixture
def there(database_url: str, tmp_path: Path) -> Iterator[Process]:
    """Another process on the same database."""
    with process(database_url, tmp_path) as opened:
        yield opened
