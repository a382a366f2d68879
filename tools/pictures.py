"""``python -m tools.pictures``: the pictures of the README, taken of the demonstration by a real browser."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final, NamedTuple

from playwright.sync_api import Browser, ViewportSize

from api.bootstrap import bootstrap
from api.cli.demo.console import open_to_guests
from api.cli.demo.play import play
from api.cli.output import Out
from api.demo.story import shipped
from api.server import serving
from api.settings import Lang, Settings
from tests.support.chromium import DESK, PHONE, chromium, program

FOLDER: Final = Path(__file__).parent.parent / "docs" / "pictures"


class Picture(NamedTuple):
    """A file, whose page it is, which, and how large the screen."""

    name: str
    account: str
    path: str
    size: ViewportSize = DESK


PICTURES: Final = (
    Picture("work", "cb-1", "/work?all=true"),
    Picture("ledger", "cb-1", "/ledger"),
    Picture("lead", "cb-1", "/leads/370104-2022-0011"),
    Picture("act", "cb-1", "/leads/370104-2022-0011/do/record-recheck"),
    Picture("board", "fg", "/board"),
    Picture("report", "", "/report", PHONE),
)


def main() -> None:
    """Take them all."""
    executable = program()
    if executable is None:
        sys.exit("Chromium is missing: apt-get install chromium fonts-noto-cjk")
    FOLDER.mkdir(exist_ok=True)
    with served() as (address, password), chromium(executable) as browser:
        for picture in PICTURES:
            take(browser, picture, address, password)


@contextmanager
def served() -> Iterator[tuple[str, str]]:
    """The demonstration's console: its address, and the password of its people."""
    with TemporaryDirectory(prefix="chufei-pictures-") as folder:
        settings = Settings.read({}, data=f"{folder}/data")
        play(settings, Out(Lang.ZH, as_json=True), shipped())
        with bootstrap(settings) as app, serving(app, "127.0.0.1", 0) as address:
            password = open_to_guests(app)
            app.read_models.start()
            yield address, password


def take(browser: Browser, picture: Picture, address: str, password: str) -> None:
    """Sign in where that is needed, and take it."""
    with browser.new_context(viewport=picture.size, locale="zh-CN", timezone_id="Asia/Shanghai") as context:
        page = context.new_page()
        if picture.account:
            page.goto(f"{address}/sign-in")
            page.get_by_label("账号").fill(picture.account)
            page.get_by_label("密码").fill(password)
            page.get_by_role("button", name="登录").click()
        answer = page.goto(address + picture.path)
        assert answer is not None and answer.ok, picture  # noqa: S101, PT018 - a picture of a refusal is none
        page.screenshot(path=FOLDER / f"{picture.name}.png")


if __name__ == "__main__":
    main()
