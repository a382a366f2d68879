"""The supervisor's board: how much longer it takes over a large ledger than over a small one."""

from contextlib import ExitStack
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, Select, insert, literal, select, text

from adapters.follow.followers import Followers
from adapters.follow.registry import Standing, live
from adapters.store.engine import POSTGRESQL, writing
from bench.console import cookie_of
from bench.databases import Databases
from bench.house import house, served
from bench.pages import fill
from bench.results import Race, Table
from bench.size import Size
from bench.wire import sending, visiting
from domain.lead.stage import Stage
from projections.acts import ACTS, ROWS, Act
from projections.risk_ledger import LEADS, LEDGER
from projections.stage_times import STEPS, TIMES

AIM: Final = 12.0
AIM_MS: Final = 1_000.0
LARGE: Final = 100_000
DAY: Final = 86_400_000_000
"""In µs."""
HELD: Final = "%5"
"""Numbers of the leads that were suspended for a while."""
COLUMNS: Final = ("lead", "stage", "at", "position", "move", "moved", "turn")
GONE: Final = (Stage.CLOSED.value, Stage.ARCHIVED.value)


def run(databases: Databases, size: Size) -> list[Table]:
    """One table for each kind of database."""
    return [_on(kind, databases, size) for kind in databases.kinds]


def _on(kind: str, databases: Databases, size: Size) -> Table:
    race = Race(f"The supervisor's board, {kind}", "pages/s", size.rounds)
    short, long = size.ledgers[0], min(LARGE, size.ledgers[1])
    with ExitStack() as stack:
        competitors = {}
        for leads in (short, long):
            url, folder = stack.enter_context(databases.fresh(kind))
            with house(url, folder) as app:
                models: Any = app.read_models
                models.catch_up()
                fill(models, leads)
                remember(models)
                cookie, settings = cookie_of(app), app.settings
            address = stack.enter_context(served(settings))
            competitors[f"board, {leads:,} leads"] = sending(address, [visiting("/board", cookie)], size.seconds)
        race.run(competitors)
    large, small = (f"board, {leads:,} leads" for leads in (long, short))
    race.longer(f"p95: {long:,} leads ÷ {short:,}", large, small, "p95", AIM)
    race.time(f"p95, {long:,} leads", large, "p95", AIM_MS)
    return race.table


def remember(models: Followers) -> None:
    """Where the leads of a ledger have been, for those that a bench put there: some steps, acts and a suspension."""
    engine = models.store.engine
    with writing(engine) as connection:
        acts, ledger, times = sorted(live(connection, [LEDGER, TIMES, ACTS]), key=lambda each: each.projection.name)
        _steps(connection, ledger, times)
        _acts(connection, ledger, acts)
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("vacuum analyze" if engine.name == POSTGRESQL else "analyze"))  # as it does by itself


def _steps(connection: Connection, ledger: Standing, times: Standing) -> None:
    leads, steps = ledger.tables[LEADS.table], times.tables[STEPS.table]
    came = leads.c.registered_at

    def step(
        position: int, stage: ColumnElement[str], days: int, moved: int = 1, turn: int = 0
    ) -> Select[Any]:  # fmt: skip
        fixed = {"position": position, "move": "M01", "moved": moved, "turn": turn}
        return select(leads.c.lead, stage, (came + days * DAY).label("at"),
                      *(literal(value).label(name) for name, value in fixed.items()))  # fmt: skip

    held = leads.c.number.like(HELD)
    for each in (
        step(1, literal(Stage.REGISTERED.value), 0), step(2, literal(Stage.VERIFYING.value), 3),
        step(3, leads.c.stage, 30).where(leads.c.stage != Stage.VERIFYING.value),
        step(4, leads.c.stage, 40, 0, 1).where(held), step(5, leads.c.stage, 50, 0, -1).where(held),
    ):  # fmt: skip
        connection.execute(insert(steps).from_select(COLUMNS, each))


def _acts(connection: Connection, ledger: Standing, acts: Standing) -> None:
    leads, rows = ledger.tables[LEADS.table], acts.tables[ROWS.table]
    for position, act, days, gone in ((1, Act.REGISTERED, 0, False), (3, Act.CLOSED, 30, True)):
        done = select(leads.c.lead, literal(position), literal(act.value), leads.c.registered_at + days * DAY)
        chosen = done.where(leads.c.stage.in_(GONE)) if gone else done
        connection.execute(insert(rows).from_select(["lead", "position", "act", "at"], chosen))
