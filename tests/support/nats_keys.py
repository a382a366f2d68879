"""Operators, accounts and users of NATS, made as its own tool ``nsc`` makes them: keys in base 32, claims as JWT."""

import json
from base64 import b32encode, urlsafe_b64encode
from binascii import crc_hqx
from typing import Any, Final, Literal

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

KINDS: Final = {"operator": 14 << 3, "account": 0, "user": 20 << 3}
CREDS: Final = """\
-----BEGIN NATS USER JWT-----
{jwt}
------END NATS USER JWT------

************************* IMPORTANT *************************
NKEY Seed printed below can be used to sign and prove identity.

-----BEGIN USER NKEY SEED-----
{seed}
------END USER NKEY SEED------

*************************************************************
"""
UNLIMITED: Final = dict.fromkeys(("subs", "data", "payload", "imports", "exports", "conn", "leaf"), -1)
STREAMS: Final = dict.fromkeys(("mem_storage", "disk_storage", "streams", "consumer"), -1)


class Named:
    """An operator, an account or a user: a key that signs what is claimed of others."""

    def __init__(self, kind: Literal["operator", "account", "user"]) -> None:
        self.kind = kind
        self._key = Ed25519PrivateKey.generate()
        self.public = _text(bytes([KINDS[kind]]) + self._key.public_key().public_bytes_raw())

    @property
    def seed(self) -> str:
        """The secret, as it is written to a file."""
        kind = KINDS[self.kind]
        return _text(bytes([(18 << 3) | (kind >> 5), (kind & 31) << 3]) + self._key.private_bytes_raw())

    def claims(self, about: "Named", **more: Any) -> str:  # noqa: ANN401 - whatever NATS knows
        """A JWT in which this one says who another is."""
        told = {"jti": about.public, "iat": 1, "iss": self.public, "sub": about.public}
        head = _part({"typ": "JWT", "alg": "ed25519-nkey"})
        body = _part(told | {"nats": {"type": about.kind, "version": 2} | more})
        return f"{head}.{body}.{_base64(self._key.sign(f'{head}.{body}'.encode()))}"


class Operated:
    """A bus on which nobody has a password: an operator, an account with streams, the system's own."""

    def __init__(self) -> None:
        self._operator, self._account, system = Named("operator"), Named("account"), Named("account")
        claims = {
            self._account: self._operator.claims(self._account, limits=UNLIMITED | STREAMS),
            system: self._operator.claims(system, limits=UNLIMITED),
        }
        preloaded = ", ".join(f"{each.public}: {claim}" for each, claim in claims.items())
        self.configuration = (
            f"operator: {self._operator.claims(self._operator)}\nsystem_account: {system.public}\n"
            f"resolver: MEMORY\nresolver_preload: {{ {preloaded} }}\n"
        )

    def creds(self, user: Named, signed_by: Named | None = None) -> str:
        """The file of a user; one whom another account signed is nobody here."""
        jwt = (signed_by or self._account).claims(user, subs=-1, data=-1, payload=-1, pub={}, sub={})
        return CREDS.format(jwt=jwt, seed=user.seed)


def _text(raw: bytes) -> str:
    return b32encode(raw + crc_hqx(raw, 0).to_bytes(2, "little")).decode().rstrip("=")


def _part(value: dict[str, Any]) -> str:
    return _base64(json.dumps(value, separators=(",", ":")).encode())


def _base64(raw: bytes) -> str:
    return urlsafe_b64encode(raw).decode().rstrip("=")
