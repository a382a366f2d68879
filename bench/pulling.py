"""The feed pulled over HTTP by one client, from a server of its own process: events a second, shown and withheld."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from http.client import HTTPConnection
from pathlib import Path
from typing import Any, Final

from adapters.feeds.tables import FEED
from adapters.store.engine import open_engine, writing
from bench.databases import Databases
from bench.house import house, served
from bench.measure import Sample, alone
from bench.results import Race, Ratio, Table
from bench.size import Size
from domain.lead.stage import Stage
from projections.feeds.envelope import Outgoing, finished
from projections.feeds.events.intake import Moved
from workflows.scopes import Scope

AIM: Final = 80_000
PAGE: Final = 1_000
SHOWN: Final = "jd-01"
"""An officer of the street in which every lead of this feed lies."""
NOT_SHOWN: Final = "scjg-01"
WHEN: Final = datetime(2024, 3, 1, 2, 0, tzinfo=UTC)
MOVED: Final = Moved(
    number="370104-2024-0001", office="370104014", division="370104014", stage=Stage.VERIFYING, move="M04",
    from_=Stage.REGISTERED, to=Stage.VERIFYING, since=WHEN.date(),
)  # fmt: skip


@dataclass(frozen=True)
class Door:
    """A server with a feed, and tokens to read it."""

    address: str
    tokens: dict[str, str]
    pages: int

    def puller(self, account: str) -> Callable[[], None]:
        """Reads the next page, from the beginning again after the last."""
        connection = HTTPConnection(self.address)
        headers = {"authorization": f"Bearer {self.tokens[account]}"}
        place = 0

        def pull() -> None:
            nonlocal place
            connection.request("GET", f"/v1/feed?after={place * PAGE}&limit={PAGE}", headers=headers)
            answer = connection.getresponse()
            body = answer.read()
            assert answer.status == 200, body  # noqa: PLR2004, S101 - a figure without the events is none
            place = (place + 1) % self.pages

        return pull


def run(databases: Databases, size: Size) -> list[Table]:
    """One table for each kind of database."""
    return [_on(kind, databases, size) for kind in databases.kinds]


def _on(kind: str, databases: Databases, size: Size) -> Table:
    race = Race(f"The feed pulled in pages of {PAGE}, {kind}", "events a second", size.rounds)
    with databases.fresh(kind) as (url, folder), door(url, folder, max(size.events // PAGE, 2) * PAGE) as opened:
        race.run({
            "events shown": _competitor(opened, SHOWN, size.seconds),
            "stubs of withheld events": _competitor(opened, NOT_SHOWN, size.seconds),
        })  # fmt: skip
    for figure in race.table.figures:
        rate = figure.rate
        race.table.ratios.append(Ratio(f"{figure.name} readable a second", rate, rate, rate, AIM, unit="a second"))
    return race.table


def _competitor(opened: Door, account: str, seconds: float) -> Callable[[], Sample]:
    return lambda: alone(opened.puller(account), seconds, weight=PAGE)


@contextmanager
def door(url: str, folder: Path, events: int) -> Iterator[Door]:
    """A served feed of so many events."""
    with house(url, folder) as app:
        tokens = {each: app.tokens.mint(each, [Scope.FEED], days=1) for each in (SHOWN, NOT_SHOWN)}
        epoch, settings = app.feed.epoch, app.settings
    engine = open_engine(url)
    with writing(engine) as connection:
        connection.execute(FEED.insert(), [_row(epoch, sequence) for sequence in range(1, events + 1)])
    engine.dispose()
    with served(settings) as address:
        yield Door(address.removeprefix("http://"), tokens, events // PAGE)


def _row(epoch: str, sequence: int) -> dict[str, Any]:
    out = Outgoing(MOVED, "lead", "/offices/370104014", WHEN, WHEN, sequence, "lead/lead", "370104014", "370104014")
    body = finished(out, epoch, sequence)
    return {
        "sequence": sequence, "position": 0, "type": out.type, "stream": out.stream, "lead": out.lead,
        "office": out.office, "division": out.division, "was_office": "", "was_division": "", "addressee": "",
        "recorded_at": 0, "body": body, "digest": sha256(body).hexdigest(),
    }  # fmt: skip
