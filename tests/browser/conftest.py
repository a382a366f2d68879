"""The console in a real browser, over the folder that the demonstration leaves: nothing may go wrong unseen."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from functools import cache
from pathlib import Path
from shutil import copytree
from typing import Any, NamedTuple

import pytest
from playwright.sync_api import Browser, Page

from api import subscribing
from api.bootstrap import bootstrap
from api.cli.demo.play import play
from api.cli.output import Out
from api.demo.story import shipped
from api.server import serving
from api.settings import Lang, Settings
from api.subscribing import Sent
from api.tip_code import tip_of
from tests.api.console import conftest as console
from tests.api.console.conftest import PASSWORD, password_of
from tests.api.console.test_import import sent as imported
from tests.api.console.test_report import code_in
from tests.api.console.test_report import sent as reported
from tests.api.http.conftest import Served
from tests.support import chromium, missing

__all__ = ["PASSWORD"]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One browser for each module: while it is driven a loop runs in this thread, and other tests want their own."""
    program = chromium.program()
    if program is None:
        missing.lacks("Chromium", "apt-get install chromium fonts-noto-cjk")
    with chromium.chromium(program) as started:
        yield started


@pytest.fixture(scope="session")
def played(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the demonstration leaves, to be copied."""
    folder = tmp_path_factory.mktemp("played") / "data"
    settings = Settings.read({}, data=str(folder))
    play(settings, Out(Lang.ZH, as_json=True), shipped())
    return folder


@pytest.fixture
def office(played: Path, tmp_path: Path) -> Iterator[Served]:
    """A server over a copy of it."""
    with opened(played, tmp_path / "office") as served:
        yield served


@contextmanager
def opened(played: Path, folder: Path) -> Iterator[Served]:
    """A server over a copy of it."""
    with standing(copytree(played, folder)) as served:
        yield served


@contextmanager
def standing(folder: Path) -> Iterator[Served]:
    """A server over a folder, which may call the machine it runs on."""
    settings = Settings.read({"CHUFEI_WEBHOOK_LOOPBACK": "1"}, data=str(folder))
    with ExitStack() as stack:
        app = stack.enter_context(bootstrap(settings))
        app.read_models.start()
        app.feeding.start()
        yield Served(app, stack.enter_context(serving(app, "127.0.0.1", 0)), stack)


class Sitting(NamedTuple):
    """Somebody at a browser, and what is watched there."""

    page: Page
    watch: chromium.Watch
    address: str

    def go(self, path: str) -> None:
        """To another page of the house."""
        self.page.goto(self.address + path)

    def sign_in(self, account: str, password: str) -> None:
        """Come in by the front door."""
        self.go("/sign-in")
        self.page.get_by_label("账号").fill(account)
        self.page.get_by_label("密码").fill(password)
        self.page.get_by_role("button", name="登录").click()


@pytest.fixture
def visit(office: Served, browser: Browser) -> Iterator[Callable[..., Sitting]]:
    """Somebody comes to a browser of his own, and has not signed in."""
    with ExitStack() as stack:

        def came(**options: Any) -> Sitting:  # noqa: ANN401 - Playwright's
            context, watch = stack.enter_context(chromium.watched(browser, **options))
            return Sitting(context.new_page(), watch, office.address)

        yield came


@pytest.fixture
def sit(office: Served, visit: Callable[..., Sitting]) -> Callable[..., Sitting]:
    """Sign somebody in at a browser of his own."""

    def signed_in(account: str, **options: Any) -> Sitting:  # noqa: ANN401 - Playwright's
        password_of(office, account)
        sitting = visit(**options)
        sitting.sign_in(account, PASSWORD)
        return sitting

    return signed_in


@pytest.fixture(scope="module")
def house(played: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """One server for all looks of a module."""
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
    job = imported(console.sit(house, "cb-1")).url.path.rpartition("/")[2]
    return {"tip": tip_of(house.app, code), "feed": signed.id, "job": job}


@pytest.fixture(scope="module")
def desk(house: Served, browser: Browser) -> Iterator[Callable[[str], Sitting]]:
    """Somebody's browser, the same for all his pages."""
    with ExitStack() as stack:

        @cache
        def of(account: str) -> Sitting:
            context, watch = stack.enter_context(chromium.watched(browser))
            sitting = Sitting(context.new_page(), watch, house.address)
            if account:
                password_of(house, account)
                sitting.sign_in(account, PASSWORD)
            return sitting

        yield of
