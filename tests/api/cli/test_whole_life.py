"""A lead from discovery to the archive by the command line alone, on both databases."""

import pytest

from tests.api.conftest import Cli

PAIR = "officers=qj-01|示执370104001;qj-02|示执370104002"
STEPS: tuple[tuple[str, str, str, list[str]], ...] = (
    ("qj-01", "start-verification", "verifying",
     ["occurred=2025-03-02", "officers=qj-01;qj-02", "no_interest=是", "task=核查任务单|1"]),
    ("jd-01", "record-visit", "verifying",
     ["occurred=2025-03-03", "kind=走访", "officers=jd-01", "place=示例大厦", "consented=是", "seen=宣传册",
      "signature=拒签已注明"]),
    ("qj-03", "sign-paper", "verifying", ["occurred=2025-03-04", "matter=约谈通知书", "approved=同意"]),
    ("qj-01", "summon-interview", "interview",
     ["occurred=2025-03-05", "party=甲", "party_role=法定代表人", "address=示例路1号", "place=会议室",
      "at=2025-03-06 09:00", "risk=承诺高息", "service=直接送达|2025-03-05|是"]),
    ("qj-01", "record-interview", "interview",
     ["occurred=2025-03-06 09:30", PAIR, "place=会议室", "party=甲", "told=条例第十八条", "statement=承认",
      "demands=停止宣传；退还资金", "signature=已签名"]),
    ("qj-03", "sign-paper", "interview", ["occurred=2025-03-06", "matter=责令整改通知书", "approved=是"]),
    ("qj-01", "order-rectification", "rectifying",
     ["occurred=2025-03-07", "demands=停止宣传；退还资金", "deadline=2025-03-20", "promise=按期退还",
      "service=直接送达|2025-03-07|是"]),
    ("qj-01", "record-recheck", "rectifying",
     ["occurred=2025-03-20", PAIR, "promotion_removed=是", "no_new_money=是", "refunds_evidenced=是", "found=已整改",
      "report=复查报告|2"]),
    ("qj-01", "accept-rectification", "monitoring",
     ["occurred=2025-03-21", "review_on=2025-06-21", "report=整改验收表|3"]),
    ("qj-01", "propose-closing", "closing", ["occurred=2025-06-22", "report=结案报告|4", "reasons=整改到位"]),
    ("qj-03", "approve-closing", "closed", ["occurred=2025-06-23"]),
    ("qj-05", "archive-lead", "archived",
     ["occurred=2025-06-24", "catalogue=卷宗目录|5", "paper_complete=是", "recordings_complete=是"]),
)  # fmt: skip


@pytest.fixture
def number(either_cli: Cli) -> str:
    """A lead that went the whole way."""
    number = either_cli.register()
    for who, command, stage, form in STEPS:
        done = either_cli.json(f"lead act {number} {command}", *form, "--as", who)
        assert done.get("stage") == stage, (command, done)
    return number


def test_every_step_stands_in_the_ledger_the_history_and_the_proof(either_cli: Cli, number: str) -> None:
    (row,) = either_cli.json("ledger list")["leads"]
    story = either_cli.json("lead history", number)["timeline"]
    proof = either_cli.json("verify")

    assert (row["number"], row["stage"]) == (number, "archived")
    assert len(story) == len(STEPS) + 1
    assert [entry["version"] for entry in story] == list(range(1, len(STEPS) + 2))
    assert (proof["sound"], proof["damages"], proof["commands"]) == (True, [], len(STEPS) + 2), (
        "with the load of the directory"
    )


def test_any_version_is_replayed_as_it_was(either_cli: Cli, number: str) -> None:
    for version, (_, _, stage, _) in enumerate(STEPS, start=2):
        then = either_cli.json("lead replay", number, "--version", str(version))

        assert then["lead"]["stage"] == stage
        assert len(then["timeline"]) == version


def test_a_difference_names_the_event_that_made_it(either_cli: Cli, number: str) -> None:
    changes = either_cli.json("lead diff", number, "9", "v10")["changes"]

    by_field = {change["field"]: change for change in changes}
    assert by_field["review_on"]["new"] == "2025-06-21"
    assert by_field["stage"]["event"] == "lead.rectification-accepted/1"
    assert by_field["stage"]["actor"] == "qj-01"


def test_a_rebuilt_ledger_is_the_followed_one(either_cli: Cli, number: str) -> None:
    before = either_cli.json("ledger list")

    assert number
    assert either_cli("rebuild").code == 0
    assert either_cli.json("ledger list") == before
    assert either_cli.json("quarantine list") == {"parked": []}
