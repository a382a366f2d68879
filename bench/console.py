"""Pages of the console as a browser asks for them: the ledger however long it is, and a lead with a very long story."""

import asyncio
from contextlib import ExitStack
from pathlib import Path
from typing import Any, Final

from api.app import App
from bench.databases import Databases
from bench.histories import ours
from bench.house import house, served
from bench.pages import fill
from bench.product import store_history
from bench.results import Race, Table
from bench.size import Size
from bench.wire import sending, visiting
from workflows.identity.shapes import Attempt

READER: Final = "qj-01"
CROWD: Final = 8
LARGE: Final = 100_000
STORY: Final = 10_000
"""Events of one lead."""
AIM: Final = 1.5
LEDGER_MS: Final = 150.0
LEAD_MS: Final = 300.0
LEAD: Final = "l1"


def run(databases: Databases, size: Size) -> list[Table]:
    """One table for each kind of database."""
    return [_on(kind, databases, size) for kind in databases.kinds]


def _on(kind: str, databases: Databases, size: Size) -> Table:
    race = Race(f"Pages of the console, {kind}", "pages/s", size.rounds)
    short, long = size.ledgers[0], min(LARGE, size.ledgers[1])
    story = STORY if long == LARGE else size.histories[-1]
    with ExitStack() as stack:
        competitors = {}
        for leads in (short, long):
            url, folder = stack.enter_context(databases.fresh(kind))
            address, cookie = _served(stack, url, folder, leads, story)
            page = visiting("/ledger", cookie)
            competitors[f"ledger, {leads:,} leads"] = sending(address, [page], size.seconds)
            competitors[f"ledger, {leads:,} leads, {CROWD} at once"] = sending(address, [page] * CROWD, size.seconds)
        lead = visiting(f"/leads/{LEAD}", cookie)
        competitors[f"a lead, {story:,} events"] = sending(address, [lead], size.seconds)
        race.run(competitors)
    large, small = (f"ledger, {leads:,} leads" for leads in (long, short))
    race.longer(f"ledger, p95: {long:,} leads ÷ {short:,}", large, small, "p95", AIM)
    race.time(f"ledger, p95, {long:,} leads", large, "p95", LEDGER_MS)
    race.time(f"a lead, p95, {story:,} events", f"a lead, {story:,} events", "p95", LEAD_MS)
    return race.table


def _served(stack: ExitStack, url: str, folder: Path, leads: int, story: int) -> tuple[str, str]:
    """The address of a console over so many leads, and the cookie of somebody who signed in."""
    with house(url, folder) as app:
        models: Any = app.read_models
        asyncio.run(store_history(app.store, f"lead/{LEAD}", ours(story), at_once=100))  # type: ignore[arg-type] # it is a store
        models.catch_up()
        fill(models, leads)
        cookie, settings = cookie_of(app), app.settings
    return stack.enter_context(served(settings)), cookie


def cookie_of(app: App) -> str:
    """Of a reader who signed in."""
    once = app.identity.credentials.give_one_time(READER, "")
    attempt = Attempt(account=READER, password=once, code="", address="127.0.0.1", browser="")
    came = app.identity.door.sign_in(attempt)
    session = app.identity.door.change_password(came.session, attempt, "measured-and-forgotten")
    return f"chufei-session={session.token}"
