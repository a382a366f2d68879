"""What is read on the screen: personal data only for those entitled, tables straight, both languages, stable JSON."""

import pytest
from rich.cells import cell_len

from api.given import COMMANDS
from domain.catalogue import MASKED
from tests.api.conftest import Cli


@pytest.fixture
def number(cli: Cli) -> str:
    return cli.register("unit.representative=某某", "amount_fen=12.5万元", "participants=21人", "division=370104014")


def test_personal_data_opens_only_for_an_office_of_the_area(cli: Cli, number: str) -> None:
    def seen(*flags: str) -> str:
        told: str = cli.json("lead show", number, *flags)["lead"]["unit"]["representative"]
        return told

    assert seen() == MASKED
    assert seen("--as", "jd-01") == "某某"
    assert seen("--as", "qj-06") == MASKED
    assert seen("--as", "qj-06", "--reason", "季度审计") == "某某"
    assert seen("--as", "yw-01") == MASKED
    assert cli("lead show", number, "--as", "sq-01").code == 3
    assert cli("lead show", number, "--as", "ga-01").code == 4


def test_a_lead_is_shown_with_what_is_known(cli: Cli, number: str) -> None:
    shown = cli("lead show", number, "--as", "jd-01").out

    for text in (number, "已登记", "示例投资有限公司", "某某", "12.5万元", "21人", "社区报告"):
        assert text in shown


def test_what_was_told_of_a_lead_is_shown_as_it_was_put_right_and_veiled_before_others(cli: Cli) -> None:
    number = cli.register("address=示例路9号", "summary=会员费承诺返利", "building=示例大厦", "industry=旅游",
                          "areas=济南市、泰安市", "contacts=电话|13800000000")  # fmt: skip
    cli(f"lead act {number} correct-facts reason=核对 industry=养老服务 --as jd-01")
    shown = cli("lead show", number, "--as", "jd-01").out

    for text in ("示例路9号", "会员费承诺返利", "示例大厦", "养老服务", "济南市、泰安市", "电话 13800000000"):
        assert text in shown
    assert "旅游" not in shown
    told = cli.json("lead show", number)["told"]
    assert (told["address"], told["summary"], told["building"]) == (MASKED, MASKED, "示例大厦")
    assert told["contacts"][0]["value"] == MASKED


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_what_is_known_stands_beside_its_name_however_long_the_name_is(cli: Cli, lang: str) -> None:
    number = cli.register("unit.uscc=91370104MA00001T07", "unit.registered_place=示例路1号", "amount_fen=9.5万元")
    _, *lines = cli("lead show", number, "--lang", lang).out.splitlines()
    begins = {cell_len(line) - cell_len(line[3:].split("  ", 1)[1].lstrip()) for line in lines if line[2] != " "}

    assert len(begins) == 1
    assert all(line[2] != " " for line in lines)


def test_columns_stand_straight_under_chinese_heads(cli: Cli, number: str) -> None:
    cli.register(name="示例很长很长很长很长很长很长很长很长很长名字的投资管理有限公司")
    lines = cli("ledger list").out.splitlines()
    head = next(line for line in lines if "线索编号" in line)
    begins = cell_len(head[: head.index("阶段")])
    rows = [line for line in lines if line.startswith("370104-")]

    assert len(rows) == 2
    assert number in "".join(rows)
    assert [cell_len(row[: row.index("已登记")]) for row in rows] == [begins, begins]
    assert max(map(cell_len, lines)) <= 80


def test_people_are_shown_and_found_by_their_names(cli: Cli, number: str) -> None:
    cli(f"lead act {number} assign-handler handler=qj-02 --as qj-01")
    cli(f"lead act {number} recuse officer=qj-01 reason=亲属 --as qj-03")

    for verb in ("ledger list --as qj-06", "ledger export --as qj-06", f"lead show {number}"):
        assert "测试承办丙" in cli(verb).out
    assert "测试承办乙" in cli("lead show", number).out
    for who in ("测试承办丙", "qj-02"):
        assert len(cli.json(f"ledger list --handler {who}")["leads"]) == 1
    assert cli.json("ledger list --handler 测试承办甲")["leads"] == []


def test_a_lead_split_off_is_told_by_its_number_on_both_sides(cli: Cli, number: str) -> None:
    cli(f"lead act {number} start-verification officers=jd-01 no_interest=是 task=任务单|1 --as jd-01")
    cli(f"lead act {number} sign-paper matter=分案审批表 approved=是 --as qj-03")
    told = cli(f"lead act {number} split-lead reason=另一主体 unit.name=示例分出公司 --as qj-01").out
    other = f"{number[:-1]}2"

    assert "  阶段      核查中\n" in told
    assert f"  新线索    {other}\n" in told
    assert "文号" not in told
    assert f"关联线索    {number}\n" in cli("lead show", other).out


def test_the_english_switch_reaches_every_line(cli: Cli, number: str) -> None:
    shown = cli("lead moves", number, "--as", "jd-01", "--lang", "en").out

    for text in ("start-verification", "possible", "not possible", "takes"):
        assert text in shown
    assert "能办" not in shown


def test_the_environment_can_switch_too(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CHUFEI_LANG", "en_GB.UTF-8")

    assert "arguments:" in cli_help(cli, "lead show")


def cli_help(cli: Cli, verb: str) -> str:
    with pytest.raises(SystemExit):
        cli(verb, "--help")
    return cli.capture.readouterr().out


def test_help_is_chinese_by_default(cli: Cli) -> None:
    for verb in ("lead act", "lead register", "lead", "ledger list", "demo", "verify", "lead replay"):
        told = cli_help(cli, verb)

        assert told.startswith(f"用法：chufei {verb}")
        for english in ("usage", "options:", "positional", "show this help", "exit", "..."):
            assert english not in told.replace("动词 ...", "").replace("KEY=VALUE ...", "").replace("CITATION ...", "")


def test_help_breaks_no_name_at_its_hyphens(cli: Cli) -> None:
    told = cli_help(cli, "lead act")

    for name in COMMANDS:
        assert name in told
    assert max(map(cell_len, told.splitlines())) <= 80


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("lead fly", "动词：没有 'fly'，可选：register、act"),
        ("lead show", "还缺 LEAD"),
        ("lead act x", "还缺 COMMAND"),
        ("lead show x --nonsense", "不认识 --nonsense"),
        ("lead show x --as", "--as：后面要写一个值"),
        ("lead show x --json=1", "--json：后面不能写值 '1'"),
        ("ledger list --lang fr", "--lang：没有 'fr'，可选：zh、en"),
        ("lead act x grade-risk --expected 梦", "--expected：'梦' 不是整数"),
        ("lead replay x", "--at --version 须写其中一个"),
        ("lead replay x --at 2022-03-02 --version 1", "--version：不能与 --at 同时使用"),
    ],
)
def test_a_command_line_nobody_understands_is_told_in_chinese(cli: Cli, asked: str, told: str) -> None:
    error = cli.json(asked)["error"]

    assert error["detail"]["zh"].startswith(told)
    assert "KEY=VALUE" not in error["detail"]["zh"]
    assert error["way_out"]["zh"].startswith(f"用法：chufei {' '.join(asked.split()[:2])}".removesuffix(" fly"))


def test_moves_say_what_is_possible_and_what_is_not_and_why(cli: Cli, number: str) -> None:
    moves = {move["command"]: move for move in cli.json("lead moves", number, "--as", "jd-01")["moves"]}

    assert moves["start-verification"]["possible"]
    assert moves["start-verification"]["target"] == "verifying"
    assert [field["name"] for field in moves["start-verification"]["fields"]][2:4] == ["officers", "no_interest"]
    assert {each["code"] for each in moves["start-verification"]["depends_on"]} >= {"verify.named-officer"}
    assert moves["open-transfer"]["denied"]["code"] == "permission.level"
    assert "approve-closing" not in moves


def test_one_move_is_explained_with_its_form(cli: Cli, number: str) -> None:
    told = cli("lead moves", number, "start-verification", "--as", "jd-01").out

    for text in ("M04 开始核查", "现在能办", "核查任务单", "《防范和处置非法集资条例》第8条", "officers", "●"):
        assert text in told
    (when,) = (line for line in told.splitlines() if line.startswith("occurred"))
    assert when.rstrip().endswith("时间，如 2022-03-02 14:30；留空即现在")
    assert "\nlead " not in told


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_how_to_register_is_seen_before_there_is_a_lead(cli: Cli, lang: str) -> None:
    begun = cli.json("lead moves --as jd-01")
    shown = cli("lead moves register-lead --as jd-01", "--lang", lang).out
    required = [line.split()[0] for line in shown.splitlines() if "●" in line]

    assert [(move["command"], move["possible"]) for move in begun["moves"]][:1] == [("register-lead", True)]
    assert required == ["source"]
    for text in ("370104014", "示例街道办事处", "chufei lead register"):
        assert text in shown
    assert cli(f"lead moves --as jd-01 --lang {lang}").code == 0


def test_what_the_office_fills_in_is_not_required(cli: Cli, number: str) -> None:
    for asked in ("lead moves register-lead", f"lead moves {number} register-lead"):
        fields = {field["name"]: field for field in cli.json(f"{asked} --as jd-01")["fields"]}

        assert [name for name, field in fields.items() if field["required"]] == ["source"]
        assert {name: field["default"] for name, field in fields.items() if field["default"]} == {
            "office": "370104014", "organ": "示例街道办事处", "division": "370104014"
        }  # fmt: skip


def test_whoever_only_reads_is_told_why_nothing_is_possible(cli: Cli, number: str) -> None:
    told = cli("lead moves", number, "--as", "qj-06").out

    assert "现在没有能办的事项" in told
    assert "本人岗位不办理此事项" in told
    assert not [line for line in told.splitlines() if line.rstrip().endswith("须由")]


def test_any_form_is_seen_without_a_lead_and_says_from_which_stage_it_is(cli: Cli) -> None:
    told = cli("lead moves summon-interview --as qj-01").out

    for text in ("只能从这些阶段办理", "party", "chufei lead act 线索 summon-interview"):
        assert text in told


def test_the_way_to_a_signature_is_told_with_the_move_too(cli: Cli, number: str) -> None:
    told = " ".join(cli(f"lead moves {number} suspend --as qj-01").out.split())

    assert f"chufei lead act {number} sign-paper matter=中止审批表 approved=是 --as qj-03" in told


def test_the_law_is_shown_by_article_and_day(cli: Cli) -> None:
    article = cli.json("law show", "R737", "18")["entries"][0]

    assert (article["citation"], article["since"]) == ("R737 18", "2021-05-01")
    assert cli("law show", "R737", "18", "--on", "2021-04-30").code == 3
    assert len(cli.json("law show")["instruments"]) > 10
    assert "办公规则，非法律规定" in cli("law show", "office", "four-eyes").out


def test_the_procedures_are_drawn(cli: Cli) -> None:
    drawn = cli.json("procedure draw")["procedures"]
    cli("procedure draw", "--out", str(cli.data / "reference"))

    assert drawn["lead"].startswith("stateDiagram-v2")
    assert "已登记" in (cli.data / "reference" / "procedure-lead.md").read_text(encoding="utf-8")


def test_a_replay_before_the_beginning_is_not_found(cli: Cli, number: str) -> None:
    assert cli("lead replay", number, "--at", "2020-01-01").code == 3
    assert cli("lead replay", number, "--version", "2").code == 3


@pytest.mark.parametrize(
    ("asked", "field", "code"),
    [
        ("replay {} --at 梦", "--at", "input.form.moment"),
        ("replay {} --version 梦", "--version", "input.form.number"),
        ("diff {} 梦 1", "A", "input.point"),
        ("diff {} 1 2022-13-01", "B", "input.point"),
    ],
)
def test_a_point_nobody_understands_is_told_by_its_own_name(
    cli: Cli, number: str, asked: str, field: str, code: str
) -> None:
    error = cli.json(f"lead {asked.format(number)}")["error"]

    assert (error["field"], error["code"]) == (field, code)


def test_without_a_transfer_the_track_is_a_sentence(cli: Cli, number: str) -> None:
    told = cli("lead history", number, "--track").out

    assert "没有移送公安的事项" in told
    assert "发生时间" not in told


def test_unpaired_words_are_refused_with_the_way_out(cli: Cli, number: str) -> None:
    answer = cli(f"lead act {number} grade-risk", "高", "--as", "qj-01", "--json")

    assert (answer.code, answer.document["error"]["code"]) == (2, "input.usage")


def test_a_form_may_come_as_a_json_file(cli: Cli, number: str) -> None:
    form = cli.data / "form.json"
    form.write_text('{"grade": "red", "reasons": ["高息"], "score": 80}', encoding="utf-8")

    assert cli.json(f"lead act {number} grade-risk", "--form", str(form), "--as", "qj-01")["repeated"] is False
    assert cli(f"lead act {number} grade-risk", "--form", str(cli.data / "none.json"), "--as", "qj-01").code == 2


@pytest.mark.parametrize("columns", ["40", "60", "80", "120"])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_no_window_is_so_narrow_that_letters_are_cut_off(
    cli: Cli, number: str, monkeypatch: pytest.MonkeyPatch, columns: str, lang: str
) -> None:
    cli(f"lead act {number} grade-risk grade=高 reasons=高息 --as qj-01")
    monkeypatch.setenv("COLUMNS", columns)

    for verb in ("ledger list", f"lead history {number}", f"lead moves {number}", f"lead moves {number} grade-risk"):
        told = cli(f"{verb} --as qj-01 --lang {lang}").out
        assert "…" not in told.replace("；…", "").replace("; …", "")
        assert number in told or "grade-risk" in told
