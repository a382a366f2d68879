"""Makes a value of any event class from its type hints: always the same one."""

from dataclasses import fields, is_dataclass
from datetime import UTC, date, datetime
from enum import Enum
from types import NoneType, UnionType
from typing import Annotated, Any, Final, NewType, Union, get_args, get_origin, get_type_hints
from zlib import crc32

SCALARS: Final[dict[Any, Any]] = {
    str: lambda path: f"样例 {path}",
    int: lambda path: crc32(path.encode()),
    bool: lambda path: crc32(path.encode()) % 2 == 0,
    date: lambda _: date(2026, 1, 5),
    datetime: lambda _: datetime(2026, 1, 5, 1, 2, 3, 456789, tzinfo=UTC),
}


def sample(hint: Any, path: str, *, full: bool) -> Any:  # noqa: ANN401 - a type hint, and a value of it
    """A value with everything that can be there, or (not ``full``) with nothing that need not."""
    if isinstance(hint, NewType):
        return sample(hint.__supertype__, path, full=full)
    origin, args = get_origin(hint), get_args(hint)
    if origin is Annotated:
        return sample(args[0], path, full=full)
    if origin in {Union, UnionType}:
        some = next(arg for arg in args if arg is not NoneType)
        return sample(some, path, full=full) if full else None
    if origin is tuple:
        return tuple(sample(args[0], f"{path}.{i}", full=full) for i in range(2)) if full else ()
    return _plain(hint, path, full=full)


def _plain(hint: Any, path: str, *, full: bool) -> Any:  # noqa: ANN401 - as above
    if is_dataclass(hint):
        hints = get_type_hints(hint, include_extras=True)
        names = [field.name for field in fields(hint)]
        values = {name: sample(hints[name], f"{path}.{name}".lstrip("."), full=full) for name in names}
        return hint(**values)  # type: ignore[operator]  # a class, not an instance
    if issubclass(hint, Enum):
        members = list(hint)
        return members[crc32(path.encode()) % len(members)]
    return SCALARS[hint](path)
