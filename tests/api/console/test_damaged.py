"""A damaged log takes away what it holds and nothing else: others are worked on, and pages say what is the matter."""

import re
import sqlite3
from collections.abc import Callable
from contextlib import closing

import pytest
from httpx2 import Client

from tests.api.console.test_pages import done, registered
from tests.api.console.test_signing import ask
from tests.api.http.conftest import Served
from tests.api.http.test_verify import verified

Seated = Callable[[str], Client]
UNREADABLE = "此线索的日志无法读出，请告知管理员并核验日志"
CHANGED = "UPDATE events SET data = data || x'20' || x'7b' WHERE stream = ? AND version = 1"
SHOWN = "SELECT type, name FROM sqlite_master WHERE type IN ('view', 'table') AND name LIKE ? ORDER BY type DESC"
DELETED = "DELETE FROM events WHERE stream = ? AND version = 1"


@pytest.mark.parametrize("how", [CHANGED, DELETED])
def test_one_damaged_lead_is_one_line_of_what_waits(served: Served, seated: Seated, how: str) -> None:
    client = seated("qj-01")
    broken, sound = two(client)
    damage(served, how, stream_of(broken))

    page = client.get("/work")

    assert (page.status_code, page.text.count(UNREADABLE)) == (200, 1)
    assert f"{sound}/do/start-verification" in page.text
    assert f"{broken}/do/" not in page.text
    assert client.get(f"{sound}/do/start-verification").status_code == 200
    listed = served.client("qj-01").get("/v1/worklist").json()["duties"]
    assert [bool(each["moves"]) for each in listed if each["lead"] in broken] == [False]


def test_a_paper_on_a_damaged_lead_takes_no_page_away_from_who_signs(served: Served, seated: Seated) -> None:
    client = seated("qj-01")
    broken, sound = two(client)
    for lead in (broken, sound):
        assert "提请签批" in ask(client, lead).text
    damage(served, DELETED, stream_of(broken))
    leader = seated("qj-03")

    page = leader.get("/work")

    assert (page.status_code, leader.get("/law").status_code) == (200, 200)
    assert f"{sound}/do/sign-paper" in page.text
    assert f"{broken}/do/sign-paper" not in page.text


@pytest.mark.parametrize(("how", "words"), [(CHANGED, "号事件（线索）无法读出"), (DELETED, "的第 1 件事：")])
def test_a_page_says_in_words_what_is_damaged_and_whom_to_tell(
    served: Served, seated: Seated, how: str, words: str
) -> None:
    client = seated("qj-01")
    lead = registered(client, handler="qj-01")
    assert "提请签批" in ask(client, lead).text
    damage(served, how, stream_of(lead))

    page = client.get(lead)

    assert (page.status_code, words in page.text) == (500, True)
    assert "请停止办理，数据库保留原样，并告知管理员" in page.text
    assert "lead.registered" not in page.text
    told = served.client("qj-01").get(f"/v1{lead}").json()
    assert (told["code"], told["event"]) == ("log.damaged", "lead.registered/1" if how == CHANGED else "")


def test_what_was_done_and_is_gone_from_the_log_is_told_as_damage(served: Served, seated: Seated) -> None:
    street, auditor = seated("qj-01"), seated("qj-06")
    damage(served, DELETED, stream_of(registered(street)))

    told = auditor.get("/audit")

    assert (told.status_code, "日志被破坏" in told.text) == (500, True)


@pytest.mark.parametrize(("account", "page", "table"), [
    ("qj-06", "/audit", "doings"), ("qj-01", "/ledger", "risk_ledger"), ("yw-01", "/admin/health", "projections"),
])  # fmt: skip
def test_a_database_that_cannot_be_read_is_told_in_words(
    served: Served, seated: Seated, account: str, page: str, table: str
) -> None:
    client = seated(account)
    assert client.get(page).status_code == 200
    with closing(sqlite3.connect(served.app.settings.data / "chufei.db")) as log, log:
        kind, name = log.execute(SHOWN, (f"{table}%",)).fetchone()
        log.execute(f'DROP {kind} "{name}"')

    told = client.get(page)

    assert (told.status_code, "数据库连不上或不能用" in told.text) == (503, True)


CHECKED: dict[str, tuple[str, int, str]] = {
    "UPDATE schema SET version = version": ("日志完好", 200, "degraded"),
    "UPDATE events SET data = data || x'20' WHERE position = 2": ("日志被破坏。停止办理", 503, "unhealthy"),
}
"""What somebody did without the guards → what health says after the verification; with them gone, it warns as well."""


@pytest.mark.parametrize("how", CHECKED)
def test_health_takes_up_what_the_last_verification_found(served: Served, seated: Seated, how: str) -> None:
    words, status, grade = CHECKED[how]
    operator, auditor = seated("yw-01"), served.client("qj-06")
    assert "近一天没有由审计员核验过日志" in operator.get("/admin/health").text
    damage(served, how)

    assert verified(auditor)["state"] == "done"

    page = operator.get("/admin/health").text
    assert words in page
    assert re.search(r"\d{4}年\d+月\d+日 \d\d:\d\d 核验", page), "a moment as people write it"
    told = auditor.get("/v1/health")
    assert (told.status_code, told.json()["grade"]) == (status, grade)


def test_an_end_of_the_log_that_was_followed_and_is_gone_is_an_alarm(served: Served, seated: Seated) -> None:
    operator = seated("yw-01")
    damage(served, "DELETE FROM events WHERE position = (SELECT max(position) FROM events)")

    page = operator.get("/admin/health").text

    assert "日志末尾被截断" in page
    assert "✗ 不正常，需要处理" in page
    assert "✓ 正常" not in page


def test_a_lead_that_names_a_damaged_one_is_shown(served: Served, seated: Seated) -> None:
    client = seated("qj-01")
    broken, sound = two(client)
    number = served.app.lead(broken.rpartition("/")[2]).number
    done(client, sound, "link-leads", {"other": number, "relation": "相关", "reason": "同一负责人"})
    damage(served, CHANGED, stream_of(broken))

    assert "日志被破坏" in client.get(broken).text
    assert client.get(sound).status_code == 200


def two(client: Client) -> tuple[str, str]:
    return registered(client, handler="qj-01"), registered(client, handler="qj-01", **{"unit.name": "另一公司"})


def stream_of(lead: str) -> str:
    return f"lead/{lead.rpartition('/')[2]}"


def damage(served: Served, how: str, *values: object) -> None:
    """As whoever owns the database could."""
    served.app.read_models.catch_up()
    with closing(sqlite3.connect(served.app.settings.data / "chufei.db")) as log, log:
        for (name,) in log.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            log.execute(f'DROP TRIGGER "{name}"')
        log.execute(how, values)
