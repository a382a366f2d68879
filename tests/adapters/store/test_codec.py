"""What is encoded is decoded again, nothing personal is legible on the way, and nothing wrong gets in."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Annotated, Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.store.codec import Codec, decode_meta, encode_meta
from adapters.store.sealing import NotOpened, derived, nonces, seal, unseal
from domain.catalogue import ERASED, MASKED, PERSONAL, Catalogue, shape
from domain.errors import LogDamaged, Refusal
from tests.support.samplelog import OPENED, SAMPLES, Colour, Noted, Opened, Person, Place, appending

STREAM = "sample/a"
KEY = bytes(range(32))
NONCES = nonces()


class SomeKeys:
    """Keys held in memory, those destroyed as None."""

    def __init__(self) -> None:
        self.made: dict[str, bytes | None] = {}

    def keys(self, subjects: Sequence[str], *, create: bool) -> Mapping[str, bytes | None]:
        if create:
            for subject in subjects:
                self.made.setdefault(subject, subject.encode().ljust(32, b"."))
        return self.at_hand(subjects)

    def at_hand(self, subjects: Sequence[str]) -> Mapping[str, bytes | None]:
        return {subject: self.made[subject] for subject in subjects if subject in self.made}

    def destroy(self, subject: str, reason: str) -> None:  # noqa: ARG002
        self.made[subject] = None

    def index_key(self) -> bytes:
        return KEY


KEYS = SomeKeys()
CODEC = Codec(SAMPLES, {}, KEYS)

texts = st.text(st.characters(exclude_categories=["Cs"]))
instants = st.datetimes(timezones=st.just(UTC))
people = st.builds(Person, ref=st.text(st.characters(codec="ascii"), max_size=8), name=texts, phone=st.none() | texts)
openings = st.builds(
    Opened,
    title=texts,
    count=st.integers(-(2**63), 2**63 - 1),
    urgent=st.booleans(),
    colour=st.sampled_from(Colour),
    day=st.dates(),
    at=instants,
    due=st.none() | instants,
    reporter=st.none() | people,
    places=st.lists(st.builds(Place, name=texts, contact=st.none() | people), max_size=3).map(tuple),
    tags=st.lists(texts, max_size=3).map(tuple),
    note=st.none() | texts,
    aliases=st.lists(texts, max_size=3).map(tuple),
)


def encoded(event: object, *, stream: str = STREAM, version: int = 1, codec: Codec = CODEC) -> bytes:
    keys = KEYS.keys(tuple(codec.subjects(stream, event)), create=True)
    return codec.encode(stream, version, event, keys)[1]


def decoded(data: bytes, *, stream: str = STREAM, version: int = 1, open_personal: bool = True) -> Any:  # noqa: ANN401
    return CODEC.decode(9, stream, version, "sample.opened/1", data, open_personal=open_personal)


@given(openings)
def test_what_is_encoded_is_decoded_again(event: Opened) -> None:
    assert decoded(encoded(event)) == event


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1))
def test_a_sealed_text_opens_again(text: str) -> None:
    assert unseal(KEY, "a|1|x", seal(KEY, "a|1|x", text, next(NONCES))) == text


def test_nothing_personal_is_legible_in_the_stored_bytes() -> None:
    stored = encoded(OPENED).decode()

    assert "测试样例" in stored
    assert "示例大厦" in stored
    for personal in ("示例甲", "示例乙", "000-1", "自述", "阿甲"):
        assert personal not in stored


def test_the_key_is_that_of_the_person_in_the_same_shape_else_of_the_stream() -> None:
    assert CODEC.subjects(STREAM, OPENED) == {"person/p-1", "person/p-2", STREAM}
    assert CODEC.subjects(STREAM, Noted(text="x")) == frozenset()


def test_a_shape_that_names_nobody_falls_back_to_the_stream() -> None:
    assert CODEC.subjects(STREAM, replace(OPENED, reporter=Person(ref="", name="x"), places=())) == {STREAM}


def test_sealing_the_same_text_twice_gives_different_bytes_of_the_same_length() -> None:
    one, other = seal(KEY, "a|1|x", "示例甲", next(NONCES)), seal(KEY, "a|1|x", "示例甲", next(NONCES))

    assert one != other
    assert len(one) == len(other) == len(seal(KEY, "a|1|x", "短", next(NONCES)))


@pytest.mark.parametrize("place", ["sample/b|1|note", "sample/a|2|note", "sample/a|1|title"])
def test_a_sealed_text_opens_only_in_its_place(place: str) -> None:
    sealed = seal(KEY, "sample/a|1|note", "x", next(NONCES))

    with pytest.raises(NotOpened):
        unseal(KEY, place, sealed)


@pytest.mark.parametrize("text", ["in the clear", "sealed/1:", "sealed/1:***", "sealed/1:AAAA"])
def test_what_was_never_sealed_does_not_open(text: str) -> None:
    with pytest.raises(NotOpened):
        unseal(KEY, "a|1|x", text)


def test_without_asking_personal_data_is_masked() -> None:
    event = decoded(encoded(OPENED), open_personal=False)

    assert event.reporter == Person(ref="p-1", name=MASKED, phone=MASKED)
    assert (event.note, event.aliases, event.title) == (MASKED, (MASKED, MASKED), OPENED.title)


def test_a_destroyed_key_reads_as_erased_and_the_rest_stays() -> None:
    data = encoded(replace(OPENED, reporter=Person(ref="gone", name="x"), note="stays"))
    KEYS.destroy("person/gone", "asked")

    event = decoded(data)

    assert (event.reporter.name, event.reporter.phone, event.note) == (ERASED, None, "stays")


def test_nothing_personal_can_be_added_about_someone_erased() -> None:
    KEYS.destroy("person/gone", "asked")

    with pytest.raises(Refusal) as refused:
        encoded(replace(OPENED, reporter=Person(ref="gone", name="x")))
    assert refused.value.code == "subject.erased"


@pytest.mark.parametrize(
    "instant",
    [datetime(2026, 1, 1), datetime(2026, 1, 1, tzinfo=timezone(timedelta(hours=8)))],  # noqa: DTZ001
)
def test_an_instant_that_is_not_utc_is_refused(instant: datetime) -> None:
    with pytest.raises(ValueError, match="at: an instant is stored in UTC"):
        encoded(replace(OPENED, at=instant))


@pytest.mark.parametrize("data", [b"", b"{}", b"\xff", b'{"title":1}'])
def test_bytes_that_nobody_wrote_are_damage_with_a_position(data: bytes) -> None:
    with pytest.raises(LogDamaged, match="Event 9 "):
        decoded(data)


@pytest.mark.parametrize(("name", "data"), [("sample.opened/1", b"{}"), ("os.system/1", b"{}")])
def test_damage_is_told_with_its_position_also_to_a_decision(name: str, data: bytes) -> None:
    rows = CODEC.decode_masked(STREAM, [(8, "sample.noted/1", b'{"text":"x"}', 1, b""), (9, name, data, 2, b"")])

    assert next(rows) == Noted(text="x")
    with pytest.raises(LogDamaged, match="Event 9 "):
        next(rows)


def test_a_name_that_is_not_in_the_catalogue_is_damage_with_a_position() -> None:
    with pytest.raises(LogDamaged, match="Event 9 ") as raised:
        CODEC.decode(9, "lead/l1", 1, "os.system/1", b"{}", open_personal=True)

    told = raised.value
    assert "日志第 9 号事件（线索）无法读出" in told.detail.zh
    assert "请停止办理，数据库保留原样，并告知管理员" in told.detail.zh
    assert "os.system" not in f"{told} {told.detail}"
    assert (told.position, told.event) == (9, "os.system/1")


def test_a_sealed_text_in_another_row_is_damage() -> None:
    with pytest.raises(LogDamaged):
        decoded(encoded(OPENED), version=2)


def test_meta_holds_the_digest_of_the_command_and_reads_as_it_was() -> None:
    append = appending()
    stored = encode_meta(append.meta, append.digest)

    assert msgspec.json.decode(stored)["digest"] == append.digest.hex()
    assert decode_meta(1, STREAM, stored) == append.meta


@shape
class _Inner:
    self: "_Inner | None"


@pytest.mark.parametrize(
    ("hint", "fault"),
    [
        (float, "cannot be stored"),
        (bytes, "cannot be stored"),
        (dict[str, str], "cannot be stored"),
        (list[str], "cannot be stored"),
        (tuple[str, int], r"tuple\[X, ...\]"),
        (Person | Place, "union"),
        (int | str | None, "union"),
        (Annotated[int, PERSONAL], "only str"),
        (Annotated[tuple[str, ...], PERSONAL], "only str"),
        (Annotated[date | None, PERSONAL], "only str"),
        (_Inner, "contain itself"),
    ],
)
def test_a_field_that_cannot_be_stored_is_found_when_the_program_starts(hint: Any, fault: str) -> None:  # noqa: ANN401
    catalogue = Catalogue()
    catalogue.event("sample.wrong/1")(type("Wrong", (), {"__annotations__": {"field": hint}}))

    with pytest.raises(TypeError, match=fault):
        Codec(catalogue, {}, KEYS)


def test_a_derived_number_seals_the_same_text_in_the_same_place_alike_and_nothing_else() -> None:
    nonce = derived()
    sealed = seal(KEY, "a|1|x", "示例甲", nonce(KEY, "a|1|x", "示例甲"))

    assert unseal(KEY, "a|1|x", sealed) == "示例甲"
    assert sealed == seal(KEY, "a|1|x", "示例甲", derived()(KEY, "a|1|x", "示例甲"))
    others = {nonce(KEY, "a|1|x", "示例乙"), nonce(KEY, "a|2|x", "示例甲"), nonce(bytes(32), "a|1|x", "示例甲")}
    assert len({nonce(KEY, "a|1|x", "示例甲"), *others}) == 4
