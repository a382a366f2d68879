"""Names within addresses that come from a table of ours: whatever else stands there is no address."""

from starlette.convertors import Convertor


class Name(Convertor[str]):
    """One of the names in its ``regex``."""

    def convert(self, value: str) -> str:
        """As it stands."""
        return value

    def to_string(self, value: str) -> str:
        """As it stands."""
        return value
