"""The ledger on the screen: page by page, in any order, with the columns and the filters somebody wants."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from rich.cells import cell_len

from api.kept_filters import SORTS
from api.ledger_columns import MORE, RISK_LEDGER
from domain.catalogue import MASKED
from domain.instants import BEIJING
from tests.api.conftest import Cli, Prepared
from workflows.forms.ledger_row import COLUMNS


def six(cli: Cli) -> list[str]:
    """Five firms of one street, in the order of their names, amounts 3, 2 and 1, two without; and a person."""
    amounts = ("amount_fen=3万元", "amount_fen=2万元", "amount_fen=1万元", "", "")
    numbers = [
        cli.register(*filter(None, (amount,)), "division=370104014", name=f"示例{mark}投资有限公司")
        for mark, amount in zip("安博昌达恩", amounts, strict=True)
    ]
    cli("lead register person.ref=p1 person.name=某某 source=社区 occurred=2025-03-02 --as jd-01")
    return numbers


@pytest.fixture
def leads(cli: Cli, prepared: Prepared) -> list[str]:
    return prepared(cli, six)


def shown(cli: Cli, *flags: str) -> list[str]:
    return [each["number"] for each in cli.json("ledger list", *flags)["leads"]]


def test_a_page_tells_where_the_next_begins(cli: Cli, leads: list[str]) -> None:
    for order in ((), ("--sort", "金额", "--desc"), ("--sort", "subject"), ("--sort", "期限")):
        whole, seen, after = shown(cli, *order), list[str](), list[str]()
        while True:
            page = cli.json("ledger list", "--limit", "2", *order, *after)
            told = cli("ledger list", "--limit", "2", *order, *after).out
            seen += [each["number"] for each in page["leads"]]
            assert all(each["number"] in told for each in page["leads"])
            if page["following"] is None:
                break
            assert page["following"] in "".join(told.split()), "for people too"
            after = ["--after", page["following"]]
        assert seen == whole
        assert len(seen) == len(leads) + 1


def test_leads_stand_in_the_order_that_is_asked_for_those_without_a_value_last(cli: Cli, leads: list[str]) -> None:
    first, second, third, *others = leads

    assert shown(cli, "--sort", "amount")[:3] == [third, second, first]
    assert shown(cli, "--sort", "涉及金额", "--desc")[:3] == [first, second, third]
    assert shown(cli, "--sort", "对象")[:5] == leads
    assert shown(cli, "--sort", "对象", "--desc")[:5] == leads[::-1]
    assert shown(cli, "--sort", "编号", "--text", "投资", "--desc") == leads[::-1]
    assert set(shown(cli, "--sort", "amount")[3:5]) == set(others)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_an_order_nobody_knows_is_told_with_those_there_are(cli: Cli, lang: str) -> None:
    told = "".join(cli("ledger list --sort 天气", "--lang", lang).out.split())

    assert all("".join(getattr(each, lang).split()) in told for each in SORTS.values())


def test_an_order_named_halfway_must_be_one_alone(cli: Cli) -> None:
    assert cli("ledger list --sort 时间").code == 2
    assert cli("ledger list --sort 登记").code == 0


def test_a_place_of_another_order_is_refused(cli: Cli, leads: list[str]) -> None:
    place = cli.json("ledger list --limit 2")["following"]

    assert leads
    assert cli("ledger list --limit 2 --sort 金额", "--after", place).code == 2
    assert cli("ledger list --limit 0").code == 0


def test_columns_are_chosen_by_heading_or_key_in_either_language(cli: Cli, leads: list[str]) -> None:
    for names in ("线索编号,对象名称,万元", "number，subject，amount_fen", "number、对象、涉及金额"):
        head, *_ = filter(None, cli("ledger list", "--columns", names).out.splitlines())
        assert head.split() == ["线索编号", "对象", "万元"]
    rows = cli.json("ledger list --columns 线索编号,division,进入本阶段时间")["leads"]

    assert [row["number"] for row in rows][:5] == leads
    assert [list(row) for row in rows] == [["number", "division", "stage_since"]] * 6


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_column_nobody_knows_is_told_with_those_there_are(cli: Cli, lang: str) -> None:
    answer = cli("ledger export --columns 线索编号,天气,星座", "--lang", lang)
    told = "".join(answer.out.split())

    assert answer.code == 2
    assert "天气、星座" in told
    assert all("".join(getattr(each.words, lang).split()) in told for each in (*RISK_LEDGER.columns, *MORE))


def test_the_ledger_has_the_columns_of_the_paper_one(cli: Cli) -> None:
    assert tuple(each.words.zh for each in RISK_LEDGER.columns) == COLUMNS
    assert cli("ledger export --columns 备注,线索编号").out.splitlines() == ["\ufeff备注,线索编号"]


def test_a_register_has_its_columns_chosen_too(cli: Cli) -> None:
    assert cli("register export referrals --columns 转办文书,number").out.splitlines() == ["\ufeff转办文书,线索编号"]
    assert cli("register list referrals --columns 天气").code == 2


@pytest.mark.parametrize(("width", "lang"), [(80, "zh"), (80, "en"), (120, "zh"), (120, "en")])
def test_the_screen_is_never_wider_than_the_window(
    cli: Cli, leads: list[str], monkeypatch: pytest.MonkeyPatch, width: int, lang: str
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    for flags in ((), ("--columns", "对象,经营地,责任单位,阶段,备注"), ("--limit", "2")):
        lines = cli("ledger list --as jd-01", "--lang", lang, *flags).out.splitlines()
        assert leads
        assert max(map(cell_len, lines)) <= width


def test_a_filter_is_kept_for_its_officer_or_for_the_whole_office(cli: Cli, leads: list[str]) -> None:
    assert cli("ledger save 大额 --text 安 --sort 金额 --desc --columns number,万元 --as jd-01").code == 0
    assert cli("ledger save 全部 --stage 已登记 --shared --as jd-01").code == 0

    (row,) = cli.json("ledger list --filter 大额 --as jd-01")["leads"]
    assert row == {"number": leads[0], "amount_fen": 3_000_000}
    assert len(shown(cli, "--filter", "全部", "--as", "jd-02")) == 6
    assert cli("ledger list --filter 大额 --as jd-02").code == 3
    assert cli("ledger list --filter 全部 --as qj-01").code == 3
    assert cli("ledger list --filter 大额").code == 2, "nobody's filter without a name"
    assert [each["name"] for each in cli.json("ledger filters --as jd-01")["filters"]] == ["大额", "全部"]
    assert "本单位" in cli("ledger filters --as jd-02").out


def test_what_is_typed_goes_before_what_is_kept(cli: Cli, leads: list[str]) -> None:
    cli("ledger save 安 --text 安 --sort 金额 --as jd-01")

    assert shown(cli, "--filter", "安", "--text", "博", "--as", "jd-01") == [leads[1]]
    assert cli("ledger save 博 --filter 安 --text 博 --as jd-01").code == 0
    kept = {each["name"]: each["filter"] for each in cli.json("ledger filters --as jd-01")["filters"]}
    assert kept["博"] == {"text": ["博"], "sort": ["金额"]}


def test_a_filter_is_forgotten_by_whoever_keeps_it(cli: Cli) -> None:
    cli("ledger save 甲 --stage 已登记 --as jd-01")
    cli("ledger save 甲 --stage 核查中 --shared --as jd-01")

    assert cli("ledger forget 甲 --as jd-02").code == 3
    assert cli("ledger forget 甲 --as jd-01").code == 0
    assert cli.json("ledger filters --as jd-01")["filters"][0]["filter"] == {"stage": ["核查中"]}
    assert cli("ledger forget 甲 --shared --as jd-02").code == 0
    assert cli.json("ledger filters --as jd-01")["filters"] == []


@pytest.mark.parametrize(
    "asked",
    [
        "甲",
        "甲 --stage 天上",
        "甲 --sort 天气",
        "甲 --columns 天气",
        "甲 --due-by 梦",
        "甲 --since 梦",
        "甲 --age 久",
        "甲 --been 天上",
        "甲 --street 兴福",
        f"{'长' * 41} --stage 已登记",
    ],
)
def test_what_means_nothing_is_not_kept(cli: Cli, asked: str) -> None:
    assert cli(f"ledger save {asked} --as jd-01").code == 2
    assert cli.json("ledger filters --as jd-01")["filters"] == []


def test_a_filter_is_no_fact_and_holds_only_what_was_typed(cli: Cli, leads: list[str]) -> None:
    before = cli.json("verify")["chain_hash"]
    cli("ledger save 某某 --text 某某 --handler 测试承办甲 --as jd-01")

    assert leads
    assert cli.json("verify")["chain_hash"] == before
    (file,) = Path(cli.data / "filters").iterdir()
    assert "jd-01" in file.name
    assert "jd-01" not in file.read_text(encoding="utf-8"), "a name that was typed stays a name"


def test_a_day_of_a_kept_filter_moves_on(cli: Cli, leads: list[str]) -> None:
    today = datetime.now(BEIJING).date()
    for number, days in zip(leads[:2], (0, 3), strict=True):
        begin = "start-verification officers=jd-01 no_interest=是 task=任务单|1 --as jd-01"
        assert cli(f"lead act {number} {begin} due={today + timedelta(days)}").code == 0

    assert shown(cli, "--due-by", "今天") == leads[:1]
    assert shown(cli, "--due-by", "+7") == leads[:2]
    assert shown(cli, "--due-by", "+7", "--desc") == leads[1::-1], "by deadline"
    assert shown(cli, "--due-by", "+2") == leads[:1]


def test_leads_are_narrowed_by_where_they_have_been_how_long_they_stand_and_when_they_came(
    cli: Cli, leads: list[str]
) -> None:
    begin = "start-verification officers=jd-01 no_interest=是 task=任务单|1 due=2025-04-01 --as jd-01"
    assert cli(f"lead act {leads[0]} {begin} occurred=2025-03-10").code == 0

    assert shown(cli, "--been", "核查中") == leads[:1]
    assert leads[0] in shown(cli, "--been", "已登记")
    assert len(shown(cli, "--age", "30-")) == 6
    assert len(shown(cli, "--since", "2025-03-01", "--until", "2025-03-01")) == 5
    assert (
        shown(cli, "--age", "0-30")
        == shown(cli, "--until", "2025-02-28")
        == shown(cli, "--closed-since", "2025-01-01")
        == []
    )
    assert len(shown(cli, "--street", "370104014")) == 6
    assert shown(cli, "--street", "370104") == []


def test_a_person_is_in_no_order_of_names_and_found_by_no_initials(cli: Cli, leads: list[str]) -> None:
    person = next(each["number"] for each in cli.json("ledger list")["leads"] if each["subject"] == MASKED)

    assert shown(cli, "--sort", "对象")[-1] == shown(cli, "--sort", "对象", "--desc")[-1] == person
    assert shown(cli, "--sort", "对象", "--as", "jd-01") == [*leads, person]
    assert shown(cli, "--text", "mm") == []
    assert shown(cli, "--text", "mm", "--as", "jd-01") == [person]
    assert shown(cli, "--text", "slatz") == leads[:1]
