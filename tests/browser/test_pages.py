"""Every page: nothing that axe finds, nothing cut off, and nothing raw on a Chinese page."""

import re
from collections.abc import Callable

import pytest

from tests.browser.conftest import Sitting
from tests.support.chromium import DESK, PHONE, violations

LEAD = "370104-2022-0002"
PAGES = {
    "cb-1": (
        "/work", "/work?all=true", "/ledger", "/ledger?text=示例&stage=closed", "/register", "/register/register-lead",
        f"/leads/{LEAD}", f"/leads/{LEAD}?version=5", f"/leads/{LEAD}/compare", f"/leads/{LEAD}/do/grade-risk",
        "/account", "/import", "/tips", "/report", "/report/status", "/report/channels",
    ),
    "sj": ("/audit", "/audit?person=cb-1", "/audit/reads", "/audit/verify", "/registers", "/registers/transfers",
           "/returns", "/returns/stages", "/law", "/law/R737", "/law/R737/24"),
    "admin": ("/admin", "/admin/offices", "/admin/offices/370104", "/admin/people", "/admin/people/cb-1",
              "/admin/change/grant", "/admin/staff", "/admin/feeds", "/admin/health", "/admin/quarantine"),
    "fg": ("/board", "/board?division=370104014&since=2022-01-01", "/ledger?age=180-&been=verifying&street=370104014"),
}  # fmt: skip
"""Whose → which."""
ALL = [(account, path) for account, paths in PAGES.items() for path in paths]
RAW = re.compile(
    r"\b(?:\d{4}-\d{2}-\d{2}T\d|None\b|True\b|False\b|[a-z]+(?:-[a-z]+)+\b|[a-z]+\.[a-z]+\b|[A-Z]{2,}_[A-Z_]+\b)"
)
"""What no Chinese page shows: moments as programs write them, names of Python's, stored values."""

ACCOUNTS = ("mz-fg", "js-fg")
"""By these names people sign in: whoever looks after accounts reads them."""


@pytest.mark.parametrize(("account", "path"), ALL)
def test_a_page_is_whole_in_every_size(sit: Callable[..., Sitting], account: str, path: str) -> None:
    sitting = sit(account)
    page = sitting.page
    for size in (DESK, PHONE):
        page.set_viewport_size(size)
        sitting.go(path)
        assert violations(page) == []
        assert page.evaluate("() => document.documentElement.scrollWidth - innerWidth") <= 0
    text = page.locator("body").inner_text()
    assert [each for each in RAW.findall(text) if each not in ACCOUNTS] == []
