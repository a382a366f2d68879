"""A refusal tells everything a person needs to go on, fits the window, and ends with the code of its branch."""

import re
from collections.abc import Callable
from datetime import date
from shutil import rmtree

import pytest
from rich.cells import cell_len

from api.citations import Read, read
from api.cli.exits import EXITS, exit_code
from api.cli.output import Out
from api.cli.refusals import spoken
from api.settings import Lang
from domain import errors
from domain.actor import Grade, Level
from domain.errors import About, ChufeiError, Stated
from domain.law import Citation
from domain.lead.vocabulary import Milestone
from domain.words import Words
from tests.api.conftest import Cli
from tests.support.staff import SAMPLED

NOTHING = Words("", "")
SUMMON = (
    "party=甲", "party_role=法定代表人", "address=示例路1号", "place=会议室", "at=2035-03-06 09:00", "risk=高息",
    "service=直接送达|2025-03-05|是",
)  # fmt: skip


@pytest.fixture
def verifying(cli: Cli) -> str:
    number = cli.register()
    cli(f"lead act {number} start-verification", "officers=qj-01", "no_interest=是", "task=任务单|1", "--as", "qj-01")
    return number


def test_a_missing_signature_is_told_with_rule_article_and_who_could(cli: Cli, verifying: str) -> None:
    answer = cli(f"lead act {verifying} summon-interview", *SUMMON, "--as", "qj-01")

    assert answer.code == 4
    for told in ("signature.interview-notice", "M08", "《防范和处置非法集资条例》第18条", "R737 18", "可以警示约谈",
                 "办公规则，非法律规定",
                 "未签批 → 需要 机关负责人", "qj-03 测试副局长甲", "现在能办", "rule-out"):  # fmt: skip
        assert told in answer.out.replace("\n            ", "")
    assert "E08" not in answer.out


@pytest.mark.parametrize("columns", [80, 120])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_refusal_fits_the_window(
    cli: Cli, verifying: str, monkeypatch: pytest.MonkeyPatch, columns: int, lang: str
) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))

    answer = cli(f"lead act {verifying} summon-interview", *SUMMON, "--as", "qj-01", "--lang", lang)

    assert max(cell_len(line) for line in answer.out.splitlines()) <= columns
    assert not [line for line in answer.out.splitlines() if line.strip().startswith(("，", "。", "、", "；", "）"))]


def test_the_machine_reads_the_same_refusal(cli: Cli, verifying: str) -> None:
    error = cli.json(f"lead act {verifying} summon-interview", *SUMMON, "--as", "qj-01")["error"]

    assert (error["kind"], error["code"], error["rule"]) == ("NotPermitted", "signature.interview-notice", "M08")
    assert error["basis"][0]["citation"] == "R737 18"
    assert error["basis"][0]["office_rule"] is False
    assert error["basis"][1]["office_rule"] is True
    assert error["missing"] == {
        "levels": ["district-authority", "industry"], "grade": "responsible-leader",
        "holders": ["qj-03", "qj-04", "scjg-02"],
    }  # fmt: skip
    assert error["remedy"] == {
        "words": {"zh": "约谈通知书", "en": "interview notice"}, "command": "sign-paper",
        "form": {"matter": "interview-notice", "approved": True},
        "by": {"levels": ["district-authority"], "grade": "responsible-leader", "holders": ["qj-03", "qj-04"]},
    }  # fmt: skip
    assert {"move", "command", "label", "levels"} == set(error["legal"][0])


def test_the_way_to_an_approval_names_the_lead_it_is_for(cli: Cli, verifying: str) -> None:
    other = cli.register(name="示例旅行社有限公司")
    told = cli(f"lead act {verifying} merge-lead into={other} reason=同一平台 --as qj-01").out
    (typed,) = re.findall(r"chufei (lead act .* --as \S+)", " ".join(told.split()))

    assert "target=LEAD --as" in " ".join(cli(f"lead moves {verifying} merge-lead --as qj-01").out.split())
    assert cli(typed).code == 0
    assert cli(f"lead act {verifying} merge-lead into={other} reason=同一平台 --as qj-01").code == 0


def test_articles_are_read_as_on_the_day_of_the_act(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    days: set[date] = set()

    def read_and_noted(citation: Citation, day: date) -> Read:
        days.add(day)
        return read(citation, day)

    monkeypatch.setattr("api.cli.refusals.read", read_and_noted)
    number = cli.register()
    refused = ("lead act", number, "grade-risk", "grade=高", "reasons=高息", "occurred=2025-03-05", "--as", "qj-06")

    assert cli(*refused).code == 4
    assert cli(*refused, "--json").code == 4
    assert days == {date(2025, 3, 5)}


@pytest.mark.parametrize(
    ("value", "zh", "en"),
    [
        ((Words("已回避", "recused"), "qj-01"), ["已回避", "qj-01"], ["recused", "qj-01"]),
        (Words("有效期至 2025-03-01", "valid until 2025-03-01"), ["有效期至 2025-03-01"], ["valid until 2025-03-01"]),
        ((About(Milestone.PETITION_REGISTERED, "信访1"),), ["信访已登记 信访1"], ["petition registered 信访1"]),
        ((Level.STREET, Grade.RESPONSIBLE_LEADER), ["街道", "机关负责人"], ["street", "responsible leader"]),
        ("空 empty", ["空 empty"], ["空 empty"]),
        ((), [], []),
    ],
)
def test_a_fact_is_told_by_what_it_is_in_the_reader_s_language(value: Stated, zh: list[str], en: list[str]) -> None:
    assert spoken(Out(Lang.ZH), value) == zh
    assert spoken(Out(Lang.EN), value) == en


def test_what_was_filled_in_is_read_back_by_name(cli: Cli, verifying: str) -> None:
    cli(f"lead act {verifying} sign-paper matter=启动调查认定审批表 approved=是 --as qj-03")
    form = ("group=bodies", "grounds=money-flow", "suspicion=高息", "jurisdiction=domicile",
            "competent_division=370104", "plan=方案|1")  # fmt: skip
    told = cli(f"lead act {verifying} open-inquiry", *form, "--as", "qj-01").out

    assert "管辖依据：住所地 → 需要 登记地\n" in told


def test_nobody_is_taken_to_have_signed_because_nobody_said_otherwise(cli: Cli, verifying: str) -> None:
    form = ("kind=走访", "officers=qj-01", "place=示例路1号", "consented=是", "seen=宣传册")
    answer = cli(f"lead act {verifying} record-visit", *form, "--as", "qj-01")

    assert answer.code == 2
    assert "此项必填，签名：已签名、拒签已注明、缺席已注明" in answer.out


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_way_to_a_signature_is_a_line_that_can_be_typed(cli: Cli, verifying: str, lang: str) -> None:
    told = cli(f"lead act {verifying} summon-interview", *SUMMON, "--as", "qj-01", "--lang", lang).out
    (typed,) = re.findall(r"chufei (lead act .* --as \S+)", " ".join(told.split()))

    assert cli(typed).code == 0
    assert cli(f"lead act {verifying} summon-interview", *SUMMON, "--as", "qj-01").code == 0


def test_the_moves_told_are_those_this_person_can_make(cli: Cli, verifying: str) -> None:
    told = cli.json(f"lead act {verifying} approve-closing", "--as", "jd-01")["error"]["legal"]
    possible = [move for move in cli.json("lead moves", verifying, "--as", "jd-01")["moves"] if move["possible"]]

    assert [move["command"] for move in told] == [move["command"] for move in possible]


def test_a_form_with_mistakes_tells_them_all_and_stores_nothing(cli: Cli) -> None:
    answer = cli("lead register", "unit.uscc=91", "source=梦", "amount_fen=-3元", "foo=1", "--as", "jd-01", "--json")

    faults = {fault["field"]: fault for fault in answer.document["error"]["faults"]}
    assert answer.code == 2
    assert set(faults) == {"unit.name", "unit.uscc", "source", "amount_fen", "foo"}
    assert faults["unit.uscc"]["rule"] == "GB 32100-2015"
    assert all(fault["way_out"]["zh"] for fault in faults.values())
    assert cli.json("verify")["events"] == SAMPLED


def test_an_impossible_move_is_refused_before_its_form_is_asked_for(cli: Cli, verifying: str) -> None:
    answer = cli(f"lead act {verifying} summon-interview", "--as", "jd-01", "--json")

    assert (answer.code, answer.document["error"]["code"]) == (4, "permission.level")


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        ("lead show 370104-2025-0404", 3),
        ("lead show nobody", 3),
        ("lead act {number} no-such-command --as jd-01", 3),
        ("lead act {number} grade-risk --as nobody", 3),
        ("lead act {number} grade-risk grade=高 reasons=无", 2),
        ("lead act {number} approve-closing --as qj-03", 5),
        ("lead act {number} refer-lead --as ga-01", 4),
        ("lead act {number} grade-risk grade=高 reasons=高息 --expected 7 --as qj-01", 6),
        ("lead fly", 2),
        ("lead show {number} --nonsense", 2),
        ("law show R737 999", 3),
        ("procedure draw nothing", 3),
        ("rebuild nothing", 3),
        ("ledger list --stage 天上", 2),
    ],
)
def test_each_branch_has_its_exit_code(cli: Cli, arguments: str, code: int) -> None:
    number = cli.register()

    assert cli(arguments.format(number=number)).code == code


def test_a_command_id_is_done_once_and_never_lent_to_another(cli: Cli) -> None:
    number = cli.register()
    send = ("grade=高", "reasons=高息", "occurred=2025-03-02", "--as", "qj-01", "--command-id", "once")
    first = cli.json(f"lead act {number} grade-risk", *send)
    again = cli.json(f"lead act {number} grade-risk", *send)
    other = cli(f"lead act {number} grade-risk", "grade=低", *send[1:])

    assert (first["repeated"], again["repeated"]) == (False, True)
    assert first["first"] == again["first"]
    assert other.code == 6


def test_a_registration_under_a_command_id_is_done_once(cli: Cli) -> None:
    assert cli.register("--command-id", "once") == cli.register("--command-id", "once")
    assert len(cli.json("ledger list")["leads"]) == 1


def test_every_refusal_and_fault_has_an_exit_code() -> None:
    kinds = [each for each in vars(errors).values() if isinstance(each, type) and issubclass(each, ChufeiError)]

    for kind in kinds:
        if kind not in {ChufeiError, errors.Refusal}:
            assert any(parent in EXITS for parent in kind.__mro__), kind
    assert exit_code(errors.Contended(NOTHING)) == 7
    assert exit_code(errors.LogDamaged(NOTHING)) == 8


def test_without_a_folder_it_says_how_to_begin(cli: Cli, capsys: pytest.CaptureFixture[str]) -> None:
    nowhere = Cli(cli.data / "nowhere", capsys)

    answer = nowhere("lead show", "x")

    assert answer.code == 3
    assert "chufei init" in answer.out
    assert not nowhere.data.exists()


def test_without_a_directory_nobody_acts(cli: Cli) -> None:
    rmtree(cli.data)
    cli.data.mkdir()

    error = cli.json("lead register", "unit.name=示例公司", "source=举报", "--as", "jd-01")["error"]

    assert error["code"] == "roster.missing"
    assert all(f"chufei init --data {cli.data}" in text for text in error["detail"].values())
    cli("init")
    assert cli("lead register", "unit.name=示例公司", "source=举报", "--as", "jd-01").code == 0


def test_a_database_that_does_not_answer_is_a_fault_without_its_password(
    cli: Cli, environment: Callable[[str, str], None]
) -> None:
    environment("CHUFEI_DATABASE_URL", "postgresql://someone:hidden@127.0.0.1:1/nothing")

    answer = cli("verify", "--json")

    assert (answer.code, answer.document["error"]["code"]) == (7, "store.unavailable")
    assert "hidden" not in answer.out


@pytest.mark.parametrize("noun", ["", "lead", "ledger"])
def test_where_no_verb_is_said_the_help_tells_which_there_are(noun: str, cli: Cli) -> None:
    answer = cli(noun)

    assert answer.code == 2
    assert answer.out.startswith("用法：chufei")
