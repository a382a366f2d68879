"""The headers by which a receiver knows who calls: Standard Webhooks, symmetric (``v1``). Secrets are keys of ours."""

from base64 import b64encode
from collections.abc import Iterable
from hashlib import sha256
from hmac import digest

from workflows.ports import KeyStore


def subject_of(subscription: str, number: int) -> str:
    """Under which a secret lies with the keys; no person and no stream can have this name."""
    return f"#webhook/{subscription}/{number}"


def shown(secret: bytes) -> str:
    """A secret as receivers are told it."""
    return f"whsec_{b64encode(secret).decode()}"


def headers(secrets: Iterable[bytes], message: str, instant: int, body: bytes) -> dict[str, str]:
    """What goes with a body: its id, the moment of this very call in seconds, one signature for each secret."""
    signed = b"%s.%d.%s" % (message.encode(), instant, body)
    signatures = (f"v1,{b64encode(digest(secret, signed, sha256)).decode()}" for secret in secrets)
    return {
        "webhook-id": message,
        "webhook-timestamp": str(instant),
        "webhook-signature": " ".join(signatures),
    }


class Secrets:
    """The secrets of subscriptions, each by its number: made once, shown once, destroyed when they sign no more."""

    def __init__(self, keys: KeyStore) -> None:
        self._keys = keys

    def made(self, subscription: str, number: int) -> str:
        """The secret of this number, made where there is none, for the one who asked to keep."""
        secret = self._keys.keys((subject_of(subscription, number),), create=True)[subject_of(subscription, number)]
        return "" if secret is None else shown(secret)

    def of(self, subscription: str, numbers: Iterable[int]) -> tuple[bytes, ...]:
        """Those of these that are there, in this order."""
        subjects = [subject_of(subscription, number) for number in numbers]
        found = self._keys.keys(subjects, create=False)
        return tuple(secret for subject in subjects if (secret := found.get(subject)) is not None)

    def destroy(self, subscription: str, numbers: Iterable[int], reason: str) -> None:
        """Forget these for ever."""
        for number in numbers:
            self._keys.destroy(subject_of(subscription, number), reason)
