"""What is kept of the secrets of accounts: never a secret itself."""

from typing import Final

from sqlalchemy import BigInteger, Column, Integer, LargeBinary, MetaData, Table, Text

METADATA: Final = MetaData()

_Big = BigInteger().with_variant(Integer(), "sqlite")

TOKENS: Final = Table(
    "api_tokens",
    METADATA,
    Column("prefix", Text, primary_key=True, comment="the part that may be shown"),
    Column("digest", LargeBinary, nullable=False, comment="SHA-256 of the secret part"),
    Column("account", Text, nullable=False),
    Column("scopes", Text, nullable=False, comment="separated by blanks"),
    Column("expires", _Big, nullable=False, comment="µs since 1970-01-01T00:00:00Z"),
)
