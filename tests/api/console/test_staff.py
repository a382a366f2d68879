"""A file of the staff in the console: looked at before it changes anything, loaded as it was looked at."""

import re

from httpx2 import Client, Response

from tests.api.conftest import HEADING
from tests.api.console.test_administration import sent
from tests.api.http.conftest import Served

ROW = "jd-09,测试承办戊,370104014,示例街道办事处,街道,370104014,,,承办,示执9,2035-12-31"


def look(client: Client, data: bytes) -> Response:
    return client.post("/admin/staff/look", files={"file": ("名册.csv", data, "text/csv")})


def test_a_staff_file_is_looked_at_before_it_changes_anything(served: Served, admin: Client) -> None:
    looked = look(admin, f"{HEADING}\n{ROW}\n".encode())
    page = looked.text

    assert all(each in page for each in ("登记人员", "测试承办戊", "授予岗位", "街道专班人员", "登记执法证", "示执9"))
    assert ">单位</span> 示例街道办事处" in page
    assert "在册而不在文件中的" in page
    assert "jd-09" not in served.app.roster.directory().accounts
    data = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', page))
    done = admin.post("/admin/staff", data=data)
    assert "已装入" in done.text
    assert "jd-09" in served.app.roster.directory().accounts
    stale = admin.post("/admin/staff", data=data)
    assert stale.status_code == 200
    assert "与名册一致" in stale.text


def test_a_file_that_was_looked_at_before_another_change_is_looked_at_again(served: Served, admin: Client) -> None:
    page = look(admin, f"{HEADING}\n{ROW}\n".encode()).text
    data = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', page))
    sent(admin, "grant", account="qj-02", post="auditor", office="370104")

    stale = admin.post("/admin/staff", data=data)
    assert stale.status_code == 409
    assert "jd-09" not in served.app.roster.directory().accounts
    again = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', stale.text))
    assert "已装入" in admin.post("/admin/staff", data=again).text


def test_a_file_that_cannot_be_loaded_says_so_at_the_look(admin: Client) -> None:
    wrong = look(admin, b"\xff\x00")
    none = look(admin, b"")
    himself = look(
        admin,
        f"{HEADING}\nadmin,测试管理员甲,370100,示例市地方金融管理局,市牵头部门,370100,示市金监,正职,管理、领导,,".encode(),
    )

    mistaken = look(admin, f"{HEADING}\nJ 1{ROW[5:]}\n".encode())
    assert "<strong>第 2 行 账号</strong> 账号只用小写字母" in mistaken.text
    assert "名册.csv:2" not in mistaken.text
    assert (wrong.status_code, none.status_code, himself.status_code) == (422, 422, 403)
    assert "不得给自己授权" in himself.text
    assert 'name="content"' not in himself.text


def test_of_very_many_mistakes_the_first_are_told_and_how_many_more_there_are(admin: Client) -> None:
    page = look(admin, f"{HEADING}\n{f'J 1{ROW[5:]}{chr(10)}' * 150}".encode()).text

    assert page.count("<li><strong>第 ") == 100
    assert "还有 50 处没有列出" in page
    assert "没有列出" not in look(admin, f"{HEADING}\nJ 1{ROW[5:]}\n".encode()).text
