"""Next month's ledger: what changed in a row becomes no second lead, and what is another lead comes all the same."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Final

import pytest

from adapters.workbooks.reading import read_sheets
from api.app import App
from api.import_matching import same_before
from domain.actor import Actor
from tests.api.conftest import Cli
from tests.support.workbooks import rows_of

WHO: Final = ("--as", "qj-01")
HEADING: Final = ["单位名称", "证件号码", "金额（万元）", "来源", "登记日期", "当前状态", "阶段日期", "备注"]
JULY: Final[list[list[Any]]] = [
    HEADING,
    ["济南示例甲投资有限公司", "91370104MA00001T07", 10, "网格", "2022-03-01", "核查中", "2022-03-05", None],
    ["济南示例乙商贸有限公司", None, 20, "网格", "2022-03-01", "约谈", "2022-03-06", None],
    ["济南示例丙商贸有限公司", None, 30, "网格", "2022-03-02", None, None, None],
    ["示例丁", None, 40, "网格", "2022-03-03", "核查中", "2022-03-07", None],
]
A, B, C, D = 1, 2, 3, 4
NAME, CODE, AMOUNT, DAY, STAGE, REMARK = 0, 1, 2, 4, 5, 7


@pytest.fixture
def bring(either_cli: Cli, tmp_path: Path) -> Callable[..., Any]:
    """Bring some rows as a workbook of their own, by the authority's officer."""

    def run(rows: Sequence[Sequence[Any]], *flags: str) -> Any:  # noqa: ANN401 - JSON is anything
        path = tmp_path / f"{len(list(tmp_path.iterdir()))}.xlsx"
        path.write_bytes(rows_of(rows))
        return either_cli.json("import", str(path), *WHO, *(flags or ("--yes",)))

    return run


def outcomes(document: Any) -> list[str]:  # noqa: ANN401 - JSON is anything
    return [row["outcome"] for row in document["rows"]]


def with_cells(*changes: tuple[int, int, Any]) -> list[list[Any]]:
    rows = [list(row) for row in JULY]
    for line, at, cell in changes:
        rows[line][at] = cell
    return rows


def test_a_row_with_other_words_is_no_second_lead(either_cli: Cli, bring: Callable[..., Any]) -> None:
    first = bring(JULY)["rows"]
    august = with_cells(
        (A, NAME, "济南示例甲投资管理有限公司"), (B, STAGE, "整改中"), (C, AMOUNT, 35), (D, REMARK, "催办")
    )

    for document in (bring(august, "--dry-run"), bring(august), bring(august)):
        assert outcomes(document) == ["changed"] * 4
        assert [row["number"] for row in document["rows"]] == [row["number"] for row in first]
        assert all("lead act" in row["way_out"][0]["zh"] for row in document["rows"])
    assert len(either_cli.json("ledger list", *WHO)["leads"]) == 4


def test_what_stayed_is_known_and_what_is_new_is_taken(bring: Callable[..., Any]) -> None:
    bring(JULY)
    new = ["济南示例戊酒业有限公司", None, 5, "网格", "2022-04-01", None, None, None]

    assert outcomes(bring([*with_cells((B, STAGE, "整改中")), new])) == ["known", "changed", "known", "known", "taken"]


@pytest.mark.parametrize("line", [A, B, D])
def test_a_subject_found_again_on_another_day_is_another_lead(bring: Callable[..., Any], line: int) -> None:
    bring(JULY)

    assert outcomes(bring([HEADING, with_cells((line, DAY, "2022-05-09"))[line]])) == ["taken"]


def test_two_leads_of_one_day_in_one_ledger_are_two_and_each_is_found_again(bring: Callable[..., Any]) -> None:
    one, two, three = (with_cells((B, AMOUNT, amount))[B] for amount in (20, 88, 1))
    first = bring([HEADING, one, two])
    numbers = [row["number"] for row in first["rows"]]

    changed = bring([HEADING, one, with_cells((B, AMOUNT, 99))[B]])
    both = bring([HEADING, with_cells((B, AMOUNT, 21))[B], with_cells((B, AMOUNT, 89))[B]])
    asked = bring([HEADING, one, two, three], "--dry-run"), bring([HEADING, one, two, three])
    third = bring([HEADING, one, two, three], "--yes", "--second")

    assert (outcomes(first), outcomes(changed)) == (["taken", "taken"], ["known", "changed"])
    assert changed["rows"][1]["number"] == numbers[1]
    assert outcomes(both) == ["changed", "changed"]
    assert [row["number"] for row in both["rows"]] == numbers
    for document in asked:
        assert outcomes(document) == ["known", "known", "refused"]
        (fault,) = document["rows"][2]["error"]["faults"]
        assert (fault["code"], "--second" in fault["way_out"]["zh"]) == ("input.import.second", True)
        assert numbers[0] in fault["detail"]["zh"]
    assert outcomes(third) == ["known", "known", "taken"]


def test_firms_of_one_name_with_codes_of_their_own_are_two(bring: Callable[..., Any]) -> None:
    bring(JULY)

    assert outcomes(bring([HEADING, with_cells((A, CODE, "91370104MA00003T3U"))[A]])) == ["taken"]


def test_nobody_in_particular_is_not_taken_for_somebody(bring: Callable[..., Any]) -> None:
    one, two = (["某某", None, amount, "网格", "2022-03-01", None, None, None] for amount in (1, 2))
    bring([HEADING, one])

    assert outcomes(bring([HEADING, two])) == ["taken"]


def test_whoever_represents_a_firm_is_not_the_firm(bring: Callable[..., Any]) -> None:
    bring([[*HEADING, "法人"], [*JULY[B], "示例丁"]])

    assert outcomes(bring([HEADING, with_cells((D, DAY, "2022-03-01"))[D]])) == ["taken"]


def test_what_was_registered_by_hand_is_found_too(either_cli: Cli, bring: Callable[..., Any]) -> None:
    typed = ("unit.name=济南示例丙商贸有限公司", "source=网格", "occurred=2022-03-02 15:30")
    number = either_cli.json("lead register", *typed, *WHO)["number"]

    (row,) = bring([HEADING, JULY[C]])["rows"]

    assert (row["outcome"], row["number"]) == ("changed", number)


def test_another_office_has_leads_of_its_own(either_cli: Cli, bring: Callable[..., Any]) -> None:
    typed = ("unit.name=济南示例丙商贸有限公司", "source=网格", "occurred=2022-03-02 15:30")
    either_cli("lead register", *typed, "--as", "jd-01")

    assert outcomes(bring([HEADING, JULY[C]])) == ["taken"]


def test_the_report_says_which_lead_it_is_and_what_to_do(
    either_cli: Cli, bring: Callable[..., Any], tmp_path: Path
) -> None:
    number = bring(JULY)["rows"][1]["number"]
    report, path = tmp_path / "report.xlsx", tmp_path / "八月.xlsx"
    path.write_bytes(rows_of(with_cells((B, STAGE, "整改中"))))

    answer = either_cli("import", str(path), "--report", str(report), *WHO)
    _, lines, _ = read_sheets(report.read_bytes(), "report.xlsx")
    heading, *rows = lines.rows
    said = [dict(zip(map(str, heading), each, strict=True)) for each in rows]
    (row,) = [each for each in said if each["线索编号"] == number]

    assert answer.code == 9
    assert "台账有改动 1" in answer.out
    assert row["结果"] == "已在库，台账有改动"
    assert number in str(row["问题"])
    assert f"lead act {number}" in str(row["怎么改"])


@pytest.mark.parametrize("flags", [("--yes",), ("--dry-run",)])
def test_rows_that_somebody_else_brings_meanwhile_are_here_and_not_changed(
    bring: Callable[..., Any], monkeypatch: pytest.MonkeyPatch, flags: tuple[str, ...]
) -> None:
    """Two bring the same ledger at once: the other's rows come in after ours were looked for."""
    meanwhile = [lambda: bring(JULY)]

    def looked(app: App, actor: Actor, commands: Sequence[Any]) -> list[tuple[str, ...]]:
        if meanwhile:
            meanwhile.pop()()
        return same_before(app, actor, commands)

    monkeypatch.setattr("api.import_matching.same_before", looked)
    august = [*JULY, with_cells((B, AMOUNT, 99))[B], with_cells((C, DAY, "2022-05-01"))[C]]
    new = "ready" if "--dry-run" in flags else "taken"

    assert outcomes(bring(august, *flags, "--second")) == ["known"] * 4 + [new] * 2


def test_a_twin_that_was_changed_is_asked_about_and_no_second_lead(either_cli: Cli, bring: Callable[..., Any]) -> None:
    row = with_cells()[B]
    first = bring([HEADING, row, row])
    changed = bring([HEADING, row, with_cells((B, AMOUNT, 36))[B]])

    assert outcomes(first) == ["taken", "skipped"]
    assert outcomes(changed) == ["known", "refused"]
    assert len(either_cli.json("ledger list", *WHO)["leads"]) == 1
