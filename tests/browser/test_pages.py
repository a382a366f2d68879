"""Every page: nothing that axe finds, nothing cut off, and nothing raw on a Chinese page."""

from collections.abc import Callable
from threading import Event
from typing import Final

import pytest
from starlette.routing import Route

from api.console.app import ROUTES
from api.console.views import exports
from api.http.files import write
from tests.browser.answers import LEAD
from tests.browser.conftest import Sitting
from tests.browser.looking import wrong_with
from tests.support.chromium import LOOKS
from tests.support.waiting import kept_back

PAGES = {
    "cb-1": (
        "/work", "/work?all=true", "/ledger", "/ledger?text=示例&stage=closed", "/register", "/register/register-lead",
        f"/leads/{LEAD}", f"/leads/{LEAD}?version=5", f"/leads/{LEAD}/compare", f"/leads/{LEAD}/do/grade-risk",
        "/account", "/import", "/import/{job}", "/tips", "/tips/{tip}", "/tips/{tip}/accept",
    ),
    "sj": ("/audit", "/audit?by=cb-1", "/audit/reads", "/audit/house", "/audit/verify", "/registers",
           "/registers/transfers", "/returns", "/returns/stages", "/law", "/law/R737", "/law/R737/24", "/law/office"),
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
    assert wrong_with(sitting) == []


def test_the_page_of_a_file_that_takes_its_time_is_whole(
    desk: Callable[[str], Sitting], monkeypatch: pytest.MonkeyPatch
) -> None:
    written = Event()
    monkeypatch.setattr(exports, "write", kept_back(write, written))
    sitting = desk("cb-1")
    with monkeypatch.context() as patient:
        patient.setattr(exports, "AGAIN", 600)  # or it would be gone while it is looked at
        sitting.go("/registers/transfers/export?format=csv")
    for size, found in LOOKS:  # its heading is the name of a file, in which days stand as they sort
        sitting.page.set_viewport_size(size)
        assert found(sitting.page) == []
    written.set()
    with sitting.page.expect_download() as file:
        sitting.page.reload()
    assert file.value.suggested_filename.endswith(".csv")
