"""Anything of ours as JSON can hold it: the one shape in which programs read what people are told."""

from collections.abc import Iterable
from datetime import date, datetime
from enum import Enum
from typing import Any

from domain.instants import rfc3339


def plain(value: Any) -> Any:  # noqa: ANN401 - JSON takes anything
    """What ``json`` can write: moments in UTC, enums by stored value, words as ``{"zh", "en"}``."""
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, datetime):
        return rfc3339(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, dict):
        return {str(key): plain(each) for key, each in value.items()}
    names = getattr(value, "_fields", None) or getattr(value, "__dataclass_fields__", None)
    if names is not None:
        return {name: plain(getattr(value, name)) for name in names}
    return [plain(each) for each in value] if isinstance(value, Iterable) and not isinstance(value, str) else value
