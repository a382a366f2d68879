"""What the log promises to whoever appends and reads, on both databases."""

import asyncio
from pathlib import Path
from threading import Event

import pytest
from sqlalchemy.exc import IntegrityError

from adapters.store.batch import Command, Row
from adapters.store.store import Store
from domain.errors import StoreUnavailable
from tests.support.samplelog import OPENED, Noted, append, appending, sample_store
from workflows.ports import Append, Conflict, Head, Stored, Tail

A, B = "sample/a", "sample/b"


def stored(store: Store, request: Append) -> Stored:
    [answer] = append(store, request)
    assert isinstance(answer, Stored)
    return answer


class TestAppending:
    def test_what_was_appended_is_read_again(self, store: Store) -> None:
        request = appending((A, OPENED), (B, Noted(text="另一卷")), (A, Noted(text="第二")))

        answer = stored(store, request)

        tail = store.tail(A)
        assert (answer.first, answer.last, answer.repeated) == (1, 3, False)
        assert [recorded.event for recorded in tail.events] == [OPENED, Noted(text="第二")]
        assert [(recorded.position, recorded.version) for recorded in tail.events] == [(1, 1), (3, 2)]
        assert [recorded.meta for recorded in tail.events] == [request.meta] * 2
        assert answer.heads == {A: tail.head, B: store.tail(B).head}

    def test_positions_go_on_without_a_gap(self, store: Store) -> None:
        append(
            store, *(appending((f"sample/{i}", Noted(text="x")), (f"sample/{i}-b", Noted(text="y"))) for i in range(50))
        )

        assert [recorded.position for recorded in store.log()] == list(range(1, 101))
        assert store.head() == 100

    def test_events_are_found_by_their_positions_and_those_that_are_not_there_are_left_out(self, store: Store) -> None:
        append(store, *(appending((f"sample/{i}", Noted(text=str(i)))) for i in range(5)))

        found = store.found_at([4, 2, 99], open_personal=False)

        assert {position: each.stream for position, each in found.items()} == {2: "sample/1", 4: "sample/3"}
        assert store.found_at([]) == {}

    def test_a_page_of_the_log_starts_after_a_position(self, store: Store) -> None:
        append(store, *(appending((f"sample/{i}", Noted(text="x"))) for i in range(10)))

        assert [recorded.position for recorded in store.log(after=4, limit=3)] == [5, 6, 7]
        assert store.log(after=10) == ()

    def test_a_tail_starts_after_a_version_and_knows_the_head_all_the_same(self, store: Store) -> None:
        answer = stored(store, appending((A, Noted(text="1")), (A, Noted(text="2")), (A, Noted(text="3"))))

        assert [recorded.version for recorded in store.tail(A, after=1).events] == [2, 3]
        assert store.tail(A, after=3).events == ()
        assert store.tail(A, after=3).head == answer.heads[A]

    def test_a_tail_after_a_version_that_is_not_there_yet_knows_the_head_too(self, store: Store) -> None:
        answer = stored(store, appending((A, Noted(text="1"))))

        assert store.tail(A, after=7) == Tail((), answer.heads[A])

    def test_a_tail_and_its_head_are_of_one_moment(self, store: Store) -> None:
        """While another appends: whoever reads a head has read every event up to it."""
        reading = Event()

        async def write() -> None:
            head = Head()
            while not reading.is_set():
                answer = await store.append(appending((A, Noted(text="x")), expect={A: head}))
                assert isinstance(answer, Stored)
                head = answer.heads[A]

        def read() -> None:
            known = 0
            for _ in range(300):
                tail = store.tail(A, after=known)
                known += len(tail.events)
                assert tail.head.version == known
            reading.set()

        async def both() -> None:
            await asyncio.gather(write(), asyncio.to_thread(read))

        asyncio.run(asyncio.wait_for(both(), 60))

    def test_one_event_of_a_stream_is_read_by_its_version(self, store: Store) -> None:
        append(store, appending((A, Noted(text="1")), (B, Noted(text="b")), (A, Noted(text="2"))))

        assert [store.at(A, version) for version in (1, 2)] == list(store.tail(A).events)
        assert (store.at(A, 3), store.at("sample/none", 1)) == (None, None)

    def test_a_stream_that_is_not_there_is_empty(self, store: Store) -> None:
        assert store.tail("sample/none").head == Head()
        assert (store.head(), store.log(), store.find("none")) == (0, (), None)

    def test_a_stale_head_is_a_conflict_and_nothing_is_stored(self, store: Store) -> None:
        append(store, appending((A, Noted(text="1"))))

        answer = append(store, appending((A, Noted(text="2")), (B, Noted(text="2"))))

        assert answer == [Conflict((A,))]
        assert (store.head(), store.tail(B).head) == (1, Head())

    def test_a_stream_that_was_only_read_is_expected_too(self, store: Store) -> None:
        append(store, appending((A, Noted(text="1"))))

        assert append(store, appending((B, Noted(text="2")), expect={A: Head()})) == [Conflict((A,))]

    def test_the_right_version_with_another_history_is_a_conflict(self, store: Store) -> None:
        append(store, appending((A, Noted(text="1"))))

        other = Head(version=1, event_hash=b"x" * 32)

        assert append(store, appending((A, Noted(text="2")), expect={A: other})) == [Conflict((A,))]

    def test_one_command_s_conflict_is_not_another_s(self, store: Store) -> None:
        append(store, appending((A, Noted(text="1"))))

        first, second, third = append(
            store,
            appending((B, Noted(text="x"))),
            appending((A, Noted(text="x"))),
            appending(("sample/c", Noted(text="x"))),
        )

        assert isinstance(first, Stored)
        assert second == Conflict((A,))
        assert isinstance(third, Stored)

    def test_personal_data_reads_masked_for_who_does_not_open_it(self, store: Store) -> None:
        append(store, appending((A, OPENED)))

        assert "示例甲" not in repr(store.log(open_personal=False))
        assert "示例甲" in repr(store.log())


class TestWriteSkew:
    """Two commands read the same two streams, and each writes to another one of them: only one may be right."""

    def test_in_one_batch(self, store: Store) -> None:
        both = {A: Head(), B: Head()}

        answers = append(
            store, appending((A, Noted(text="x")), expect=both), appending((B, Noted(text="x")), expect=both)
        )

        assert sorted(type(answer).__name__ for answer in answers) == ["Conflict", "Stored"]

    def test_between_two_processes(self, store: Store, database_url: str, tmp_path: Path) -> None:
        async def race(other: Store, one: str, two: str) -> list[Stored | Conflict]:
            both = {one: Head(), two: Head()}
            left = store.append(appending((one, Noted(text="x")), expect=both))
            right = other.append(appending((two, Noted(text="x")), expect=both))
            return list(await asyncio.gather(left, right))

        with sample_store(database_url, tmp_path) as other:
            for number in range(20):
                answers = asyncio.run(race(other, f"sample/l{number}", f"sample/r{number}"))
                assert sorted(type(answer).__name__ for answer in answers) == ["Conflict", "Stored"]


class TestWhatCanNeverBeStored:
    def test_a_command_without_events(self, store: Store) -> None:
        with pytest.raises(ValueError, match="no events"):
            append(store, appending(expect={A: Head()}))

    def test_an_event_on_a_stream_whose_head_is_not_expected(self, store: Store) -> None:
        request = appending((A, Noted(text="x")))
        blind = Append(request.command_id, request.digest, request.events, {}, request.meta)

        with pytest.raises(ValueError, match="no head is expected"):
            append(store, blind)

    @pytest.mark.parametrize(
        "stream", ["sample", "Sample/a", "sample/A", "sample/张三", "sample/", "sample/a|1", "a/" + "x" * 65]
    )
    def test_a_stream_whose_name_could_be_personal_or_ambiguous(self, store: Store, stream: str) -> None:
        with pytest.raises(ValueError, match="not a stream"):
            append(store, appending((stream, Noted(text="x"))))

    @pytest.mark.parametrize("command_id", ["nul\0", "two\nlines", "x" * 201])
    def test_a_command_id_that_cannot_be_read(self, store: Store, command_id: str) -> None:
        with pytest.raises(ValueError, match="not a command id"):
            append(store, appending((A, Noted(text="x")), command_id=command_id))

    def test_bad_data_fails_alone_in_its_batch(self, store: Store) -> None:
        row = Row(A, 1, "sample.noted/1", b"{}", b"{}", b"h" * 32)
        bad = Command("c-bad", b"d", (row, row), ())  # the same version twice: no database takes it

        async def together() -> tuple[list[Stored | Conflict], tuple[BaseException | Stored | Conflict]]:
            good = asyncio.gather(*(store.append(appending((f"sample/{i}", Noted(text="x")))) for i in range(5)))
            odd = asyncio.gather(store._writer.store(bad), return_exceptions=True)  # noqa: SLF001 - past the checks
            return await good, await odd

        neighbours, [odd] = asyncio.run(together())

        assert all(isinstance(answer, Stored) for answer in neighbours)
        assert isinstance(odd, IntegrityError)


class TestTheWriter:
    def test_listeners_hear_how_far_the_log_has_come(self, store: Store) -> None:
        heard: list[int] = []
        stop = store.on_appended(heard.append)

        append(store, appending((A, Noted(text="1")), (A, Noted(text="2"))))
        stop()
        append(store, appending((B, Noted(text="3"))))

        assert heard == [2]

    def test_a_failing_listener_hurts_nobody(self, store: Store) -> None:
        def fail(_: int) -> None:
            raise RuntimeError

        store.on_appended(fail)

        assert isinstance(append(store, appending((A, Noted(text="1"))))[0], Stored)
        assert isinstance(append(store, appending((B, Noted(text="1"))))[0], Stored)

    def test_who_stops_waiting_does_not_stop_the_append(self, store: Store) -> None:
        reached = Event()
        store.on_appended(lambda _: reached.set())

        async def impatient() -> None:
            task = asyncio.create_task(store.append(appending((A, Noted(text="1")))))
            await asyncio.sleep(0)
            task.cancel()

        asyncio.run(impatient())

        assert reached.wait(10)
        assert store.head() == 1

    def test_a_closed_store_takes_nothing_and_has_stored_what_it_took(self, database_url: str, tmp_path: Path) -> None:
        async def leave_early() -> list[Stored | Conflict]:
            with sample_store(database_url, tmp_path) as store:
                tasks = [
                    asyncio.ensure_future(store.append(appending((f"sample/{i}", Noted(text="x"))))) for i in range(300)
                ]
                await asyncio.sleep(0)
            with pytest.raises(StoreUnavailable):
                await store.append(appending((A, Noted(text="x"))))
            return await asyncio.gather(*tasks)

        answers = asyncio.run(leave_early())

        with sample_store(database_url, tmp_path) as store:
            assert len(answers) == store.head() == 300
