"""What the ledger is asked for: as it stands in an address, as the ledger takes it, as it is kept under a name."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Annotated, Final, NamedTuple

from fastapi import Depends, Query
from pydantic import BeforeValidator

from api import people
from api.app import App
from api.console.heads import addressed
from api.http.queries import Day, area
from api.kept_filters import age as age_of
from api.kept_filters import understood
from api.ports import Said
from domain.lead.stage import Stage
from domain.lead.vocabulary import Business, Pretext, Source
from domain.values.mistake import Mistake
from domain.values.risk_grade import RiskGrade
from domain.words import Words
from projections.ledger_order import Order, Sort
from projections.ledger_past import Span
from projections.ledger_rows import LedgerFilter

PAGE: Final = 25

EMPTY: Final = BeforeValidator(lambda typed: typed or None)
"""What an empty control sends is nothing."""
MaybeDay = Annotated[Day | None, EMPTY, Query()]
BACKWARDS: Final = Mistake(
    "input.period.backwards", Words("截止日早于起始日", "It ends before it begins"),
    Words("改起始日或截止日", "Change the first day or the last"),
)  # fmt: skip


def in_order(since: date | None, until: date | None, field: str) -> None:
    """Between days the wrong way round nothing lies, and nothing looks like a finding. Raises ``InvalidInput``."""
    if since is not None and until is not None and until < since:
        raise BACKWARDS.at(field)


class Asked(NamedTuple):
    """What was asked for, by the names that it has in the address."""

    text: str = ""
    stage: tuple[Stage, ...] = ()
    grade: tuple[RiskGrade, ...] = ()
    source: Source | None = None
    division: str = ""
    handler: str = ""
    due_by: date | None = None
    since: date | None = None
    until: date | None = None
    closed_since: date | None = None
    closed_until: date | None = None
    street: str = ""
    been: tuple[Stage, ...] = ()
    age: str = ""
    pretext: Pretext | None = None
    business: Business | None = None
    sort: Sort | None = None
    desc: bool = False
    column: tuple[str, ...] = ()
    size: int = PAGE
    names: bool = False

    def pairs(self, **other: object) -> Iterator[tuple[str, str]]:
        """What stands in the address, with something else in it."""
        for name, value in (self._asdict() | other).items():
            for each in value if isinstance(value, tuple) else (value,):
                if each not in {None, "", False} and (name, each) != ("size", PAGE):
                    yield name, str(each)

    def address(self, **other: object) -> str:
        """The address of the same with something else in it; pages begin anew unless ``after`` is given."""
        return self.address_of("/ledger", **other)

    def address_of(self, path: str, **other: object) -> str:
        """The same at another path."""
        return addressed(path, self.pairs(**other))

    @property
    def order(self) -> Order:
        """How the ledger is sorted: by the deadline where that narrows it, else the newest first."""
        by = self.sort or (Sort.DEADLINE if self.due_by else Sort.REGISTERED)
        return Order(by, self.desc if self.sort else not self.due_by)

    def filter(self, app: App) -> LedgerFilter:
        """How the ledger is asked. Raises ``InvalidInput``."""
        in_order(self.since, self.until, "until")
        in_order(self.closed_since, self.closed_until, "closed_until")
        return LedgerFilter(
            stages=self.stage, grades=self.grade, source=self.source, division=area(self.division),
            street=area(self.street, "street"), handler=self.handler, due_by=self.due_by,
            registered=Span(self.since, self.until), closed=Span(self.closed_since, self.closed_until), been=self.been,
            standing=age_of(self.age, "age", app.clock.now()) if self.age else None, pretext=self.pretext,
            business=self.business, text=self.text,
        )  # fmt: skip

    def said(self) -> Said:
        """As the command line would have typed it (``api.kept_filters``)."""
        typed: dict[str, list[str]] = {}
        for name, value in self.pairs():
            if name not in NOT_KEPT:
                typed.setdefault(FLAGS.get(name, name.replace("_", "-")), []).append(value)
        if "columns" in typed:
            typed["columns"] = [",".join(typed["columns"])]
        return typed | ({"desc": ["yes"]} if "desc" in typed else {})


NOT_KEPT: Final = frozenset({"size", "names"})
"""How many and whose names are shown is said anew each time."""
FLAGS: Final[Mapping[str, str]] = {"column": "columns"}
"""Name in the address → flag, where a hyphen for the underscore is not all."""


def asked_of(app: App, typed: Said) -> Asked:
    """What is kept, as an address asks for it. Raises ``InvalidInput``."""
    wanted = understood(typed, app.clock.now())
    found, standing = wanted.filter, wanted.filter.standing
    ages = "" if standing is None else f"{standing.least}-{'' if standing.below is None else standing.below}"
    return Asked(
        text=found.text, stage=found.stages, grade=found.grades, source=found.source, division=found.division,
        handler=people.ids(app).get(found.handler, found.handler), due_by=found.due_by, since=found.registered.since,
        until=found.registered.until, closed_since=found.closed.since, closed_until=found.closed.until,
        street=found.street, been=found.been, age=ages, pretext=found.pretext, business=found.business,
        sort=wanted.order.by if "sort" in typed else None, desc="sort" in typed and wanted.order.descending,
        column=tuple(each.key for each in wanted.table.columns) if wanted.chosen else (),
    )  # fmt: skip


def asked(
    *, text: Annotated[str, Query(max_length=200)] = "",
    stage: Annotated[list[Stage], Query()] = [],  # noqa: B006 - FastAPI copies what is left out
    grade: Annotated[list[RiskGrade], Query()] = [],  # noqa: B006
    source: Annotated[Source | None, EMPTY, Query()] = None,
    division: Annotated[str, Query(max_length=15)] = "", handler: Annotated[str, Query(max_length=64)] = "",
    due_by: MaybeDay = None, since: MaybeDay = None, until: MaybeDay = None, closed_since: MaybeDay = None,
    closed_until: MaybeDay = None,
    street: Annotated[str, Query(max_length=15)] = "",
    been: Annotated[list[Stage], Query()] = [],  # noqa: B006
    age: Annotated[str, Query(max_length=9)] = "", pretext: Annotated[Pretext | None, EMPTY, Query()] = None,
    business: Annotated[Business | None, EMPTY, Query()] = None, sort: Annotated[Sort | None, Query()] = None,
    desc: Annotated[bool, Query()] = False,
    column: Annotated[list[str], Query()] = [],  # noqa: B006
    size: Annotated[int, Query(ge=1, le=200)] = PAGE, names: Annotated[bool, Query()] = False,
) -> Asked:  # fmt: skip
    """What stands in the address."""
    return Asked(
        text.strip(), tuple(stage), tuple(grade), source, division.strip(), handler, due_by, since, until, closed_since,
        closed_until, street.strip(), tuple(been), age.strip(), pretext, business, sort, desc, tuple(column),
        size, names,
    )  # fmt: skip


TheAsked = Annotated[Asked, Depends(asked)]
