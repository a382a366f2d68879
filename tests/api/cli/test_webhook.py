"""A system is subscribed, called, told again and let go, from the command line to a receiver and back."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest
from standardwebhooks.webhooks import Webhook

from adapters.webhooks import destinations
from adapters.webhooks.calling import TROUBLES
from api.answers_told import ANSWERS
from api.app import App
from api.bootstrap import bootstrap
from api.settings import DATABASE_URL, Settings
from domain.errors import InvalidInput
from domain.values.mistake import Mistake
from projections.feeds.events.rights import WITHHELD
from tests.api.conftest import Cli
from tests.support.feed_table import fill
from tests.support.receiver import TAKEN, Called, Receiver, receiving_beside, status
from tests.support.waiting import comes_true

ADMINISTRATOR, ACCOUNT, STRANGER = "admin", "jd-01", "ja-01"


@pytest.fixture
def here(environment: Callable[[str, str], None]) -> None:
    """The machine the tests run on may be called."""
    environment("CHUFEI_WEBHOOK_LOOPBACK", "1")


@contextmanager
def delivering(cli: Cli, database_url: str, loopback: str = "1") -> Iterator[App]:
    """A process that serves."""
    given = {"CHUFEI_WEBHOOK_LOOPBACK": loopback, DATABASE_URL: database_url}
    with bootstrap(Settings.read(given, data=str(cli.data))) as app:
        app.read_models.start()
        app.webhooks.start()
        yield app


def asked(cli: Cli, receiver: Receiver, *more: str) -> tuple[str, Webhook]:
    """Subscribe; the id, and the stock verifier with the secret that was told."""
    url = f"http://127.0.0.1:{receiver.port}/in"
    told = cli.json("webhook add", url, "--account", ACCOUNT, "--as", ADMINISTRATOR, *more)
    return told["subscription"], Webhook(told["secret"])


@pytest.mark.usefixtures("here")
def test_a_system_is_called_and_told_again_and_let_go(either_cli: Cli, database_url: str) -> None:
    cli = either_cli
    cli.register()
    epoch = fill(database_url, 3)
    with receiving_beside() as receiver, delivering(cli, database_url):
        name, verifier = asked(cli, receiver, "--after", "0")
        assert comes_true(lambda: receiver.sequences == [1, 2, 3])
        for call in receiver.calls:
            assert verifier.verify(call.body, call.headers)["id"] == call.id == f"{epoch}:{call.sequence}"
        assert comes_true(lambda: cli.json("webhook show", name, "--as", ACCOUNT)["state"] == "active")

        fill(database_url, 5)
        assert comes_true(lambda: receiver.sequences == [1, 2, 3, 4, 5])
        assert cli("webhook replay", name, "--from", "2", "--to", "3", "--as", ACCOUNT).code == 0
        assert comes_true(lambda: receiver.sequences == [1, 2, 3, 4, 5, 2, 3])
        assert receiver.calls[1].body == receiver.calls[5].body

        new = cli.json("webhook rotate", name, "--as", ADMINISTRATOR)["secret"]
        fill(database_url, 6)
        assert comes_true(lambda: len(receiver.calls) == 8)
        for each in (verifier, Webhook(new)):
            each.verify(receiver.calls[7].body, receiver.calls[7].headers)

        assert cli("webhook pause", name, "--as", ADMINISTRATOR).code == 0
        fill(database_url, 7)
        assert cli.json("webhook list", "--as", ADMINISTRATOR)["subscriptions"][0]["behind"] == 1
        assert cli("webhook resume", name, "--as", ACCOUNT).code == 0
        assert comes_true(lambda: receiver.sequences[-1] == 7)
        assert cli("webhook end", name, "--as", ADMINISTRATOR).code == 0

    (ended,) = cli.json("webhook list", "--as", ADMINISTRATOR)["subscriptions"]
    assert (ended["state"], ended["cursor"], ended["answer"], ended["behind"]) == ("ended", 7, "204", 0)
    assert [(each["first"], each["last"], each["cursor"]) for each in ended["replays"]] == [(2, 3, 3)]


@pytest.mark.usefixtures("here")
def test_a_registration_is_told_to_whoever_subscribed_before_it(cli: Cli) -> None:
    url = f"sqlite:///{cli.data / 'chufei.db'}"
    with receiving_beside() as receiver, delivering(cli, url):
        _, verifier = asked(cli, receiver, "--type", "chufei.lead.registered.v1")
        cli.register()
        assert comes_true(lambda: len(receiver.calls) == 1)

    (call,) = receiver.calls
    assert verifier.verify(call.body, call.headers)["type"] == "chufei.lead.registered.v1"
    assert "示例投资有限公司" not in call.body.decode()


@pytest.mark.usefixtures("here")
def test_an_account_without_the_right_is_told_that_something_happened_and_nothing_of_it(cli: Cli) -> None:
    url = f"sqlite:///{cli.data / 'chufei.db'}"
    epoch = fill(url, 2)
    with receiving_beside() as receiver, delivering(cli, url):
        where = f"http://127.0.0.1:{receiver.port}/"
        cli("webhook add", where, "--account", "sq-01", "--after", "0", "--as", ADMINISTRATOR)
        assert comes_true(lambda: receiver.sequences == [1, 2])

    told = [json.loads(each.body) for each in receiver.calls]
    assert [(each["id"], each["type"]) for each in told] == [(f"{epoch}:1", WITHHELD), (f"{epoch}:2", WITHHELD)]
    assert not any({"subject", "time"} & each.keys() or "M05" in str(each) for each in told)


@pytest.mark.usefixtures("here")
def test_a_receiver_that_says_410_is_an_alarm_until_somebody_looks(cli: Cli) -> None:
    cli.register()
    url = f"sqlite:///{cli.data / 'chufei.db'}"
    fill(url, 2)
    gone: list[bool] = [True]

    def answer(_: Called) -> object:
        return status(410) if gone else TAKEN

    with receiving_beside(answer) as receiver:  # type: ignore[arg-type] # replies
        with delivering(cli, url):
            name, _ = asked(cli, receiver, "--after", "0")
            assert comes_true(lambda: cli.json("webhook show", name, "--as", ADMINISTRATOR)["state"] == "disabled")
            told = cli("health")
            assert told.code == 12
            assert "已停止推送" in told.out
            assert f"webhook:{name}" in cli("health", "--json").out
            gone.clear()
            assert cli("webhook resume", name, "--as", ADMINISTRATOR).code == 0
            assert comes_true(lambda: receiver.sequences == [1, 1, 2])
        assert cli("health").code == 0


@pytest.mark.usefixtures("here")
def test_health_tells_a_receiver_that_fails_from_one_that_nobody_calls(cli: Cli) -> None:
    url = f"sqlite:///{cli.data / 'chufei.db'}"
    fill(url, 1, ago=timedelta(hours=1))
    with receiving_beside(lambda _: status(503)) as receiver:
        name, _ = asked(cli, receiver, "--after", "0")
        nobody = cli("health")
        assert (nobody.code, "停滞" in nobody.out) == (13, True)
        with delivering(cli, url):
            assert comes_true(lambda: cli.json("webhook show", name, "--as", ADMINISTRATOR)["failures"] == 1)
            failing = cli("health")
            assert (failing.code, "遇到故障" in failing.out, "503 ×1" in failing.out) == (12, True, True)
        shown = cli("webhook show", name, "--as", ACCOUNT).out
        assert "下次尝试" in shown
        assert "503" in shown


@pytest.mark.usefixtures("here")
def test_whoever_asks_is_told_in_words_why_a_receiver_was_not_called(cli: Cli) -> None:
    url = f"sqlite:///{cli.data / 'chufei.db'}"
    fill(url, 1)
    with receiving_beside() as receiver:
        name, _ = asked(cli, receiver, "--after", "0")
        with delivering(cli, url, loopback=""):
            assert comes_true(lambda: cli.json("webhook show", name, "--as", ADMINISTRATOR)["failures"] == 1)

    assert cli.json("webhook show", name, "--as", ADMINISTRATOR)["answer"] == "input.endpoint.not-listed"
    assert "主机不在允许推送的名单（" in cli("webhook show", name, "--as", ADMINISTRATOR).out
    listed = cli("webhook list", "--as", ADMINISTRATOR).out
    assert ("主机" in listed, "not-listed" in listed) == (True, False)


def test_whatever_may_stand_in_the_way_of_a_call_has_words() -> None:
    codes = {each.code for each in vars(destinations).values() if isinstance(each, Mistake)} - {
        "input.settings.webhook-hosts"
    }
    troubles = {told for kind, told in TROUBLES if kind is not InvalidInput}

    assert codes | troubles == set(ANSWERS)


@pytest.mark.usefixtures("here")
def test_nobody_else_sees_a_subscription_or_its_secret(cli: Cli) -> None:
    with receiving_beside() as receiver:
        name, _ = asked(cli, receiver)
    shown = "".join(cli("webhook list", "--as", who, "--lang", "en").out for who in (ADMINISTRATOR, ACCOUNT))

    assert name in shown
    assert "whsec_" not in shown
    assert name not in cli("webhook list", "--as", STRANGER).out
    for verb in ("show", "pause", "resume", "rotate", "end"):
        assert cli(f"webhook {verb}", name, "--as", STRANGER).code == 3
    assert cli("webhook end", name, "--as", ACCOUNT).code == 4


@pytest.mark.parametrize(
    ("url", "code"),
    [
        ("https://hooks.example.cn/in", "input.endpoint.not-listed"),
        ("http://hooks.example.cn/in", "input.endpoint.scheme"),
        ("https://10.0.0.1/in", "input.endpoint.not-listed"),
        ("https://a:b@hooks.example.cn/in", "input.endpoint.credentials"),
        ("http://127.0.0.1:8080/in", "input.endpoint.not-listed"),
    ],
)
def test_an_address_that_may_not_be_called_is_refused_at_once(cli: Cli, url: str, code: str) -> None:
    told = cli("webhook add", url, "--account", ACCOUNT, "--as", ADMINISTRATOR, "--json")

    assert (told.code, told.document["error"]["code"]) == (2, code)
    assert told.document["error"]["way_out"]


@pytest.mark.usefixtures("here")
def test_a_range_that_is_not_there_yet_is_refused(cli: Cli) -> None:
    fill(f"sqlite:///{cli.data / 'chufei.db'}", 2)
    with receiving_beside() as receiver:
        name, _ = asked(cli, receiver)
        late = cli(
            "webhook add", "http://127.0.0.1:1/", "--account", ACCOUNT, "--after", "3", "--as", ADMINISTRATOR, "--json"
        )
    told = cli("webhook replay", name, "--from", "1", "--to", "3", "--as", ADMINISTRATOR, "--json")

    assert (told.code, told.document["error"]["code"]) == (2, "input.replay.ahead")
    assert (late.code, late.document["error"]["code"]) == (2, "input.subscription.ahead")


@pytest.mark.usefixtures("here")
def test_the_same_command_id_subscribes_once(cli: Cli) -> None:
    with receiving_beside() as receiver:
        first, _ = asked(cli, receiver, "--command-id", "sub-1")
        again, _ = asked(cli, receiver, "--command-id", "sub-1")

    assert first == again
    assert len(cli.json("webhook list", "--as", ADMINISTRATOR)["subscriptions"]) == 1
