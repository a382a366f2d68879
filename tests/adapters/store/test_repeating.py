"""A command is stored once, however often it is sent, and whatever was lost on the way."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from sqlalchemy.exc import OperationalError

from adapters.store import appending as appending_module
from adapters.store.appending import BatchAppend
from adapters.store.batch import Command, Outcome
from adapters.store.reading import SOUGHT
from adapters.store.store import Store
from adapters.store.verify import verify
from domain.errors import CommandReused, StoreUnavailable
from tests.support.samplelog import OPENED, Noted, append, appending, sample_store
from workflows.ports import Append, Stored

A, B = "sample/a", "sample/b"


def stored(store: Store, request: Append) -> Stored:
    [answer] = append(store, request)
    assert isinstance(answer, Stored)
    return answer


def test_a_repeated_command_gets_its_first_answer(store: Store) -> None:
    request = appending((A, Noted(text="1")), (B, OPENED))
    first = stored(store, request)
    stored(store, appending((A, Noted(text="2")), expect=dict(first.heads)))

    again = stored(store, request)

    assert again == Stored(first.first, first.last, first.heads, repeated=True)
    assert store.head() == 3


def test_the_same_command_twice_at_once_is_stored_once(store: Store) -> None:
    request = appending((A, Noted(text="1")))

    answers = append(store, request, request, appending((B, Noted(text="x"))), request)

    assert sorted(answer.repeated for answer in answers if isinstance(answer, Stored)) == [False, False, True, True]
    assert store.head() == 2


def test_the_id_of_another_command_is_refused(store: Store) -> None:
    append(store, appending((A, Noted(text="1")), command_id="c-1"))

    with pytest.raises(CommandReused):
        append(store, appending((B, Noted(text="2")), command_id="c-1", digest=b"other"))


def test_a_stored_command_can_be_found(store: Store) -> None:
    append(store, appending((B, Noted(text="0"))))
    append(store, appending((A, Noted(text="1")), (A, Noted(text="2")), command_id="c-1", digest=b"d" * 32))

    assert store.find("c-1") == (2, 3, b"d" * 32)


def test_of_many_commands_those_that_were_stored_are_found_with_the_stream_they_wrote_to_first(store: Store) -> None:
    first = stored(store, appending((A, Noted(text="1")), (B, Noted(text="2")), command_id="c-1"))
    stored(store, appending((B, Noted(text="3")), expect=dict(first.heads), command_id="c-2"))
    never = [f"never-{each}" for each in range(2 * SOUGHT)]

    assert store.first_streams(["c-1", *never, "c-2"]) == {"c-1": A, "c-2": B}
    assert store.first_streams([]) == {}


def test_a_lost_answer_is_asked_for_again(database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The database commits and the connection breaks: the same command ids find what they stored."""
    real = appending_module.append_to
    monkeypatch.setattr(appending_module, "append_to", lambda engine: LosingAnswers(real(engine)))
    monkeypatch.setattr(appending_module, "PAUSES", (0.0, 0.0, 0.0))
    with sample_store(database_url, tmp_path) as store:
        answers = append(store, *(appending((f"sample/{i}", Noted(text="x"))) for i in range(20)))

        assert all(isinstance(answer, Stored) for answer in answers)
        assert store.head() == 20
        assert verify(store.engine).sound


def test_a_database_that_stays_away_is_unavailable(
    database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = appending_module.append_to
    monkeypatch.setattr(appending_module, "append_to", lambda engine: LosingAnswers(real(engine), always=True))
    monkeypatch.setattr(appending_module, "PAUSES", (0.0, 0.0))
    with sample_store(database_url, tmp_path) as store, pytest.raises(StoreUnavailable):
        append(store, appending((A, Noted(text="x"))))


class LosingAnswers:
    """A database whose answer gets lost on the way, every other time or always."""

    def __init__(self, database: BatchAppend, *, always: bool = False) -> None:
        self._database = database
        self._always = always
        self._calls = 0

    def append(self, commands: Sequence[Command], now: int) -> list[Outcome]:
        outcomes = self._database.append(commands, now)
        self._calls += 1
        if self._always or self._calls % 2:
            raise OperationalError(None, None, ConnectionResetError())
        return outcomes

    def release(self) -> None:
        self._database.release()
