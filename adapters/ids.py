"""New identifiers: random, so that they tell nothing about whom or what they name."""

from base64 import b32encode
from secrets import token_bytes


class RandomIds:
    """Identifiers with 100 random bits: ``[a-z2-7]{20}``."""

    def new(self, noun: str) -> str:  # noqa: ARG002 - the port offers the noun to makers of readable ids
        """A new identifier for a thing of that noun. The noun stands in the stream's name, not here."""
        return b32encode(token_bytes(13)).decode().lower()[:20]
