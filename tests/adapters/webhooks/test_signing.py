"""The stock verifier of Standard Webhooks takes what we sign, and nothing that was changed on the way."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from standardwebhooks.webhooks import Webhook, WebhookVerificationError

from adapters.keys.store import open_keys
from adapters.webhooks.signing import Secrets, headers, shown

BODY = '{"id":"f:1","data":{"名称":"示例"}}'.encode()
OLD, NEW = b"o" * 32, b"n" * 32


@pytest.fixture
def now() -> int:
    """The verifier takes nothing that is older than five minutes, as the suite may be."""
    return int(datetime.now(UTC).timestamp())


@pytest.mark.parametrize("secret", [OLD, NEW])
def test_while_secrets_overlap_both_verify(secret: bytes, now: int) -> None:
    Webhook(shown(secret)).verify(BODY, headers((NEW, OLD), "f:1", now, BODY))


def test_the_stock_signer_signs_the_same(now: int) -> None:
    theirs = Webhook(shown(NEW)).sign("f:1", datetime.fromtimestamp(now, UTC), BODY.decode())

    assert headers((NEW,), "f:1", now, BODY)["webhook-signature"] == theirs


@pytest.mark.parametrize(
    ("changed", "body"),
    [
        ({"webhook-id": "f:2"}, BODY),
        ({"webhook-timestamp": timedelta(seconds=1)}, BODY),
        ({"webhook-timestamp": timedelta(minutes=-6)}, BODY),
        ({}, BODY.replace(b"f:1", b"f:2")),
    ],
)
def test_what_was_changed_on_the_way_does_not_verify(
    changed: dict[str, str | timedelta], body: bytes, now: int
) -> None:
    said = {
        name: value if isinstance(value, str) else str(now + int(value.total_seconds()))
        for name, value in changed.items()
    }
    with pytest.raises(WebhookVerificationError):
        Webhook(shown(NEW)).verify(body, {**headers((NEW,), "f:1", now, BODY), **said})


def test_a_secret_is_made_once_and_forgotten_for_ever(tmp_path: Path) -> None:
    with open_keys(f"sqlite:///{tmp_path / 'keys.sqlite'}") as keys:
        secrets = Secrets(keys)
        first = secrets.made("s1", 1)

        assert first.startswith("whsec_")
        assert secrets.made("s1", 1) == first
        assert len({first, secrets.made("s1", 2), secrets.made("s2", 1)}) == 3
        assert [shown(each) for each in secrets.of("s1", (2, 1, 7))] == [secrets.made("s1", 2), first]

        secrets.destroy("s1", (1,), "changed")
        assert [shown(each) for each in secrets.of("s1", (2, 1))] == [secrets.made("s1", 2)]
        assert secrets.made("s1", 1) == ""
