"""What a register is asked for: as it stands in an address, as it is kept under a name, as its head leads to it."""

from collections.abc import Iterator
from typing import Annotated, NamedTuple

from fastapi import Depends, Path, Query

from api.console.heads import Head, addressed
from api.http.queries import area
from api.ports import Said
from api.registers.columns import Register, only
from api.registers.tables import register_named


class Asked(NamedTuple):
    """What was asked for, by the names that it has in the address."""

    register: Register
    division: str = ""
    office: str = ""
    lead: str = ""
    sort: str = ""
    desc: bool = False
    column: tuple[str, ...] = ()
    names: bool = False

    @property
    def path(self) -> str:
        """Where the register lies."""
        return f"/registers/{self.register.name}"

    @property
    def table(self) -> Register:
        """The register with the columns that were chosen, else with its own. Raises ``InvalidInput``."""
        return only(self.register, "，".join(self.column), field="column")

    def pairs(self, **other: object) -> Iterator[tuple[str, str]]:
        """What stands in the address, with something else in it."""
        for name, value in (self._asdict() | other).items():
            if name != "register":
                for each in value if isinstance(value, tuple) else (value,):
                    if each not in {"", False}:
                        yield name, "true" if each is True else str(each)

    def address(self, **other: object) -> str:
        """Where the same is asked for, with something else in it."""
        return self.address_of(self.path, **other)

    def address_of(self, path: str, **other: object) -> str:
        """The same at another path."""
        return addressed(path, self.pairs(**other))

    def heads(self) -> Iterator[Head]:
        """The columns; one that is sorted by leads to the other way round."""
        for column in self.table.columns:
            by_it = self.sort == column.key
            sorts = column.key in self.register.sorts
            address = self.address(sort=column.key, desc=by_it and not self.desc) if sorts else ""
            yield Head.of(column, address, by_it=by_it, descending=self.desc)

    def said(self) -> Said:
        """As it is kept: whose names are shown is said anew each time."""
        typed: dict[str, list[str]] = {}
        for name, value in self.pairs(names=False):
            typed.setdefault(name, []).append(value)
        return typed


def asked_of(register: Register, typed: Said) -> Asked:
    """What is kept, as an address asks for it. Raises ``InvalidInput`` for what the register no longer has."""
    one = {name: each[0] for name, each in typed.items()}
    sort, columns = register.sorted_by(one.get("sort", ""), "sort"), tuple(typed.get("column", ()))
    only(register, "，".join(columns), field="column")
    return Asked(
        register,
        area(one.get("division", "")),
        one.get("office", ""),
        one.get("lead", ""),
        sort,
        "desc" in one,
        columns,
    )


def _asked(
    *, name: Annotated[str, Path(max_length=40)], division: Annotated[str, Query(max_length=12)] = "",
    office: Annotated[str, Query(max_length=60)] = "", lead: Annotated[str, Query(max_length=64)] = "",
    sort: Annotated[str, Query(max_length=40)] = "", desc: Annotated[bool, Query()] = False,
    column: Annotated[list[str] | None, Query(max_length=60)] = None, names: Annotated[bool, Query()] = False,
) -> Asked:  # fmt: skip
    """Raises ``NotFound`` (``register.unknown``), ``InvalidInput``."""
    register = register_named(name)
    return Asked(register, division.strip(), office, lead.strip(), register.sorted_by(sort, "sort"), desc,
                 tuple(column or ()), names)  # fmt: skip


TheAsked = Annotated[Asked, Depends(_asked)]
