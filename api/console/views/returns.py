"""``/returns``: what an office reports of a month, and how long leads stand at their stages; as pages and as files."""

from collections.abc import Callable, Mapping
from typing import Annotated, Any, Final, NamedTuple

from fastapi import APIRouter, Depends, Path, Query
from fastapi.responses import RedirectResponse, Response

from api import people
from api.console.areas import areas
from api.console.cells import cell
from api.console.heads import addressed
from api.console.seat import Seat, TheSeat
from api.console.views.exports import exported
from api.http import statistics
from api.http.files import Content, TheFormat
from api.http.statistics import Made
from api.registers.columns import Table
from api.registers.statistics import BUCKETS, MONTHS, PLACES, RETURN, STAGES, above, dotted
from api.sight import insider
from domain.errors import NotFound
from domain.instants import day_of
from domain.values.mistake import Mistake
from domain.words import Words
from projections.stage_times import By
from projections.statistics import Bucket, Class, Place

routes = APIRouter(prefix="/returns")

CLASSES: Final[Mapping[str, Words]] = {
    Class.BUSINESS: Words("业务类别（表样）", "business (the form)"), Class.PRETEXT: Words("宣传名目", "pretext"),
    Class.GROUP: Words("第十九条分类", "groups of article 19"), Class.STREET: Words("街道", "street"),
    Class.AMOUNT: Words("金额分档", "amount"),
}  # fmt: skip
"""By what new cases are classed → what that is called; stages are told by some of these."""
UNKNOWN: Final = Words("没有这张表", "there is no such return")


class Kind(NamedTuple):
    """One of the returns: what makes it, which of the filters it has."""

    table: Table
    make: Callable[..., Made]
    filters: frozenset[str]


KINDS: Final[Mapping[str, Kind]] = {
    "months": Kind(MONTHS, statistics.months, frozenset({"month", "until", "division", "by", "amount", "place"})),
    "streets": Kind(RETURN, statistics.streets, frozenset({"month", "until", "division"})),
    "stages": Kind(STAGES, statistics.stages, frozenset({"division", "by"})),
}
READ: Final[Mapping[str, Callable[[str], Any]]] = {"amount": Bucket, "place": Place}
CHOICE: Final = Mistake("input.choice.return", Words("没有这个选项", "There is no such choice"),
                        Words("从列出的选项中选择", "Choose one of those listed"))  # fmt: skip
Short = Annotated[str, Query(max_length=12)]


def _kind(name: Annotated[str, Path(max_length=20)]) -> str:
    """One that there is. Raises ``NotFound``."""
    if name not in KINDS:
        raise NotFound(UNKNOWN, code="register.unknown")
    return name


def _given(  # noqa: PLR0917 - what FastAPI hands over
    month: Short = "", until: Short = "", division: Short = "", by: Short = "", amount: Short = "", place: Short = ""
) -> dict[str, str]:
    said = {"month": month, "until": until, "division": division, "by": by, "amount": amount, "place": place}
    return {name: text.strip() for name, text in said.items() if text.strip()}


Name = Annotated[str, Depends(_kind)]
Given = Annotated[dict[str, str], Depends(_given)]


@routes.get("")
def first(seat: TheSeat) -> Response:
    """The one that is asked for most."""
    del seat
    return RedirectResponse("/returns/months", 303)


@routes.get("/{name}")
def return_page(seat: TheSeat, name: Name, given: Given) -> Response:
    """One of them, narrowed."""
    made, kind, say = _made(seat, name, given), KINDS[name], seat.say
    named, path = people.names(seat.app), f"/returns/{name}"
    columns = made.table.columns
    rows = [(bool(line.get("sum")), [(each, cell(each, line[each.key], say, named)) for each in columns])
            for line in dotted(made.lines)]  # fmt: skip
    return seat.page(
        "returns.html", "registers", made=made, rows=rows, over=_over(seat, kind, made), name=name, path=path,
        given=given, address=addressed(path, given.items()), filters=kind.filters,
        kinds=[(each, one.table.words) for each, one in KINDS.items()], divisions=areas(seat), buckets=BUCKETS,
        classes={value: words for value, words in CLASSES.items() if name == "months" or value in set(By)},
        places=PLACES, month=given.get("month") or f"{day_of(seat.app.clock.now()):%Y-%m}",
    )  # fmt: skip


def _over(seat: Seat, kind: Kind, made: Made) -> list[str]:
    """What stands over the table, its days as pages write them."""
    if not made.head:
        return [seat.say(kind.table.words)]
    title, units, _, *more = above(made.table, made.lines, made.head)
    begin, end = made.head["from"], made.head["before"]
    days = seat.say(
        "{begin}起，{end}前", "from {begin}, before {end}", begin=seat.say.any(begin), end=seat.say.any(end)
    )
    return [seat.say(title), seat.say(units), days, *map(seat.say, more)]


@routes.get("/{name}/export")
def return_file(seat: TheSeat, name: Name, given: Given, kind: TheFormat) -> Response:
    """The same as a file."""
    made, say = _made(seat, name, given), seat.say
    over = [say(each) for each in above(made.table, made.lines, made.head)] if made.head else ()
    strong = frozenset(at for at, line in enumerate(made.lines) if line.get("sum"))
    return exported(seat, Content(made.table, dotted(made.lines), over, strong), kind)


def _made(seat: Seat, name: str, given: Mapping[str, str]) -> Made:
    """Make it of what the address says. Raises ``InvalidInput`` for what is no choice, ``NotPermitted``."""
    insider(seat.app, seat.actor)
    kind = KINDS[name]
    read = {**READ, "by": Class if name == "months" else By}
    wanted: dict[str, Any] = {}
    for key in kind.filters & given.keys():
        try:
            wanted[key] = read.get(key, str)(given[key])
        except ValueError:
            raise CHOICE.at(field=key) from None
    return kind.make(app=seat.app, caller=seat.caller, **wanted)
