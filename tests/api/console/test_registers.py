"""Registers and returns are pages and files, narrowed by the server; so is the ledger as it is looked at."""

import io
import re
from collections.abc import Callable
from zipfile import ZipFile

import pytest
from httpx2 import Client, Response

from api.registers.tables import REGISTERS
from tests.api.console.conftest import password_of
from tests.api.console.test_pages import hidden, registered
from tests.api.http.conftest import Served

PERSON = {"unit.name": "", "person.name": "示例某人"}
RETURNS = ("months", "streets", "stages")


def is_workbook(answer: Response) -> bool:
    return "xl/workbook.xml" in ZipFile(io.BytesIO(answer.content)).namelist()


@pytest.mark.parametrize("name", REGISTERS)
def test_every_register_is_a_page_and_a_file(seated: Callable[[str], Client], name: str) -> None:
    client = seated("qj-01")
    assert f'href="/registers/{name}"' in client.get("/registers").text
    assert client.get(f"/registers/{name}").status_code == 200
    assert client.get(f"/registers/{name}/export", params={"format": "csv"}).content.startswith(b"\xef\xbb\xbf")
    assert is_workbook(client.get(f"/registers/{name}/export", params={"format": "xlsx"}))


def test_a_register_is_narrowed_and_names_stay_masked_until_they_are_asked_for(seated: Callable[[str], Client]) -> None:
    registered(seated("jd-01"), **PERSON)
    client = seated("jd-01")
    subjects = "/registers/subjects"
    masked, opened = (client.get(subjects, params={"names": asked}).text for asked in ("false", "true"))
    assert ("示例某人" in masked, "示例某人" in opened) == (False, True)
    assert "示例某人" not in client.get(f"{subjects}/export", params={"format": "csv"}).text
    assert "示例某人" in client.get(f"{subjects}/export", params={"format": "csv", "names": "true"}).text
    assert "没有符合条件的记录" in client.get(subjects, params={"division": "370105"}).text
    assert client.get(subjects, params={"division": "nonsense"}).status_code == 422
    reads = seated("qj-06").get("/audit/reads").text
    assert "一企一档" in reads


def test_a_register_comes_in_pages(seated: Callable[[str], Client], monkeypatch: pytest.MonkeyPatch) -> None:
    street = seated("jd-01")
    for firm in ("示例一有限公司", "示例二有限公司", "示例三有限公司"):
        registered(street, **{"unit.name": firm})
    monkeypatch.setattr("api.console.views.registers.PAGE", 2)
    page = street.get("/registers/subjects").text
    following = re.search(r'rel="next" href="([^"]+)"', page)
    assert following is not None
    rest = street.get(following[1].replace("&amp;", "&")).text
    found = [firm for text in (page, rest) for firm in re.findall(r"示例[一二三]有限公司", text)]
    assert sorted(found) == sorted(("示例一有限公司", "示例二有限公司", "示例三有限公司"))


@pytest.mark.parametrize("name", RETURNS)
def test_every_return_is_a_page_and_a_file(seated: Callable[[str], Client], name: str) -> None:
    registered(seated("jd-01"))
    client = seated("qj-01")
    assert client.get(f"/returns/{name}").status_code == 200
    assert is_workbook(client.get(f"/returns/{name}/export", params={"format": "xlsx"}))
    assert client.get(f"/returns/{name}/export", params={"format": "csv"}).status_code == 200


def test_returns_are_narrowed_by_month_area_and_class(seated: Callable[[str], Client]) -> None:
    registered(seated("jd-01"))
    client = seated("qj-01")
    assert client.get("/returns").url.path == "/returns/months"
    assert "零报告" in client.get("/returns/streets", params={"month": "2020-01"}).text
    assert client.get("/returns/months", params={"by": "pretext", "amount": "", "until": ""}).status_code == 200
    for wrong in ({"month": "nonsense"}, {"by": "nonsense"}, {"place": "nonsense"}, {"division": "x"}):
        assert client.get("/returns/months", params=wrong).status_code == 422
    assert client.get("/returns/nothing").status_code == 404
    assert client.get("/registers/nothing").status_code == 404


def test_the_ledger_goes_away_as_it_is_looked_at(seated: Callable[[str], Client]) -> None:
    street = seated("jd-01")
    registered(street)
    registered(street, **PERSON)
    lead = registered(street, **{"unit.name": "另一家有限公司"})
    handler = seated("qj-01")
    handler.post(f"{lead}/do/grade-risk", data={
        **hidden(handler.get(f"{lead}/do/grade-risk").text), "grade": "red", "reasons.1": "涉众"})  # fmt: skip
    page = street.get("/ledger", params={"grade": "red", "column": ["number", "subject"]}).text
    link = re.search(r'href="(/ledger/export\?[^"]+format=csv)"', page)
    assert link is not None
    lines = street.get(link[1].replace("&amp;", "&")).content.decode("utf-8-sig").splitlines()
    assert [line.split(",")[0] for line in lines[:1]] == ["线索编号"]
    assert len(lines) == 2
    assert lines[1].endswith(",另一家有限公司")

    assert (
        len(street.get("/ledger/export", params={"format": "csv", "closed_since": "2020-01-01"}).text.splitlines()) == 1
    )

    everything = street.get("/ledger/export", params={"format": "csv"}).text
    assert ("示例投资有限公司" in everything, "示例某人" in everything) == (True, False)
    assert "示例某人" in street.get("/ledger/export", params={"format": "csv", "names": "true"}).text
    assert is_workbook(street.get("/ledger/export", params={"format": "xlsx"}))


@pytest.mark.parametrize("path", ["/registers", "/registers/subjects", "/returns/months", "/ledger/export?format=csv"])
def test_whom_leads_are_no_sight_for_is_refused(served: Served, path: str) -> None:
    client = served.stranger(origin=served.address)
    client.post("/sign-in", data={"account": "ga-01", "password": password_of(served, "ga-01")})
    assert client.get(path).status_code == 403


def test_a_register_is_sorted_by_its_heads_with_the_columns_that_were_chosen(seated: Callable[[str], Client]) -> None:
    street = seated("jd-01")
    for firm, amount in (("示例一有限公司", "3万元"), ("示例二有限公司", "9万元"), ("示例三有限公司", "6万元")):
        registered(street, **{"unit.name": firm, "amount_fen": amount})
    subjects = "/registers/subjects"

    def order(page: str) -> list[str]:
        return re.findall(r"示例([一二三])有限公司", page.partition("<tbody>")[2])

    up = street.get(subjects, params={"sort": "amount_fen"}).text
    assert order(up) == ["一", "三", "二"]
    assert 'aria-sort="ascending"' in up
    (other,) = re.findall(rf'href="({subjects}\?sort=amount_fen&amp;desc=true)"', up)
    assert order(street.get(other.replace("&amp;", "&")).text) == ["二", "三", "一"]
    few = street.get(subjects, params={"column": ["subject", "amount_fen"], "sort": "amount_fen"}).text
    assert few.count('<th scope="col"') == 2
    file = street.get(f"{subjects}/export", params={"column": ["subject"], "sort": "amount_fen", "format": "csv"})
    assert re.findall(r"示例([一二三])有限公司", file.text) == ["一", "三", "二"]
    assert street.get(subjects, params={"sort": "subject"}).status_code == 422
    assert street.get(subjects, params={"column": "nonsense"}).status_code == 422


def test_what_a_register_is_asked_for_is_kept_under_a_name(seated: Callable[[str], Client]) -> None:
    street, colleague = seated("jd-01"), seated("jd-02")
    asked = {"sort": "leads", "desc": "true", "column": ["subject", "leads"]}
    for name, shared in (("按件数", ""), ("本单位按件数", "true")):
        page = street.post("/registers/subjects/kept", params=asked, data={"name": name, "shared": shared}).text
        assert name in page
    address = "/registers/subjects?sort=leads&amp;desc=true&amp;column=subject&amp;column=leads"
    assert f'href="{address}"' in street.get("/registers/subjects").text
    assert "按件数" not in street.get("/registers/transfers").text, "each register has its own"
    assert "按件数" not in street.get("/ledger").text
    seen = colleague.get("/registers/subjects").text
    assert ("本单位按件数" in seen, ">按件数<" in seen) == (True, False)

    assert "按件数" in street.post("/registers/subjects/kept/forget", data={"name": "按件数"}).text, (
        "the office's stays"
    )
    assert ">按件数<" not in street.get("/registers/subjects").text
    assert street.post("/registers/subjects/kept/forget", data={"name": "按件数"}).status_code == 404
    assert street.post("/registers/subjects/kept", data={"name": "空"}).status_code == 422
    for nonsense in ({"column": "zzz"}, {"division": "zzz"}):
        assert street.post("/registers/subjects/kept", params=nonsense, data={"name": "无"}).status_code == 422
    assert ">无<" not in street.get("/registers/subjects").text


def test_of_a_handler_it_stands_on_record_that_he_narrowed_and_not_what_was_typed(
    seated: Callable[[str], Client],
) -> None:
    street = seated("jd-01")
    registered(street, handler="jd-01", **PERSON)
    asked = {"format": "csv", "names": "true", "handler": "jd-01", "division": "370104"}
    assert "示例某人" in street.get("/ledger/export", params=asked).text

    reads = seated("qj-06").get("/audit/reads").text
    assert re.search(r"导出（[^）]*责任人[、）]", reads), "no account stands with it"
    assert "区划：" in reads
