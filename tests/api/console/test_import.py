"""A ledger is brought in the browser: tried and told line by line, then stored by a second click, once."""

from collections.abc import Callable
from time import monotonic, sleep
from unittest.mock import Mock

import pytest
from httpx2 import Client, Response

from api.console.ways import on_page
from api.http import import_jobs
from domain.errors import StoreUnavailable
from domain.words import Words
from tests.api.http.test_ways import TYPED, texts
from tests.support.tree import ROOT

LEDGER = """线索来源,企业名称,登记时间,涉及金额(万元)
社区报告,示例甲公司,2025-03-01,12
群众举报,示例乙公司,2025-03-02,30
群众举报,示例丙公司,2025-13-45,30
""".encode()
WITHOUT_CHANNEL = "企业名称,登记时间,涉及金额(万元)\n示例甲公司,2025-03-01,12\n".encode()


def settled(client: Client, page: Response) -> Response:
    """The page of an import when it is over."""
    until = monotonic() + 60
    while 'http-equiv="refresh"' in page.text and monotonic() < until:
        sleep(0.1)
        page = client.get(page.url.path)
    return page


def sent(client: Client, content: bytes = LEDGER, name: str = "台账.csv", **said: str) -> Response:
    page = client.post("/import", data=said, files={"file": (name, content)})
    assert page.url.path.startswith("/import/"), page.text
    return settled(client, page)


def test_a_ledger_is_tried_line_by_line_before_anything_is_stored(seated: Callable[[str], Client]) -> None:
    client = seated("jd-01")
    page = sent(client).text
    assert "没有存入任何内容" in page
    assert "正式导入 2 行" in page
    assert "登记时间：" in page
    assert "示例甲公司" not in client.get("/ledger").text


def test_a_line_without_a_subject_is_told_in_the_words_of_its_column(seated: Callable[[str], Client]) -> None:
    page = sent(seated("jd-01"), LEDGER.replace("示例乙公司".encode(), b"")).text

    assert "企业名称：没有填写，此项必填" in page
    assert "整项写作" not in page


def test_what_was_tried_is_stored_by_a_click_and_once_however_often_it_is_brought(
    seated: Callable[[str], Client],
) -> None:
    client = seated("jd-01")
    tried = sent(client)
    stored = settled(client, client.post(tried.url.path))
    assert "已导入 2" in stored.text
    assert "有 1 行未存入" in stored.text
    assert client.get("/ledger").text.count("示例甲公司") == 1

    again = sent(client)
    assert "已在库 2" in again.text
    assert "没有可以导入的行" in again.text
    settled(client, client.post(tried.url.path))
    assert client.get("/ledger").text.count("示例甲公司") == 1


def test_the_lines_are_narrowed_and_go_away_as_a_workbook(seated: Callable[[str], Client]) -> None:
    client = seated("jd-01")
    page = sent(client)
    refused = client.get(page.url.path, params={"only": "refused"}).text
    assert ("示例丙公司" in refused, "示例甲公司" in refused) == (True, False)
    assert "示例甲公司" not in client.get(page.url.path, params={"after": "1", "only": "ready"}).text
    workbook = client.get(f"{page.url.path}/report")
    assert workbook.content.startswith(b"PK")
    assert "attachment" in workbook.headers["content-disposition"]


def test_what_the_file_does_not_say_is_said_on_the_form_in_the_words_of_the_form(
    seated: Callable[[str], Client],
) -> None:
    client = seated("jd-01")
    page = sent(client, WITHOUT_CHANNEL).text
    assert "在“来源渠道”中为整个文件选择" in page
    assert "--source" not in page
    assert "正式导入 1 行" in sent(client, WITHOUT_CHANNEL, source="community").text


def test_what_was_said_of_the_file_and_cannot_be_is_told_by_the_words_of_the_form(
    seated: Callable[[str], Client],
) -> None:
    client = seated("jd-01")
    assert "登记日期：不是日期" in sent(client, WITHOUT_CHANNEL, registered="三月一日").text
    assert "来源渠道：没有这个选项" in sent(client, WITHOUT_CHANNEL, source="某某").text


def test_what_is_no_ledger_or_no_file_is_told_where_it_is_chosen(seated: Callable[[str], Client]) -> None:
    client = seated("jd-01")
    page = sent(client, b"nothing\n", source="community")
    assert page.status_code == 422
    assert "没有找到表头" in page.text
    assert '<option value="community" selected>' in page.text
    none = client.post("/import", files={"file": ("a.csv", b"")})
    assert (none.status_code, "请求内容" in none.text) == (422, False)
    assert "台账文件：没有文件内容。选一份有内容的台账文件" in none.text
    assert client.post("/import", data={"source": ""}).status_code == 422
    assert client.post("/import", files={"file": ("a.csv", b"x" * 20_000_000)}).status_code == 413


def test_a_text_that_is_called_a_workbook_and_is_no_ledger_is_told_so(seated: Callable[[str], Client]) -> None:
    client = seated("jd-01")
    assert "内容不是工作簿" in sent(client, b"nothing\n", "台账.XLSX").text
    assert "正式导入 2 行" in sent(client, LEDGER, "台账.xlsx").text, "what can be read is read"


@pytest.mark.parametrize("trouble", [RuntimeError(), StoreUnavailable(Words("连不上", "gone"))], ids=["ours", "away"])
def test_what_was_cut_short_says_so_and_goes_on_by_a_click(
    seated: Callable[[str], Client], monkeypatch: pytest.MonkeyPatch, trouble: Exception
) -> None:
    client = seated("jd-01")
    with monkeypatch.context() as broken:
        broken.setattr(import_jobs, "understand", Mock(side_effect=trouble))
        cut = sent(client)
    assert (cut.status_code, "中断了" in cut.text, "没有存入任何内容" in cut.text) == (200, True, True)
    tried = settled(client, client.post(cut.url.path))
    assert "正式导入 2 行" in tried.text

    with monkeypatch.context() as broken:
        broken.setattr(import_jobs, "report_of", Mock(side_effect=trouble))
        cut = settled(client, client.post(tried.url.path))
    assert ("已存入的行不会重复登记" in cut.text, "接着导入" in cut.text) == (True, True)
    assert "已在库 2" in settled(client, client.post(cut.url.path)).text
    assert client.get("/ledger").text.count("示例甲公司") == 1


OF_IMPORTS = ("workflows/imports", "workflows/forms", "api/imports.py", "api/http/imports.py")
"""Where what an import tells is written."""


def test_no_way_out_of_an_import_tells_what_to_type_or_to_send() -> None:
    told = [text for path, text in texts() if str(path.relative_to(ROOT)).startswith(OF_IMPORTS)]

    assert any(TYPED.search(text) for text in told)
    assert not [text for text in map(on_page, told) if TYPED.search(text) or "请求内容" in text]


def test_an_import_is_nobody_elses(seated: Callable[[str], Client]) -> None:
    page = sent(seated("jd-01"))
    other = seated("qj-01")
    for answer in (other.get(page.url.path), other.post(page.url.path), other.get(f"{page.url.path}/report")):
        assert answer.status_code == 404


def test_whoever_registers_nothing_imports_nothing(seated: Callable[[str], Client]) -> None:
    auditor = seated("qj-06")
    assert "/import" not in auditor.get("/ledger").text
    assert auditor.get("/import").status_code == 403
    assert auditor.post("/import", files={"file": ("台账.csv", LEDGER)}).status_code == 403
