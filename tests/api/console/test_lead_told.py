"""The page of a lead is in the words of its readers: articles by their names, days written out, no id of programs."""

import re
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from httpx2 import Client

from api.app import as_of
from api.citations import name_of
from api.console.saying import Saying
from api.lead_told import facts
from api.settings import Lang
from api.telling import names
from domain.errors import Stated
from domain.instants import day_of
from domain.law import Citation
from domain.lead.disposal.events import TransferMoved
from tests.api.console.test_pages import done, registered
from tests.api.http.conftest import Served

Seated = Callable[[str], Client]


def test_the_lines_of_crime_are_cited_by_the_names_of_their_articles(seated: Seated) -> None:
    client = seated("jd-01")
    page = client.get(registered(client, amount_fen="600万元")).text

    assert "数额500万元以上（《最高人民法院关于审理非法集资刑事案件具体应用法律若干问题的解释" in page
    assert "是否移送看是否涉嫌犯罪（《行政执法机关移送涉嫌犯罪案件的规定》第3条）" in page
    assert "JI22" not in page


def test_an_english_page_tells_amounts_in_english(seated: Seated) -> None:
    client = seated("jd-01")
    lead = registered(client, amount_fen="600万元")
    client.cookies.set("chufei-lang", "en")
    told = client.get(lead).text

    assert "<dt>amount</dt><dd>CNY 6,000,000.00</dd>" in told
    assert "万元" not in told.partition("<main")[2]


def test_an_english_page_says_in_english_that_something_is_not_shown(seated: Seated) -> None:
    client = seated("jd-01")
    person = {"unit.name": "", "person.name": "单某某", "person.ref": "p-1"}
    registered(client, division="370104014", **person)
    zh = client.get("/ledger").text
    client.cookies.set("chufei-lang", "en")
    en = client.get("/ledger").text

    assert ("〔不予显示〕" in zh, "〔不予显示〕" in en) == (True, False)
    assert en.count("[not shown]") == zh.count("〔不予显示〕")


def test_a_day_is_written_alike_in_a_sentence_and_beside_it(seated: Seated) -> None:
    client = seated("qj-01")
    lead = registered(client)
    done(client, lead, "start-verification", {
        "officers.1.id": "qj-01", "officers.2.id": "qj-02", "no_interest": "是", "task.title": "核查任务单",
        "task.reference": "核〔2026〕1号", "due": "2027-03-15",
    })  # fmt: skip
    client.cookies.set("chufei-lang", "en")

    assert "due 15 Mar 2027" in client.get(lead).text


@pytest.mark.parametrize(
    ("written", "zh", "en"),
    [
        ("一", "第一部分", "part 1"),
        ("一(十)", "第一部分（十）", "part 1(10)"),
        ("三.1", "第三部分第1项", "part 3.1"),
        ("3", "第3条", "3"),
    ],
)
def test_a_part_of_a_notice_is_cited_in_the_numerals_of_the_language(written: str, zh: str, en: str) -> None:
    told = name_of(Citation("NOTICE", written))
    assert (told.zh.partition("》")[2], told.en.rpartition(", ")[2]) == (zh, en)


def test_nothing_that_bars_a_move_is_cited_twice(seated: Seated) -> None:
    client = seated("qj-01")
    page = client.get(registered(client, handler="qj-01")).text
    told = page.partition('<ul class="unable">')[2].partition("</ul>")[0]

    cited = [re.findall(r'<span class="basis">([^<]+)</span>', move) for move in told.split("<li>")[1:]]
    assert any(cited)
    assert [each for each in cited if len(each) != len(set(each))] == []


def test_the_id_that_programs_call_a_lead_by_is_not_among_its_facts(seated: Seated) -> None:
    client = seated("jd-01")

    assert "内部编号" not in client.get(registered(client)).text


def test_days_among_the_facts_are_written_out(served: Served, seated: Seated) -> None:
    number = registered(seated("jd-01")).partition("/leads/")[2]
    watched = as_of(number, served.app.history(number))._replace(observe_until=date(2026, 3, 2))
    known = names(served.app, next(each for each in served.app.roster if each.id == "jd-01"))
    zh, en = (dict(facts(Saying(lang), watched, known)) for lang in Lang)

    assert "2026年3月2日" in zh.values()
    assert "2 Mar 2026" in en.values()


def test_a_transfer_stands_where_it_stood_at_the_moment_that_is_looked_at(seated: Seated, served: Served) -> None:
    client = seated("qj-01")
    lead = registered(client)
    for move, typed in (
        ("open-transfer", {"suspicion": "数额达到追诉标准", "offence": "非法吸收公众存款罪"}),
        ("assign-handler", {"handler": "qj-01"}),
        ("form-team", {"team.1.id": "qj-01", "team.2.id": "qj-02"}),
    ):
        answer = done(client, lead, move, typed)
        assert answer.status_code == 200, (move, answer.text)
    history = served.app.history(lead.rpartition("/")[2])
    opened = next(each.version for each in history if isinstance(each.event, TransferMoved))

    page = client.get(lead).text
    assert "已组成专案组" in page
    assert "4 件，其中移送案卷 2 件" in page, "registered and given to one; opened and a team formed"
    assert "已组成专案组" not in client.get(lead, params={"version": opened}).text.partition('id="timeline"')[0]


def test_the_page_says_above_the_timeline_how_much_is_possible_now(seated: Seated) -> None:
    client = seated("jd-01")
    page = client.get(registered(client)).text

    told = re.search(r'<a href="#moves">现在能办 (\d+) 项', page.partition('id="timeline"')[0])
    assert told
    assert int(told[1]) == page.partition('<ul class="moves">')[2].partition("</ul>")[0].count("<li>")


@pytest.mark.parametrize(
    ("found", "told"),
    [
        ("2027-02-28 – 2027-05-30", "2027年2月28日 – 2027年5月30日"),
        ("≤ 2026-11-30", "≤ 2026年11月30日"),
        ("370104-2022-0001", "370104-2022-0001"),
        ("2026-02-30", "2026-02-30"),
        (date(2026, 3, 2), "2026年3月2日"),
    ],
)
def test_days_inside_the_facts_of_a_refusal_are_written_out(found: Stated, told: str) -> None:
    assert Saying(Lang.ZH).stated(found) == told


def test_papers_and_people_stand_beside_the_story_and_lead_into_it(seated: Seated) -> None:
    client = seated("jd-01")
    lead = registered(client)
    paper = {"task.title": "核查任务单", "task.reference": "示核〔2026〕1号"}
    people = {"officers.1.id": "jd-01", "officers.2.id": "jd-02", "no_interest": "true"}
    page = done(client, lead, "start-verification", paper | people).text

    filed = page.partition('id="papers"')[2].partition("</section>")[0]
    assert "核查任务单" in filed
    assert "示核〔2026〕1号" in filed
    (at,) = re.findall(r'href="#(e-\d+)"', filed)
    assert f'id="{at}"' in page
    took_part = page.partition('id="parties"')[2].partition("</section>")[0]
    for told in ("测试承办甲", "登记线索", "开始核查", "示例街道办事处"):
        assert told in took_part


def test_areas_are_called_by_their_names_and_others_by_their_province(seated: Callable[[str], Client]) -> None:
    client = seated("qj-01")
    page = client.get(registered(client, **{"areas.1": "370104", "areas.2": "410102", "areas.3": ""})).text
    ledger = client.get("/ledger", params={"column": ["number", "areas"]}).text

    for each in (page, ledger):
        assert "槐荫区、河南 410102" in each


def test_the_term_is_told_with_what_it_is_the_last_day_of(seated: Seated, served: Served) -> None:
    client = seated("qj-01")
    lead = registered(client)
    due = day_of(served.app.clock.now()) + timedelta(days=9)
    done(client, lead, "start-verification", {
        "officers.1.id": "qj-01", "officers.2.id": "qj-02", "no_interest": "是", "task.title": "核查任务单",
        "task.reference": "1", "due": str(due),
    })  # fmt: skip
    page = client.get(lead).text

    assert f"<dt>办理期限</dt><dd>{due.year}年{due.month}月{due.day}日（核查）</dd>" in page
    assert re.search(r'<span class="term later">核查还有 \d+ 天</span>', page)
    assert "核查还有" in client.get("/work").text
    assert "办理期限" in client.get(f"{lead}/compare?before=1").text
