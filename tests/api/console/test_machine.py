"""Health and quarantine in the console: for operators and administrators to see, for operators to try again."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace

import pytest
from httpx2 import Client

from api.answers_told import trouble_of
from api.console.saying import Saying
from api.console.views.machine import KINDS
from api.follower_names import NAMES
from api.settings import Lang
from tests.api.console.test_pages import registered
from tests.api.http.conftest import Served
from tests.support.waiting import comes_true
from workflows.desks import NOUNS
from workflows.health import AWAY, Kind, Place
from workflows.streams import STREAMS


@pytest.mark.parametrize("account", ["qj-01", "qj-04", "qj-06"])
def test_the_machine_is_no_sight_for_who_works_on_leads(seated: Callable[[str], Client], account: str) -> None:
    client = seated(account)
    answers = [client.get(address) for address in ("/admin/health", "/admin/quarantine")]
    answers.append(client.post("/admin/quarantine/retry"))

    assert {each.status_code for each in answers} == {403}
    assert "运维员" in answers[0].text


def test_the_four_kinds_that_follow_the_log_are_told_in_words(seated: Callable[[str], Client]) -> None:
    page = seated("yw-01").get("/admin/health").text

    assert set(KINDS) == set(Kind)
    assert all(words.zh in page for words in KINDS.values())
    assert all(each in page for each in ("风险线索台账", "查阅记录", "日志共"))
    assert "risk_ledger" not in page


def test_every_read_model_has_a_name_that_people_read(served: Served) -> None:
    assert {each.name for each in served.app.read_models.health().followers} <= set(NAMES)


def test_how_far_a_rebuild_is_is_shown_and_looked_at_again(
    served: Served, seated: Callable[[str], Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    found = served.app.read_models.health()
    first, *others = found.followers
    building = replace(found, followers=(replace(first, place=Place.BUILDING, position=3), *others))
    client = seated("yw-01")
    assert "<progress" not in client.get("/admin/health").text

    monkeypatch.setattr(served.app.read_models, "health", lambda: building)
    page = client.get("/admin/health").text

    assert "正在建立" in page
    assert '<progress class="short" value="3"' in page
    assert 'http-equiv="refresh" content="5"' in page


def test_whatever_may_be_parked_is_called_by_its_name() -> None:
    assert set(STREAMS) == set(NOUNS)


def test_what_stands_in_the_way_of_a_caller_is_told_in_words() -> None:
    told = trouble_of(Saying(Lang.ZH), "https://a.example/in no connection ×3")

    assert told == "https://a.example/in 连接不上 ×3"


def test_trouble_of_this_process_is_told_in_words(
    served: Served, seated: Callable[[str], Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    found = replace(served.app.read_models.health(), trouble=f"{AWAY} 57P03 (adapters.follow.step:60)")
    monkeypatch.setattr(served.app.read_models, "health", lambda: found)

    assert "本进程的故障：数据库连不上或不能用 57P03" in seated("yw-01").get("/admin/health").text


def test_what_is_parked_is_told_without_what_is_in_it_and_tried_again_by_operators(
    served: Served, seated: Callable[[str], Client]
) -> None:
    street, operator, admin = seated("jd-01"), seated("yw-01"), seated("admin")
    registered(street)
    served.app.read_models.catch_up()
    database = served.app.settings.data / "chufei.db"
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.execute("CREATE UNIQUE INDEX once ON risk_ledger_v4_g1 (subject)")
    registered(street)
    assert comes_true(lambda: bool(served.app.read_models.held()))

    page, other = operator.get("/admin/quarantine").text, admin.get("/admin/quarantine").text
    assert all(each in page for each in ("风险线索台账", "全部重试", "号事件"))
    assert "示例投资" not in page
    assert ("全部重试" in other, "重试由运维员办理" in other) == (False, True)
    assert admin.post("/admin/quarantine/retry").status_code == 403
    assert "有搁置" in operator.get("/admin/health").text
    assert "仍搁置 1 件" in operator.post("/admin/quarantine/retry").text
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.execute("DROP INDEX once")
    done = operator.post("/admin/quarantine/retry", data={"model": "risk_ledger"})
    assert "已记入 1 件，仍搁置 0 件" in done.text
    assert "没有搁置的事件" in done.text
    assert operator.post("/admin/quarantine/retry", data={"model": "none"}).status_code == 404
