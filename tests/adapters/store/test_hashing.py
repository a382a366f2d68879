"""The hashes are permanent: the published vector, and that no two different rows hash alike."""

from hashlib import sha256

from hypothesis import assume, given
from hypothesis import strategies as st

from adapters.store.hashing import GENESIS, chain_hash, event_hash

PREVIOUS = bytes.fromhex("11" * 32)
ROW = (PREVIOUS, b"lead/example-1", 7, b"lead.registered/1", '{"title":"示例"}'.encode(), b'{"actor":"a-1"}')

columns = st.tuples(st.binary(), st.binary(), st.integers(0, 2**31), st.binary(), st.binary(), st.binary())


def test_the_published_vector_of_the_event_hash() -> None:
    assert event_hash(*ROW).hex() == "acd441b69b46b57e7036b7e09d08b46de47133b23843a30f45088de3a68436ba"


def test_the_published_vector_of_the_chain_hash() -> None:
    assert (
        chain_hash(GENESIS, 1, 1_767_225_600_000_000, event_hash(*ROW)).hex()
        == "14271563cca489e87062e389d7dc69b8a210ed2053cee48f109e4f5b6c0be95b"
    )


def test_the_vector_again_written_out_byte_by_byte() -> None:
    """What another tool, in another language, has to do."""
    fields = (PREVIOUS, b"lead/example-1", b"\0\0\0\0\0\0\0\x07", *ROW[3:])
    content = b"\x02" + b"".join(len(field).to_bytes(8, "big") + field for field in fields)

    assert event_hash(*ROW) == sha256(content).digest()


@given(columns, columns)
def test_different_rows_have_different_hashes(one: tuple[bytes, ...], other: tuple[bytes, ...]) -> None:
    assume(one != other)

    assert event_hash(*one) != event_hash(*other)  # type: ignore[arg-type]


@given(st.lists(st.binary(max_size=4), min_size=5, max_size=5), st.integers(0, 3), st.integers(1, 4))
def test_a_byte_cannot_wander_from_one_column_to_the_next(parts: list[bytes], column: int, count: int) -> None:
    """Each column is told with its length: the same bytes, divided otherwise, are another event."""
    assume(len(parts[column]) >= count)
    moved = list(parts)
    moved[column], moved[column + 1] = parts[column][:-count], parts[column][-count:] + parts[column + 1]

    def hashed(previous: bytes, stream: bytes, name: bytes, data: bytes, meta: bytes) -> bytes:
        return event_hash(previous, stream, 1, name, data, meta)

    assert hashed(*parts) != hashed(*moved)
