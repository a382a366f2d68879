"""Every page: nothing that axe finds, nothing cut off, and nothing raw on a Chinese page."""

import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import cache
from pathlib import Path
from threading import Event
from typing import Final

import pytest
from playwright.sync_api import Browser
from starlette.routing import Route

from api import subscribing
from api.console.app import ROUTES
from api.console.views import exports
from api.http.files import write
from api.subscribing import Sent
from api.tip_code import tip_of
from tests.api.console.conftest import password_of, sit
from tests.api.console.test_import import sent as imported
from tests.api.console.test_report import code_in
from tests.api.console.test_report import sent as reported
from tests.api.http.conftest import Served
from tests.browser.conftest import PASSWORD, Sitting, opened
from tests.support.chromium import LOOKS, watched
from tests.support.waiting import kept_back

LEAD = "370104-2022-0002"
PAGES = {
    "cb-1": (
        "/work", "/work?all=true", "/ledger", "/ledger?text=示例&stage=closed", "/register", "/register/register-lead",
        f"/leads/{LEAD}", f"/leads/{LEAD}?version=5", f"/leads/{LEAD}/compare", f"/leads/{LEAD}/do/grade-risk",
        "/account", "/import", "/import/{job}", "/tips", "/tips/{tip}", "/tips/{tip}/accept",
    ),
    "sj": ("/audit", "/audit?person=cb-1", "/audit/reads", "/audit/verify", "/registers", "/registers/transfers",
           "/returns", "/returns/stages", "/law", "/law/R737", "/law/R737/24"),
    "admin": ("/admin/offices", "/admin/offices/370104", "/admin/people", "/admin/people/cb-1",
              "/admin/rules", "/admin/rules/observation-period",
              "/admin/change/grant", "/admin/staff", "/admin/feeds", "/admin/feeds/{feed}", "/admin/health",
              "/admin/quarantine"),
    "fg": ("/board", "/board?division=370104014&since=2022-01-01", "/ledger?age=180-&been=verifying&street=370104014"),
    "": ("/sign-in", "/report", "/report/status", "/report/channels"),
}  # fmt: skip
"""Whose → which; nobody's are for everybody. What stands in braces is made for the look."""
ALL = [(account, path) for account, paths in PAGES.items() for path in paths]
NO_PAGES: Final = frozenset(
    {
        "/", "/admin", "/exports/{export}", "/exports/{export}/file",
        "/static/{digest}/{name}", "/leads/{lead}/live", "/ledger/export", "/registers/{name}/export",
        "/returns/{name}/export", "/audit/export", "/audit/reads/export", "/import/{job}/report",
        "/tips/{tip}/photos/{digest}",
    }
)  # fmt: skip
"""What leads on to a page, streams, is a picture or goes away as a file; one that takes its time is looked at below."""
RAW = re.compile(
    r"\b(?:(?<!如 )\d{4}-\d{2}-\d{2}(?!\d)|None\b|True\b|False\b"
    r"|[a-z]+(?:-[a-z]+)+\b|[a-z]+\.[a-z]+\b|[A-Z]{2,}_[A-Z_]+\b)"
)
"""What no Chinese page shows: days as programs write them, but where they may be typed so; Python, stored values."""

ACCOUNTS = ("mz-fg", "js-fg", "city-platform")
"""By these names people sign in, and systems are called: whoever looks after them reads them."""


@pytest.fixture(scope="module")
def house(played: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """One server for all looks: nobody changes anything."""
    with opened(played, tmp_path_factory.mktemp("pages") / "house") as served:
        yield served


@pytest.fixture(scope="module")
def made(house: Served) -> dict[str, str]:
    """What nobody has made in the demonstration: a report, a subscription, an import."""
    code = code_in(reported(house.stranger(origin=house.address), office="370104014").text)
    admin = house.app.roster.actor("admin")
    signed = subscribing.subscribe(
        house.app, admin, url="http://127.0.0.1:9/in", account="js-fg", after=None, types=(), name="city-platform",
        sent=Sent("console", house.app.ids.new("command")),
    )  # fmt: skip
    job = imported(sit(house, "cb-1")).url.path.rpartition("/")[2]
    return {"tip": tip_of(house.app, code), "feed": signed.id, "job": job}


@pytest.fixture(scope="module")
def desk(house: Served, browser: Browser) -> Iterator[Callable[[str], Sitting]]:
    """Somebody's browser, the same for all his pages."""
    with ExitStack() as stack:

        @cache
        def of(account: str) -> Sitting:
            context, watch = stack.enter_context(watched(browser))
            sitting = Sitting(context.new_page(), watch, house.address)
            if account:
                password_of(house, account)
                sitting.sign_in(account, PASSWORD)
            return sitting

        yield of


def test_no_page_is_forgotten() -> None:
    routes = [each for router in ROUTES for each in router.routes if isinstance(each, Route)]
    pages = [each for each in routes if "GET" in (each.methods or ())]
    looked_at = [path.partition("?")[0] for _, path in ALL]

    assert {each.path for each in pages if not any(map(each.path_regex.match, looked_at))} == NO_PAGES


@pytest.mark.parametrize(("account", "path"), ALL)
def test_a_page_is_whole_in_every_size(
    desk: Callable[[str], Sitting], made: dict[str, str], account: str, path: str
) -> None:
    sitting = desk(account)
    sitting.go(path.format(**made))
    for size, found in LOOKS:
        sitting.page.set_viewport_size(size)
        assert found(sitting.page) == []
    text = sitting.page.locator("body").inner_text()
    assert [each for each in RAW.findall(text) if each not in ACCOUNTS] == []
    assert sitting.watch.wrong == []


def test_the_page_of_a_file_that_takes_its_time_is_whole(
    desk: Callable[[str], Sitting], monkeypatch: pytest.MonkeyPatch
) -> None:
    written = Event()
    monkeypatch.setattr(exports, "write", kept_back(write, written))
    sitting = desk("cb-1")
    sitting.go("/registers/transfers/export?format=csv")
    for size, found in LOOKS:
        sitting.page.set_viewport_size(size)
        assert found(sitting.page) == []
    with sitting.page.expect_download() as file:
        written.set()
    assert file.value.suggested_filename.endswith(".csv")
