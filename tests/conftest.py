"""What every suite may ask for: databases that are real, and an honest word about what was not tried."""

import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import settings
from nats.js.errors import NotFoundError

from api.resident import settle
from tests.support import missing, nats, postgres
from tests.support.bus_reading import delete

settings.register_profile("house", deadline=None)  # a busy machine is slow, not wrong
settings.load_profile("house")


def pytest_collection_finish() -> None:
    """As in a server: what was collected stays to the end, and the garbage collector need not walk it again."""
    settle()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    missing.report(terminalreporter)


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[postgres.Server]:
    """One PostgreSQL for the whole run of this process."""
    programs = postgres.binaries()
    if programs is None:
        missing.lacks(f"PostgreSQL {postgres.OLDEST} or newer", "apt-get install postgresql")
    with postgres.serving(programs) as server:
        yield server


@pytest.fixture
def postgres_url(postgres_server: postgres.Server) -> Iterator[str]:
    """A fresh PostgreSQL database for one test."""
    with postgres_server.database() as url:
        yield url


@pytest.fixture(scope="module")
def postgres_module_url(postgres_server: postgres.Server) -> Iterator[str]:
    """A PostgreSQL database shared by one module."""
    with postgres_server.database() as url:
        yield url


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A fresh database of either kind: the test runs once on each."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'log.sqlite'}"
    url: str = request.getfixturevalue("postgres_url")
    return url


@pytest.fixture(scope="session")
def nats_server() -> Iterator[nats.Server]:
    """One node of NATS for the whole run of this process, for all who kill nothing."""
    with nats.single() as server:
        yield server


@pytest.fixture
def bus(nats_server: nats.Server) -> Iterator[str]:
    """Its address; each test finds it without a stream."""
    yield nats_server.url
    with suppress(NotFoundError):
        delete(nats_server.url)


@pytest.fixture(scope="session")
def kills() -> int:
    """How often a kill loop kills, per role and database: 5, or what ``CHUFEI_KILLS`` says."""
    return int(os.environ.get("CHUFEI_KILLS", "5"))


@pytest.fixture(scope="session")
def random_events() -> int:
    """How many random events a rebuilt read model is compared after: 300, or what ``CHUFEI_EVENTS`` says."""
    return int(os.environ.get("CHUFEI_EVENTS", "300"))


@pytest.fixture(scope="session")
def exported_rows() -> int:
    """How many rows a file is written with to measure its memory: 10,000, or what ``CHUFEI_ROWS`` says."""
    return int(os.environ.get("CHUFEI_ROWS", "10000"))
