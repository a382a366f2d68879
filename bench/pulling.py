"""The feed pulled over HTTP by one client, from a server of its own process: events a second, shown and withheld."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from itertools import cycle
from pathlib import Path
from typing import Any, Final

from adapters.feeds.tables import FEED
from adapters.store.engine import open_engine, writing
from bench.databases import Databases
from bench.house import house, served
from bench.results import Race, Table
from bench.size import Size
from bench.wire import getting, sending
from domain.lead.stage import Stage
from projections.feeds.envelope import Outgoing, finished
from projections.feeds.events.intake import Moved
from workflows.scopes import Scope

AIM: Final = 80_000
PAGE: Final = 1_000
SHOWN: Final = "jd-01"
"""An officer of the street in which every lead of this feed lies."""
NOT_SHOWN: Final = "scjg-01"
READERS: Final = {"events shown": SHOWN, "stubs of withheld events": NOT_SHOWN}
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
    events: int

    def pages_for(self, account: str) -> Callable[[], bytes]:
        """Asks for page after page, from the beginning again after the last."""
        afters = range(0, self.events, PAGE)
        token = self.tokens[account]
        return cycle([getting(f"/v1/feed?after={after}&limit={PAGE}", token) for after in afters]).__next__


def run(databases: Databases, size: Size) -> list[Table]:
    """One table for each kind of database."""
    return [_on(kind, databases, size) for kind in databases.kinds]


def _on(kind: str, databases: Databases, size: Size) -> Table:
    race = Race(f"The feed pulled in pages of {PAGE}, {kind}", "events a second", size.rounds)
    events = max(size.events // PAGE, 2) * PAGE
    with databases.fresh(kind) as (url, folder), door(url, folder, events, READERS.values()) as opened:
        asked = {name: [opened.pages_for(account)] for name, account in READERS.items()}
        race.run({name: sending(opened.address, pages, size.seconds, PAGE) for name, pages in asked.items()})
    for name in READERS:
        race.rate(f"{name} readable a second", name, "a second", AIM)
    return race.table


@contextmanager
def door(url: str, folder: Path, events: int, readers: Iterable[str]) -> Iterator[Door]:
    """A served feed of so many events, and tokens for these accounts."""
    with house(url, folder) as app:
        tokens = {each: app.tokens.mint(each, [Scope.FEED], days=1) for each in readers}
        epoch, settings = app.feed.epoch, app.settings
    engine = open_engine(url)
    with writing(engine) as connection:
        connection.execute(FEED.insert(), [_row(epoch, sequence) for sequence in range(1, events + 1)])
    engine.dispose()
    with served(settings) as address:
        yield Door(address, tokens, events)


def _row(epoch: str, sequence: int) -> dict[str, Any]:
    out = Outgoing(MOVED, "lead", "/offices/370104014", WHEN, WHEN, sequence, "lead/lead", "370104014", "370104014")
    body = finished(out, epoch, sequence)
    return {
        "sequence": sequence, "position": 0, "type": out.type, "stream": out.stream, "lead": out.lead,
        "office": out.office, "division": out.division, "was_office": "", "was_division": "", "addressee": "",
        "recorded_at": 0, "body": body, "digest": sha256(body).hexdigest(),
    }  # fmt: skip
