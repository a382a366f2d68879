"""The eventsourcing library's own contract for recorders holds on our log, with string ids, on both databases."""

import subprocess
import sys
import threading
from collections.abc import Iterator
from types import SimpleNamespace
from unittest import TestCase
from unittest.mock import patch
from uuid import uuid4

import pytest
from sqlalchemy import Engine

from adapters.clock import SystemClock
from adapters.store.engine import open_engine
from adapters.store.recorder import LogRecorder
from adapters.store.schema import create_schema

# its module of contracts also imports its cipher, which wants a library of its own; no clause here encrypts
with patch.dict(sys.modules, {"eventsourcing.cipher": SimpleNamespace(AESCipher=None)}):
    from eventsourcing.tests import persistence

CONTRACTS = (
    persistence.ApplicationRecorderTestCase,
    persistence.TrackingRecorderTestCase,
    persistence.ProcessRecorderTestCase,
    persistence.NonInterleavingNotificationIDsBaseCase,
)
CLAUSES = [
    (contract, name) for contract in CONTRACTS for name in dir(contract) if name.startswith(("test", "optional_test"))
]


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    engine = open_engine(database_url)
    create_schema(engine)
    before = set(threading.enumerate())
    yield engine
    for thread in set(threading.enumerate()) - before:  # the library leaves readers running
        thread.join()
    engine.dispose()


@pytest.mark.parametrize(("contract", "clause"), CLAUSES)
def test_the_library_s_contract_holds(contract: type[TestCase], clause: str, engine: Engine) -> None:
    class OnOurLog(contract):  # type: ignore[misc,valid-type]
        def new_originator_id(self) -> str:
            return f"lead/{uuid4()}"

        def create_recorder(self) -> LogRecorder:
            return LogRecorder(engine, SystemClock())

    if clause.startswith("optional_"):
        getattr(OnOurLog(clause), clause)()
    else:
        OnOurLog(clause).debug()


def test_importing_the_library_leaves_dataclasses_as_they_were() -> None:
    program = "import dataclasses, adapters.store.recorder; print(dataclasses._process_class.__module__)"

    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)

    assert done.stdout == "dataclasses\n"
