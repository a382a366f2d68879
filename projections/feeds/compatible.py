"""The gate of the schemas: within a version nothing is taken from those who read it; else it is the next one."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from projections.feeds.schemas import Schema

FIXED: Final = ("type", "format", "pattern", "const", "minimum", "x-class")
"""What a field keeps as long as its version lasts."""


def breaks(before: Mapping[str, Schema], now: Mapping[str, Schema]) -> tuple[str, ...]:
    """What of the committed schemas the present ones break, each in a sentence; nothing where all was only added."""
    return tuple(each for name in sorted(before) for each in _of_type(name, before[name], now.get(name)))


def _of_type(name: str, before: Schema, now: Schema | None) -> Iterator[str]:
    if now is None:
        yield f"{name}: the type is gone"
        return
    was, is_ = before["properties"], now["properties"]
    yield from (f"{name}.{field}: removed" for field in sorted(was.keys() - is_.keys()))
    for field in now["required"]:
        if field not in before["required"]:
            yield f"{name}.{field}: required now"
    for field in before["required"]:
        if field in is_ and field not in now["required"]:
            yield f"{name}.{field}: no more certain to be there"
    for field in sorted(was.keys() & is_.keys()):
        yield from (f"{name}.{field}: {why}" for why in _of_field(was[field], is_[field]))


def _of_field(before: Any, now: Any) -> Iterator[str]:  # noqa: ANN401 - parts of a schema
    for key in FIXED:
        if before.get(key) != now.get(key):
            yield f"{key} changed from {before.get(key)} to {now.get(key)}"
    gone = set(before.get("enum", ())) - set(now.get("enum", ()))
    if gone:
        yield f"values gone: {', '.join(sorted(gone))}"
    if ("enum" in now) > ("enum" in before):
        yield "a closed list now"
    if "items" in before or "items" in now:
        yield from _of_field(before.get("items", {}), now.get("items", {}))
