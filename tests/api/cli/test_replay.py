"""A point in a lead's history is a version or a moment; what is written as a day means its end in Beijing."""

from datetime import datetime

import pytest

from api.points import up_to
from domain.errors import InvalidInput, NotFound
from domain.instants import BEIJING
from tests.api.conftest import Cli
from workflows.desks import NOUNS, Noun
from workflows.ports import Meta, Recorded

TIMES = (
    "2022-03-01 23:59:59", "2022-03-02 09:00:30", "2022-03-02 14:30:00", "2022-03-02 23:59:59", "2022-03-03 00:00",
)  # fmt: skip
META = Meta(actor="a", office="370104", role="street", command_id="c", correlation="c", law="law", software="test")
HISTORY = [
    Recorded(
        position=number, stream="lead/l1", version=number, name="lead.registered/1", event=None, meta=META,
        recorded_at=datetime.fromisoformat(written).replace(tzinfo=BEIJING),
    )
    for number, written in enumerate(TIMES, 1)
]  # fmt: skip


@pytest.mark.parametrize(
    ("point", "last"),
    [
        ("3", 3), ("v2", 2),
        ("2022-03-02", 4), ("2022年3月2日", 4), ("20220302", 4), (" 2022-03-02 ", 4),
        ("2022-03-02 09:00", 2), ("2022-03-02 09:00:29", 1), ("2022-03-02 14:30", 3), ("20220302T1430", 3),
        ("2022年3月2日9时30分", 2), ("2022-03-02T01:00:30Z", 2),
        ("2022-03-02 09:00:00", 1), ("20220302T090000", 1), ("2022-03-02T09:00:00+08:00", 1),
        ("2022-03-02T09:00+08:00", 2), ("2022.3.2 09:00", 2), ("2022.3.2 09:00:00", 1),
        ("2022-03-02 09:00:30.0", 2), ("2022-03-02 14:30:00.000000", 3), ("2022-03-01 23:59:59.5", 1),
    ],
)  # fmt: skip
def test_a_point_ends_with_what_was_written_of_it(point: str, last: int) -> None:
    assert [each.version for each in up_to(HISTORY, point, "one")] == list(range(1, last + 1))


def test_a_moment_before_the_first_entry_is_told_with_when_that_was_recorded() -> None:
    with pytest.raises(NotFound, match="a replay goes by the time of recording, first 1 Mar 2022 23:59"):
        up_to(HISTORY, "2021-01-01", "one")


@pytest.mark.parametrize(
    ("point", "error"), [("梦", InvalidInput), ("0", NotFound), ("9", NotFound), ("2021-01-01", NotFound)]
)
def test_what_is_no_point_of_the_history_is_refused(point: str, error: type[Exception]) -> None:
    with pytest.raises(error):
        up_to(HISTORY, point, "one")


def test_a_difference_folds_each_event_once(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    number = cli.register("unit.representative=某某", "amount_fen=12万元", "participants=21人")
    for amount in (13, 14, 15):
        cli(f"lead act {number} correct-facts reason=核对 amount_fen={amount}万元 participants={amount} --as jd-01")
    folded: list[object] = []
    evolve = NOUNS["lead"].evolve

    def counting(state: object, event: object) -> object:
        folded.append(event)
        return evolve(state, event)

    monkeypatch.setitem(NOUNS, "lead", Noun(NOUNS["lead"].initial, counting))
    changes = {each["field"]: each for each in cli.json("lead diff", number, "1", "4", "--as", "jd-01")["changes"]}

    assert (changes["amount_fen"]["old"], changes["amount_fen"]["new"], changes["amount_fen"]["version"]) == (
        12_000_000, 15_000_000, 4,
    )  # fmt: skip
    assert len(folded) <= 4 * 4, "once for each way of looking at it, however many fields changed"
