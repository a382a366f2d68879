"""What happens beside the clicks of whoever wants a page: others act, sessions end, something breaks."""

from dataclasses import replace
from unittest.mock import patch

from playwright.sync_api import expect
from pyotp import TOTP

from api.tip_desk import accepting
from tests.api.console.conftest import password_of
from tests.browser.steps import Step, Way, at, pressed
from workflows.identity.shapes import Attempt
from workflows.identity.tries import ACCOUNT


def over(way: Way) -> None:
    """What is under way is over; its page looks again by itself."""
    expect(way.page.locator("meta[name=again]")).to_have_count(0)


def back(way: Way) -> None:
    """One page back."""
    way.page.go_back()


def signed_out(way: Way) -> None:
    """The session ends."""
    way.page.context.clear_cookies()


def all_picked(way: Way) -> None:
    """Every lead of the list is ticked."""
    for box in way.page.locator("input[name=lead]").all():
        box.check()


def broken(path: str) -> Step:
    """Something of ours fails while a page is asked for."""

    def fail(way: Way) -> None:
        with patch.object(way.house.app.read_models, "held", side_effect=RuntimeError("broken on purpose")):
            at(path)(way)

    return fail


def guessed(account: str) -> Step:
    """Somebody tried too many passwords."""

    def guess(way: Way) -> None:
        client = way.house.stranger(origin=way.house.address)
        for _ in range(ACCOUNT.free + 1):
            client.post("/sign-in", data={"account": account, "password": "不对的口令"})

    return guess


def with_codes(account: str) -> Step:
    """He signs in with codes, too."""

    def enrol(way: Way) -> None:
        door = way.house.app.identity.door
        attempt = Attempt(account=account, password=password_of(way.house, account), code="", address="", browser="")
        secret = door.enrol(attempt).secret
        door.confirm_codes(replace(attempt, code=TOTP(secret).now()))

    return enrol


def first_code(way: Way) -> None:
    """The first code of the secret that stands on the page."""
    secret = way.page.locator("output.once").inner_text().replace(" ", "")
    pressed("确认开启", 验证码=TOTP(secret).now())(way)


def given_a_password(account: str) -> Step:
    """An administrator gave him a new password, and he signs in with it."""

    def come(way: Way) -> None:
        once = way.house.app.identity.credentials.give_one_time(account, "")
        for step in (at("/sign-in"), pressed("登录", 账号=account, 密码=once)):
            step(way)

    return come


def taken_up(report: str) -> Step:
    """A colleague takes a report up with a lead that is there."""

    def take(way: Way) -> None:
        app = way.house.app
        command = accepting(way.made[report], app.lead_id("370104-2022-0002"), app.clock.now())
        app.do(command, app.roster.actor("cb-2"), channel="console")

    return take
