"""Auditors find what was done and who read what in their area, take it away as a file, and have the log verified."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from time import monotonic, sleep
from typing import Final
from urllib.parse import quote_plus

import pytest
from httpx2 import Client

from api import people
from api.console.saying import Saying
from api.console.views import audit_house
from api.house_doings import doings
from api.settings import Lang
from domain.directory.commands import GrantPost
from domain.directory.kinds import Post
from domain.instants import day_of
from domain.rulebook.commands import SetOfficeRule
from tests.api.console.test_pages import hidden, registered
from tests.api.console.test_tips import address, code
from tests.api.http.conftest import Served

__all__ = ["address", "code"]

Seated = Callable[[str], Client]
PERSON = {"unit.name": "", "person.name": "示例某人"}


def test_an_auditor_finds_what_was_done_by_person_lead_day_move_and_rule(seated: Callable[[str], Client]) -> None:
    lead = registered(seated("jd-01"))
    handler = seated("qj-01")
    form = hidden(handler.get(f"{lead}/do/grade-risk").text)
    handler.post(f"{lead}/do/grade-risk", data={**form, "grade": "red", "reasons.1": "涉众"})
    auditor = seated("qj-06")
    everything = auditor.get("/audit").text
    number = re.findall(r'class="number" href="[^"]+">([^<]+)</a>', everything)[0]

    def moves(**asked: str) -> list[str]:
        page = auditor.get("/audit", params=asked)
        assert page.status_code == 200, page.text
        return re.findall(r'<td class="move">(登记线索|评定风险等级)</td>', page.text)

    both = ["评定风险等级", "登记线索"]
    assert moves() == moves(lead=number) == both
    assert moves(since="2020-01-01", until="2099-12-31") == both
    assert moves(until="2020-01-01") == []
    assert moves(by="jd-01") == ["登记线索"]
    assert moves(move="E00g") == ["评定风险等级"]
    assert moves(rule="R737 16") == ["登记线索"]
    assert moves(rule="R737 16", move="E00g") == []
    assert moves(by="", lead="", since="", until="", move="", rule="") == both


WRONG: Final = [
    ({"lead": "2022-0001"}, "lead", "没有这个编号的线索"),
    ({"lead": "abc"}, "lead", "没有这个编号的线索"),
    ({"lead": "370104-2022-9999"}, "lead", "没有这个编号的线索"),
    ({"lead": "示例投资有限公司"}, "lead", "没有这个编号的线索"),
    ({"by": "测试"}, "by", "没有叫这个名字的人"),
    ({"since": "2026-03-02", "until": "2026-03-01"}, "until", "截止日早于起始日"),
    ({"move": "zzz"}, "move", "没有这个选项"),
    ({"rule": "zzz"}, "rule", "没有这个选项"),
]  # fmt: skip


@pytest.mark.parametrize(("asked", "field", "mistake"), WRONG)
def test_what_cannot_be_found_is_a_mistake_at_its_field_and_all_that_was_filled_in_stays(
    seated: Seated, asked: dict[str, str], field: str, mistake: str
) -> None:
    auditor = seated("qj-06")
    for path in ("/audit", "/audit/reads"):
        page = auditor.get(path, params={"by": "jd-01", "since": "2020-01-01", **asked})
        assert page.status_code == 422
        told = mistake.replace("线索", "线索或举报") if path.endswith("reads") else mistake
        assert re.search(rf'<span class="error" id="e-{field}">{told}', page.text) or field in {"move", "rule"}
        assert f'href="#c-{field}"' in page.text
        assert f'name="by" value="{asked.get("by", "jd-01")}"' in page.text
        assert f'type="date" value="{asked.get("since", "2020-01-01")}"' in page.text
        assert "没有符合条件的记录" not in page.text
        assert auditor.get(f"{path}/export", params={"format": "csv", **asked}).status_code == 422


def test_several_mistakes_are_told_at_once_and_a_day_that_is_none_once(seated: Seated) -> None:
    auditor = seated("qj-06")

    assert auditor.get("/audit", params={"by": "zzz", "lead": "zzz"}).text.count('class="error"') == 2
    assert auditor.get("/audit", params={"since": "abc"}).text.count("不早于：") == 1


def test_what_an_auditor_is_told_of_acts_holds_no_personal_data(seated: Callable[[str], Client]) -> None:
    registered(seated("jd-01"), **PERSON)
    auditor = seated("qj-06")
    for page in ("/audit", "/audit/export?format=csv"):
        text = auditor.get(page).content.decode()
        assert "登记线索" in text
        assert "示例某人" not in text


def test_who_read_a_name_and_why_stands_on_the_page_by_name(seated: Callable[[str], Client]) -> None:
    registered(seated("jd-01"), **PERSON)
    handler = seated("jd-01")
    assert "示例某人" in handler.get("/ledger", params={"names": "true"}).text
    page = seated("qj-06").get("/audit/reads").text
    assert "测试承办甲<br>" in page
    assert "网页" in page
    assert "console" not in re.sub(r'"[^"]*"', "", page)


def test_who_read_a_report_is_found_by_its_number_and_nothing_of_it_is_told(seated: Seated, address: str) -> None:
    seated("jd-01").get(address)
    auditor = seated("qj-06")
    (number,) = set(re.findall(r"举报 ([0-9]+-[0-9]+-J[0-9]+)", auditor.get("/audit/reads").text))
    registered(seated("jd-01"), **PERSON)
    seated("jd-01").get("/ledger", params={"names": "true"})

    page = auditor.get("/audit/reads", params={"lead": number.lower()}).text
    assert (page.count('<td class="who-did">'), "测试承办甲<br>" in page) == (1, True)
    assert "示例举报人" not in page
    assert "答应老人" not in page
    assert address not in page
    file = auditor.get("/audit/reads/export", params={"lead": number, "format": "csv"}).text
    assert (len(file.splitlines()), number in file) == (2, True)
    assert auditor.get("/audit", params={"lead": number}).status_code == 422, "there are acts of leads alone"


def test_lists_go_away_as_files(seated: Callable[[str], Client]) -> None:
    registered(seated("jd-01"))
    auditor = seated("qj-06")
    for path in ("/audit", "/audit/reads"):
        workbook = auditor.get(f"{path}/export", params={"format": "xlsx"})
        assert workbook.content.startswith(b"PK")
        assert "attachment" in workbook.headers["content-disposition"]
        assert auditor.get(f"{path}/export", params={"format": "csv"}).content.startswith(b"\xef\xbb\xbf")


OF_AUDITORS = [
    "/audit", "/audit/house", "/audit/reads", "/audit/verify", "/audit/export?format=csv",
    "/audit/reads/export?format=csv",
]  # fmt: skip


@pytest.mark.parametrize("path", OF_AUDITORS)
def test_whoever_does_not_audit_is_refused_with_the_article(seated: Callable[[str], Client], path: str) -> None:
    answer = seated("jd-01").get(path)
    assert answer.status_code == 403
    assert "个人信息保护法" in answer.text
    assert "auditor" not in answer.text
    assert "/audit" not in seated("jd-01").get("/ledger").text


def test_nobody_but_auditors_begins_a_verification(seated: Callable[[str], Client]) -> None:
    assert seated("qj-01").post("/audit/verify").status_code == 403


def test_an_auditor_has_the_log_verified_and_sees_what_was_found(seated: Callable[[str], Client]) -> None:
    registered(seated("jd-01"))
    auditor = seated("qj-06")
    assert "近一天没有核验过" in auditor.get("/audit/verify").text
    page = auditor.post("/audit/verify")
    assert page.url.path == "/audit/verify"
    until = monotonic() + 30
    while "日志完好" not in page.text and monotonic() < until:
        assert '<meta http-equiv="refresh"' in page.text
        sleep(0.1)
        page = auditor.get("/audit/verify")
    assert re.search(r"<code>[0-9a-f]{64}</code>", page.text)
    assert "refresh" not in page.text


def test_what_a_list_was_narrowed_by_is_told_by_names(seated: Callable[[str], Client], served: Served) -> None:
    handler, area = seated("jd-01"), served.app.roster.actor("jd-01").division
    registered(handler, **PERSON)
    assert "示例某人" in handler.get("/ledger/export", params={"format": "csv", "names": "true", "division": area}).text
    page = seated("qj-06").get("/audit/reads").text

    assert f"区划：{people.names(served.app)[area]}" in page
    assert f"区划：{area}" not in page


def test_an_auditor_sees_what_was_done_to_people_rules_and_secrets(seated: Seated, served: Served) -> None:
    app = served.app
    admin = app.roster.actor("admin")
    app.do(GrantPost(occurred=app.clock.now(), account="jd-02", post=Post.AUDITOR, office="370104014"), admin)
    app.do(SetOfficeRule(occurred=app.clock.now(), rule="tip-answer", setting=9, paper="示处办〔2026〕8号",
                         since=day_of(app.clock.now()) + timedelta(days=1)), admin)  # fmt: skip
    app.identity.credentials.give_one_time("jd-02", "admin")
    auditor = seated("qj-06")

    def told(**asked: str) -> list[str]:
        page = auditor.get("/audit/house", params=asked)
        assert page.status_code == 200, page.text
        return re.findall(r'<td class="move">([^<]+)</td>', page.text)[:3]

    name = people.names(app)["admin"]
    assert told(by=name) == ["重置密码", "设定办公规则取值", "授予岗位"]
    assert told(by=name, until="2020-01-01") == []
    text = auditor.get("/audit/house", params={"by": "admin"}).text
    assert all(each in text for each in ("测试主任甲", "审计员", "示例街道办事处"))
    assert "示处办" not in text, "what is written on papers is not told"
    assert f'href="/audit/house?by={quote_plus(name)}"' in auditor.get("/audit", params={"by": name}).text
    assert auditor.get("/audit/house", params={"by": "zzz"}).status_code == 422


def test_of_people_of_another_area_it_is_not_told(served: Served) -> None:
    app = served.app
    street, district = (app.roster.actor(each) for each in ("jd-02", "qj-06"))

    seen = {each.about for each in doings(app, replace(district, division=street.division), Saying(Lang.ZH))}
    assert {"jd-01", street.office} <= seen
    assert not {"qj-01", "admin", "370104"} & seen


def test_it_comes_in_pages_and_is_for_auditors_alone(seated: Seated, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(audit_house, "PAGE", 5)
    auditor = seated("qj-06")
    first = auditor.get("/audit/house").text
    following = re.search(r'rel="next" href="([^"]+)"', first)
    assert (first.count('class="who-did"'), following is not None) == (5, True)
    assert following is not None
    assert auditor.get(following[1]).text.count('class="who-did"') == 5
    leader = seated("qj-02")
    assert leader.get("/audit/house").status_code == 403
    assert "/audit/house" not in leader.get("/audit").text
