"""Commands over HTTP: the whole product behind ``chufei serve``, beside a bare FastAPI endpoint that checks nothing."""

import json
import sys
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from itertools import count
from pathlib import Path
from typing import Final

from sqlalchemy.engine import make_url

from api.app import App
from api.settings import Settings
from bench.databases import Databases
from bench.house import house, process, served
from bench.product import HANDLER, registration, reporting
from bench.results import Race, Table
from bench.size import Size
from bench.wire import CROWD, posting, sending
from workflows.scopes import Scope

AIM: Final = 1.5
WHOLE: Final = f"chufei in one process, {CROWD} at once"
PARTED: Final = f"chufei as api and worker, {CROWD} at once"
IN_THREADS: Final = f"bare def endpoint, {CROWD} at once"
ON_THE_LOOP: Final = f"bare async endpoint, {CROWD} at once"
KEYS: Final = count(1)


def run(databases: Databases, size: Size) -> list[Table]:
    """On PostgreSQL, where there is one: the bare endpoints have a pool of connections to it."""
    return [_on(kind, databases, size) for kind in databases.kinds if kind == "PostgreSQL"]


def _on(kind: str, databases: Databases, size: Size) -> Table:
    race = Race(f"Commands over HTTP, {kind}", "commands/s", size.rounds)
    with (
        databases.fresh(kind) as (ours, folder), databases.fresh(kind) as (parted, other),
        databases.fresh(kind) as (bare, _), ExitStack() as stack,
    ):  # fmt: skip
        plain = make_url(bare).set(drivername="postgresql").render_as_string(hide_password=False)
        least = stack.enter_context(process([sys.executable, "-m", "bench.bare", plain]))
        in_threads, on_the_loop = (posting(path, {})(ROW) for path in ("/def", "/async"))
        race.run(
            {
                WHOLE: sending(*_office(stack, ours, folder, ("all",)), size.seconds),
                PARTED: sending(*_office(stack, parted, other, ("worker", "api")), size.seconds),
                IN_THREADS: sending(least, [lambda: in_threads] * CROWD, size.seconds),
                ON_THE_LOOP: sending(least, [lambda: on_the_loop] * CROWD, size.seconds),
            }
        )
    race.ratio(f"api and worker ÷ bare def, {CROWD} at once", PARTED, IN_THREADS, aim=AIM)
    race.ratio(f"in one process ÷ bare def, {CROWD} at once", WHOLE, IN_THREADS)
    race.ratio(f"api and worker ÷ bare async, {CROWD} at once", PARTED, ON_THE_LOOP)
    return race.table


def _office(stack: ExitStack, url: str, folder: Path, parts: Sequence[str]) -> tuple[str, list[Callable[[], bytes]]]:
    """The address of a product in so many processes, the last of which answers, and what is sent there."""
    leads, token, settings = _prepared(url, folder, CROWD)
    *_, address = [stack.enter_context(served(settings, "--role", part)) for part in parts]
    return address, [_report(lead, token) for lead in leads]


def _prepared(url: str, folder: Path, many: int) -> tuple[list[str], str, Settings]:
    """Leads to report on, the token of the officer who does, and where they lie."""
    with house(url, folder) as app:
        return [_registered(app) for _ in range(many)], app.tokens.mint(HANDLER, Scope, days=1), app.settings


def _registered(app: App) -> str:
    made = registration(app.roster.actor(HANDLER), lambda: app.ids.new("lead"))
    app.do(made, app.roster.actor(HANDLER), channel="bench")
    return made.lead


def _report(lead: str, token: str) -> Callable[[], bytes]:
    """The same command as in ``commands``, as a program sends it: with a key of its own each time."""
    command = reporting(lead)
    form = {
        "rung": command.rung.value, "tests": [each.value for each in command.tests],
        "report": {"title": command.report.title, "reference": command.report.reference},
        "occurred": command.occurred.isoformat(),
    }  # fmt: skip
    body = json.dumps(form).encode()
    path = f"/v1/leads/{lead}/escalate"
    return lambda: posting(path, {"authorization": f"Bearer {token}", "idempotency-key": f"bench-{next(KEYS)}"})(body)


ROW: Final = json.dumps({"lead": "b0000001", "rung": "district", "report": "示例报告〔2022〕1号"}).encode()
"""What the bare endpoints write."""
