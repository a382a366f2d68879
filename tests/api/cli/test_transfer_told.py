"""A transfer to the police on the screen: every step by its own name, in words and not in stored values."""

import re
from collections.abc import Callable

import pytest

from tests.api.conftest import Cli

PAPER = "paper=函件|1"
BUNDLE = (
    "police=示例区公安分局", "police_division=370104", "bundle.letter=移送书|{letter}", "bundle.other=其他材料|1",
    "bundle.investigation_report=调查报告|1", "bundle.goods_list=清单|1", "bundle.no_examination=没有",
)  # fmt: skip
ROAD: tuple[tuple[str, str, str, str, tuple[str, ...]], ...] = (
    ("qj-01", "form-team", "组成专案组", "涉嫌犯罪 → 已组成专案组", ("team=qj-01|示执370104001;qj-02|示执370104002",)),
    ("qj-01", "submit-report", "提出书面报告", "已组成专案组 → 已书面报告", (PAPER, "facts=高息吸收资金")),
    ("qj-04", "approve-transfer", "批准移送", "已书面报告 → 已批准移送", ()),
    ("qj-01", "deliver-transfer", "移送同级公安", "已批准移送 → 已送交公安",
     BUNDLE),
    ("qj-01", "note-police-receipt", "登记公安回执", "已送交公安 → 公安已接受", (PAPER,)),
    ("qj-01", "note-non-filing", "登记不予立案", "公安已接受 → 不予立案", (PAPER, "reasons=情节轻微")),
    ("qj-01", "ask-reconsideration", "提请复议", "不予立案 → 提请复议中", (PAPER,)),
    ("qj-01", "note-non-filing", "复议维持不予立案", "提请复议中 → 不予立案", (PAPER, "reasons=同前")),
    ("qj-01", "suggest-supervision", "复议后建议立案监督", "不予立案 → 立案监督中",
     (PAPER, "procuratorate=示例区人民检察院")),
    ("qj-01", "note-filing", "监督后立案", "立案监督中 → 已立案；已登记 → 刑事程序中", (PAPER, "filed_on=2025-03-03")),
)  # fmt: skip


@pytest.fixture
def suspected(cli: Cli) -> str:
    """A lead whose transfer was opened."""
    number = cli.register()
    cli(f"lead act {number} open-transfer suspicion=高息 offence=非法吸收公众存款 occurred=2025-03-03 --as qj-01")
    return number


def test_every_step_is_told_by_its_own_name_and_the_stages_it_led_through(cli: Cli, suspected: str) -> None:
    letter = ""
    for who, command, label, way, form in ROAD:
        filled = (field.format(letter=letter) for field in form)
        told = cli(f"lead act {suspected} {command} occurred=2025-03-03", *filled, "--as", who).out
        drawn = re.search(r"文号      (\S+)", told)
        letter = drawn[1] if drawn else letter

        assert told.startswith(f"✓ {label}\n")
        assert f"阶段      {way}\n" in told


def test_a_lead_is_shown_with_the_stage_of_its_transfer(cli: Cli, suspected: str) -> None:
    for who, command, _, _, form in ROAD[:2]:
        cli(f"lead act {suspected} {command} occurred=2025-03-03", *form, "--as", who)

    assert "移送公安    第 1 次移送 已书面报告\n" in cli("lead show", suspected).out
    assert "transfer 1 reported\n" in cli("lead show", suspected, "--lang", "en").out


def test_a_transfer_counts_its_own_versions_in_the_history(cli: Cli, suspected: str) -> None:
    lines = cli("lead history", suspected).out.splitlines()

    assert [line.split()[0] for line in lines if "2025-03-" in line] == ["1", "移1-1"]
    assert "T1-1 " in cli("lead history", suspected, "--track", "--lang", "en").out


def test_both_times_stand_in_the_history_where_there_is_room(
    cli: Cli, suspected: str, environment: Callable[[str, str], None]
) -> None:
    narrow = cli("lead history", suspected).out
    environment("COLUMNS", "120")
    wide = cli("lead history", suspected).out

    assert "未列：录入时间" in narrow
    assert "录入时间" in wide
    assert "未列" not in wide


def test_the_facts_of_a_refusal_are_read_out_by_name(cli: Cli, suspected: str) -> None:
    told = cli(f"lead act {suspected} approve-transfer --as qj-04").out

    assert "当前阶段：涉嫌犯罪 → 需要 已书面报告\n" in told
    told = cli(f"lead act {suspected} open-transfer suspicion=高息 offence=集资诈骗 --as qj-01").out
    assert "办理中的移送：第 1 次移送 → 需要 0\n" in told


def test_a_thing_is_named_with_its_number_where_it_keeps_a_lead_from_closing(cli: Cli) -> None:
    number = cli.register(name="示例有限公司")
    form = "officers=qj-01 no_interest=是 task=任务单|1"
    cli(f"lead act {number} start-verification {form} occurred=2025-03-02 --as qj-01")
    cli(f"lead act {number} grade-risk grade=低 reasons=已停止 occurred=2025-03-03 --as qj-01")
    cli(f"lead act {number} sign-paper matter=同意持续关注 approved=是 occurred=2025-03-03 --as qj-03")
    cli(f"lead act {number} monitor review_on=2025-06-03 report=报告|1 occurred=2025-03-03 --as qj-01")
    cli(f"lead act {number} record-milestone milestone=petition.registered item=信访1 paper=登记表|1 --as qj-01")
    told = cli(f"lead act {number} propose-closing report=报告|2 reasons=无 --as qj-01").out

    assert "未办结信访：信访已登记 信访1 → 需要 0\n" in told


def test_what_waits_for_the_end_of_a_transfer_is_not_called_possible(cli: Cli, suspected: str) -> None:
    moves = {move["command"]: move for move in cli.json("lead moves", suspected, "--as", "qj-01")["moves"]}

    assert not moves["take-up-again"]["possible"]
    assert moves["take-up-again"]["denied"]["code"] == "take-up-again.held"
