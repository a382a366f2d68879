"""What is kept of the secrets of accounts, beside the log: digests, never a secret that opens anything by itself."""

from typing import Final

from sqlalchemy import Boolean, Column, Integer, LargeBinary, MetaData, Table, Text, UniqueConstraint

from adapters.store.beside import instant
from projections.base import BIG

METADATA: Final = MetaData()

CREDENTIALS: Final = Table(
    "credentials",
    METADATA,
    Column("account", Text, primary_key=True),
    Column("password", Text, nullable=True, comment="argon2id; null for who comes by a provider alone"),
    Column("one_time", Boolean, nullable=False, comment="set by somebody else: to be changed before anything is done"),
    instant("set_at", "when the password was set"),
    Column("epoch", Integer, nullable=False, comment="sessions of another epoch are over"),
)

SESSIONS: Final = Table(
    "sessions",
    METADATA,
    Column("digest", LargeBinary, primary_key=True, comment="SHA-256 of what the browser holds"),
    Column("number", Text, nullable=False, comment="names it, and opens nothing"),
    Column("account", Text, nullable=False, index=True),
    Column("epoch", Integer, nullable=False),
    Column("powers", Text, nullable=False, comment="what the person could do when it began"),
    Column("means", Text, nullable=False),
    Column("address", Text, nullable=False, comment="from where it was begun"),
    instant("created", "when it was begun"),
    instant("seen", "when it was last used, to the minute"),
)

TOKENS: Final = Table(
    "api_tokens",
    METADATA,
    Column("prefix", Text, primary_key=True, comment="the part that may be shown"),
    Column("digest", LargeBinary, nullable=False, comment="SHA-256 of the secret part"),
    Column("account", Text, nullable=False, index=True),
    Column("label", Text, nullable=False, comment="what it is for"),
    Column("scopes", Text, nullable=False, comment="separated by blanks"),
    instant("created", "when it was minted"),
    Column("created_by", Text, nullable=False),
    instant("expires", "from when on it opens nothing"),
    instant("used", "when it was last used, to the minute", nullable=True),
    instant("revoked", "when it was revoked", nullable=True),
)

TRIES: Final = Table(
    "sign_in_tries",
    METADATA,
    Column("key", Text, primary_key=True, comment="keyed digest of an account, a browser or an address"),
    Column("times", Integer, nullable=False),
    instant("last", "the last try"),
    instant("until", "until when the next must wait"),
)

CODES: Final = Table(
    "second_factors",
    METADATA,
    Column("account", Text, primary_key=True),
    Column("secret", Text, nullable=False, comment="sealed under a key of the account's"),
    Column("confirmed", Boolean, nullable=False),
    Column("step", BIG, nullable=False, comment="the last half minute whose code was used"),
)

RECOVERY: Final = Table(
    "recovery_codes",
    METADATA,
    Column("digest", LargeBinary, primary_key=True, comment="SHA-256; a used one is gone"),
    Column("account", Text, nullable=False, index=True),
)

LINKS: Final = Table(
    "provider_links",
    METADATA,
    Column("issuer", Text, primary_key=True),
    Column("subject", Text, primary_key=True, comment="who it is, in the provider's words"),
    Column("account", Text, nullable=False),
    UniqueConstraint("issuer", "account"),
)

RECORD: Final = Table(
    "identity_log",
    METADATA,
    Column("number", BIG, primary_key=True, autoincrement=False),
    instant("at", "when it was done"),
    Column("kind", Text, nullable=False),
    Column("account", Text, nullable=False, index=True),
    Column("by", Text, nullable=False, comment="who did it; empty for the operator at the machine"),
    Column("detail", Text, nullable=False),
    Column("chain", LargeBinary, nullable=False, comment="SHA-256 over the one before and this one"),
)
"""What an auditor finds: written in the transaction of what it tells of, never changed."""
