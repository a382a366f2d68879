"""A real browser for the suites: the system's own Chromium, watched for all that a person would not see go wrong."""

import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, Final

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, Request, ViewportSize, sync_playwright

PROGRAMS: Final = ("chromium", "chromium-browser", "google-chrome")
ARGUMENTS: Final = ("--no-sandbox", "--lang=zh-CN")
DESK: Final[ViewportSize] = {"width": 1366, "height": 768}
SMALL: Final[ViewportSize] = {"width": 1024, "height": 768}
PHONE: Final[ViewportSize] = {"width": 390, "height": 844}
LEVELS: Final = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
RULES: Final = {"runOnly": {"type": "tag", "values": list(LEVELS)}}


def program() -> str | None:
    """Where the browser is, None where there is none."""
    return next(filter(None, map(shutil.which, PROGRAMS)), None)


@contextmanager
def chromium(executable: str) -> Iterator[Browser]:
    """The browser, for as long as the block lasts."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=list(ARGUMENTS))
        yield browser
        browser.close()


@dataclass
class Watch:
    """What went wrong on the pages of a context: errors of scripts, of the console, of the policy, of requests."""

    wrong: list[str] = field(default_factory=list)
    expected: set[int] = field(default_factory=set)

    def look_at(self, context: BrowserContext) -> None:
        """Watch every page of a context."""
        context.on("console", lambda said: self._said(said.type, said.text))
        context.on("weberror", lambda error: self.wrong.append(str(error.error)))
        context.on("requestfailed", self._failed)
        context.on("response", lambda answer: self._answered(answer.status, answer.url))

    def _said(self, kind: str, text: str) -> None:
        if kind in {"error", "warning"} and not text.startswith("Failed to load resource"):
            self.wrong.append(text)

    def _failed(self, request: Request) -> None:
        if request.failure != "net::ERR_ABORTED":  # a page was left before all of it had come
            self.wrong.append(f"{request.url} {request.failure}")

    def _answered(self, status: int, url: str) -> None:
        if status >= 400 and status not in self.expected:
            self.wrong.append(f"{url} answered {status}")


@contextmanager
def watched(browser: Browser, **options: Any) -> Iterator[tuple[BrowserContext, Watch]]:  # noqa: ANN401 - Playwright's
    """A context in which nothing may go wrong unseen."""
    context = browser.new_context(locale="zh-CN", timezone_id="Asia/Shanghai", **({"viewport": DESK} | options))
    watch = Watch()
    watch.look_at(context)
    context.set_default_timeout(15_000)
    yield context, watch
    context.close()
    assert watch.wrong == []


def violations(page: Page) -> list[str]:
    """What axe finds on a page: rule, and where."""
    found: Mapping[str, Any] = Axe().run(page, options=RULES).response
    return [f"{each['id']}: {node['target']}" for each in found["violations"] for node in each["nodes"]]


def faults(page: Page) -> list[str]:
    """What is wrong with a page at its size: what axe finds, and that something is cut off."""
    return violations(page) + cut_off(page)


def cut_off(page: Page) -> list[str]:
    """That something of a page lies beyond its width."""
    beyond = page.evaluate("() => document.documentElement.scrollWidth - innerWidth")
    return [f"{beyond} pixels are cut off"] * (beyond > 0)


LOOKS: Final = ((DESK, faults), (SMALL, cut_off), (PHONE, faults))
"""The sizes of a page and what is looked for at each: between desk and telephone nothing but its width differs."""
