"""Ledgers, registers and returns as files over HTTP: of what I am shown, on record first where they tell of persons."""

import csv
import io
from collections.abc import Callable, Sequence
from threading import Barrier, Event, Thread
from typing import Final
from urllib.parse import unquote

import pytest
from httpx2 import Client, Response
from python_calamine import CalamineWorkbook

from api.http.files import AT_ONCE, MEDIA, Format
from api.ledger_columns import RISK_LEDGER
from api.registers.columns import Table
from api.registers.statistics import MONTHS, RETURN, STAGES, STAYS
from api.registers.tables import REGISTERS
from domain.catalogue import MASKED
from domain.errors import StoreUnavailable
from domain.words import Words
from tests.api.http.conftest import Served
from tests.api.http.test_leads import FORM
from tests.api.http.test_opening import PERSON, reads

TABLES: Final[dict[str, Table]] = {
    "ledger": RISK_LEDGER, **{f"registers/{name}": each for name, each in REGISTERS.items()},
    "statistics/stages": STAGES, "statistics/stays": STAYS, "statistics/months": MONTHS, "statistics/streets": RETURN,
}  # fmt: skip
"""Address → what is written; all that the command line writes to files."""


@pytest.fixture
def filled(database_url: str, serve: Callable[..., Served]) -> Served:
    """A server on either database with three leads: two of firms, one of a person."""
    served = serve(database_url=database_url)
    street = served.client("jd-01")
    for each in ({**FORM, "source": "tip"}, {**FORM, "unit": {"name": "=示例二号"}}, PERSON):
        assert street.post("/v1/leads", json=each).status_code == 201
    assert served.app.read_models.wait(served.app.store.head())
    return served


def fetched(client: Client, address: str, kind: Format, **more: str) -> Response:
    needed = {"lead": "370104-2026-0001"} if address.endswith("stays") else {}
    done = client.get(f"/v1/{address}/export", params={"format": kind, **needed, **more})
    assert done.status_code == 200, done.text
    return done


def lines(answer: Response) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"), newline="")))


def test_each_is_a_workbook_and_a_csv_with_the_same_heading_and_a_chinese_name(filled: Served) -> None:
    street = filled.client("jd-01")

    for address, table in TABLES.items():
        heading = [each.words.zh for each in table.columns]
        for kind in Format:
            done = fetched(street, address, kind)
            plain, _, named = done.headers["content-disposition"].partition("; filename*=UTF-8''")
            assert plain == f'attachment; filename="{table.name}.{kind}"'
            assert unquote(named).startswith(table.words.zh)
            assert done.headers["content-type"].partition(";")[0] == MEDIA[kind]
            size = str(len(done.content))
            assert (done.headers["cache-control"], done.headers["content-length"]) == ("no-store", size)
            assert heading in [row[: len(heading)] for row in rows(done, kind)], address


def rows(done: Response, kind: Format) -> Sequence[Sequence[object]]:
    if kind is Format.XLSX:
        return CalamineWorkbook.from_filelike(io.BytesIO(done.content)).get_sheet_by_index(0).to_python()
    return list(csv.reader(io.StringIO(done.content.decode("utf-8-sig"), newline="")))


def test_a_file_is_narrowed_as_the_page_is_and_no_cell_is_a_formula(filled: Served) -> None:
    street = filled.client("jd-01")

    (row,) = lines(fetched(street, "ledger", Format.CSV, source="tip"))
    assert row["对象名称"] == FORM["unit"]["name"]
    assert "'=示例二号" in {row["对象名称"] for row in lines(fetched(street, "ledger", Format.CSV))}
    (row,) = lines(fetched(street, "ledger", Format.CSV, text="示例二号", columns="对象名称,amount_fen"))
    assert row.keys() == {"对象名称", "涉及金额(万元)"}
    wrong = street.get("/v1/ledger/export", params={"format": "csv", "columns": "luck"}).json()
    assert (wrong["code"], wrong["field"]) == ("input.columns", "columns")


def test_nothing_of_what_is_not_for_me_is_in_it(filled: Served) -> None:
    elsewhere = filled.client("sq-01")

    assert [lines(fetched(elsewhere, each, Format.CSV)) for each in ("ledger", "registers/subjects")] == [[], []]
    assert filled.client("ga-01").get("/v1/ledger/export?format=csv").json()["code"] == "permission.outsider"


@pytest.mark.parametrize("address", ["ledger", "registers/subjects"])
def test_personal_data_is_masked_until_it_is_asked_for_and_then_on_record_first(filled: Served, address: str) -> None:
    auditor = filled.client("qj-06")
    head = filled.app.store.head()

    masked = fetched(auditor, address, Format.CSV)
    assert ("示例某人" in masked.text, MASKED in masked.text) == (False, True)
    assert (filled.app.store.head(), reads(filled)) == (head, [])
    shown = fetched(auditor, address, Format.CSV, division="370104", personal="open", reason="季度抽查")
    assert "示例某人" in shown.text
    (read,) = reads(filled)
    assert (read.event.view, read.event.narrowed, read.meta.reason) == ("export", ("division=370104",), "季度抽查")
    assert read.meta.channel == "http"


def test_a_register_s_page_opens_the_files_of_persons_as_the_file_does(filled: Served) -> None:
    auditor = filled.client("qj-06")

    assert "示例某人" not in auditor.get("/v1/registers/subjects").text
    assert "示例某人" in auditor.get("/v1/registers/subjects", params={"personal": "open", "reason": "季度抽查"}).text
    assert [each.event.view for each in reads(filled)] == ["register"]


def test_a_reader_of_english_gets_his_headings_and_the_ledger_as_it_is_on_paper(served: Served) -> None:
    reader = served.client("jd-01", **{"accept-language": "en"})

    assert "registered by" in fetched(reader, "registers/referrals", Format.CSV).text
    assert "线索编号" in fetched(reader, "ledger", Format.CSV).text


def test_while_some_are_written_others_are_asked_to_come_again_and_everything_else_goes_on(
    served: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, go = Barrier(AT_ONCE + 1), Event()

    def slow(*_: object) -> None:
        begun.wait(10)
        assert go.wait(10)

    monkeypatch.setattr("api.http.files.write", slow)
    street = served.client("jd-01")
    busy = [Thread(target=fetched, args=(served.client("jd-01"), "ledger", Format.CSV)) for _ in range(AT_ONCE)]
    for each in busy:
        each.start()
    begun.wait(10)

    refused = street.get("/v1/ledger/export?format=csv")
    assert (refused.status_code, refused.headers["retry-after"]) == (429, "5")
    assert street.post("/v1/leads", json=FORM).status_code == 201
    go.set()
    for each in busy:
        each.join(10)
    monkeypatch.undo()
    assert lines(fetched(street, "ledger", Format.CSV))


def test_what_goes_wrong_half_way_is_a_problem_and_not_half_a_file(
    served: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise StoreUnavailable(Words("连不上", "gone"))

    monkeypatch.setattr("api.http.files.write", broken)
    street = served.client("jd-01")

    answers = [street.get("/v1/ledger/export?format=csv") for _ in range(AT_ONCE + 1)]
    assert {(each.status_code, each.headers["content-type"]) for each in answers} == {(503, "application/problem+json")}
