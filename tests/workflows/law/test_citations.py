"""Every citation that product code can reach means something: procedures, guards, commands, values."""

import importlib
import pkgutil
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from types import ModuleType

import domain
import workflows
from domain.law import Citation, cite
from workflows.law import unresolved

DAYS = (date(2022, 3, 2), date(2022, 5, 1), date(2026, 1, 1))
"""A rule of a passing text holds on one of them."""


def modules() -> Iterator[ModuleType]:
    for package in (domain, workflows):
        for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            yield importlib.import_module(found.name)


def citations(thing: object, seen: set[int]) -> Iterator[Citation]:
    """The citations within a value: through dataclasses, collections and mappings."""
    if isinstance(thing, Citation):
        yield thing
    elif id(thing) not in seen:
        seen.add(id(thing))
        for part in parts(thing):
            yield from citations(part, seen)


def parts(thing: object) -> Iterator[object]:
    if isinstance(thing, Mapping):
        yield from thing.values()
    elif isinstance(thing, tuple | list | set | frozenset):
        yield from thing
    elif is_dataclass(thing) and not isinstance(thing, type):
        yield from (getattr(thing, field.name) for field in fields(thing))


def test_every_citation_of_the_product_resolves() -> None:
    seen = set[int]()
    alive: list[object] = [vars(module) for module in modules()]  # alive, so that no id is used twice
    found = {citation for namespace in alive for citation in citations(namespace, seen)}
    empty = [str(citation) for citation in found if all(unresolved([citation], day) for day in DAYS)]

    assert len(found) > 40
    assert sorted(empty) == []


def test_citations_are_found_deep_within_values() -> None:
    wanted = cite("R737 18", "office four-eyes")

    assert tuple(citations({"a": [(wanted[0],)], "b": {wanted[1]}}, set())) == wanted
