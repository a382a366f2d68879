"""Writes the page of figures: how to run them, what they mean, the last ones, and what missed its aim."""

from collections.abc import Iterable, Iterator
from typing import Final

from bench.results import Figure, Ratio, Results, Table

HUNDRED: Final = 100
HEAD: Final = """# Speed

Written by `make bench` from `bench/last.json`; do not edit.

## How to run

```sh
make bench                              # everything, about ten minutes, on a quiet machine
python -m bench commands verifying      # some of it
python -m bench --quick                 # only to see that it runs; keeps nothing
```

PostgreSQL is started from the system's own binaries; without them only SQLite is measured. Nothing is tuned: both
databases are as durable as they are shipped (`fsync` on, SQLite with `synchronous=FULL`).

## How to read it

A figure alone says more about the machine than about the program. So everything is a ratio within one run: competitors
take turns, round after round, and the ratio is taken round by round; the table gives the median of the rounds and, in
brackets, the least and the greatest. p50 and p99 are the times of single acts (one command, one fold of the whole
history, one pass over the log).

"""

WHAT: Final = {
    "commands": (
        "Commands",
        """\
**Guarded command** is `Service.handle` with `Escalate` on leads that do not depend on each other: permission, guards,
decision, encoding, hashes, one durable append. **Registration** is `RegisterLead`: the same, and a key is made for the
person, seven texts are sealed, and a gap-free number is drawn from the one series of the district, so that each waits
for the one before. **Prepared rows** are rows like those of the guarded command, encoded and hashed before the
clock starts, given to the writer: all that is left is the database. **Library's recorder** is the one the eventsourcing
library brings for this database (text ids, one event a call, a connection for each thread but 60 at most), which
checks and hashes nothing. **Plain insert** is one `INSERT` and one commit by the bare driver.""",
    ),
    "folding": (
        "Fold",
        """\
A lead under inquiry, from the bytes that lie in the log to its state: our codec and `evolve`, beside the same story
told with the library's default aggregate (decorated methods, JSON). Ours carries personal texts that are sealed; the
library's are plain. Masked is how whoever is not entitled reads; opened means that every text is decrypted.""",
    ),
    "loading": (
        "Load",
        """\
The same two histories through the database, beside the library's recorder and repository (no cache, no snapshots on
either side). Ours is `Store.past` and fold, as the service loads a lead for a decision: the events masked, and the hash
they end with. The whole tail is `Store.tail` and fold: every personal text opened, and who did it, why and when.""",
    ),
    "verifying": (
        "Proof",
        """\
`chufei verify` (every stored byte hashed again, both chains, the table of commands held against the log) beside a
loop that reads every column of the events through the bare driver and hashes them once.""",
    ),
    "reading": (
        "Read your own writes",
        """\
One writer; a thread of the same process keeps risk ledger and transfer register. How long after the answer to a
command its effect can be read, and how long it takes from sending the command.""",
    ),
    "rebuilding": (
        "Rebuild",
        """\
`chufei rebuild` over a synthetic year of 2,000 leads: every event is read and opened once, all read models of the
product (ledger, registers, statistics, index of subjects) react to it, and their tables are filled beside
the live ones and swapped in. The library's `ProjectionRunner` keeps one ledger as wide as the risk ledger, in its own
recorder for PostgreSQL, one transaction an event, from a log whose leads have ten events each and no sealed texts. Its
recorder for SQLite cannot be subscribed to: no figure there.""",
    ),
    "pages": (
        "Pages of the ledger",
        """\
`ledger(…)`, the query behind `chufei ledger list`, for the first fifty rows: in the order of registration, and those of
one street at one stage. The rows are written straight into the live table and multiplied there by SQL, because a
million leads through the service take hours; p95 of the large ledger over the small one.""",
    ),
    "http": (
        "Commands over HTTP",
        """\
The guarded command of above, as a program sends it over kept connections, each request with its own idempotency key
and a bearer token: read, checked, judged, decided, hashed, stored durably, and answered with what it left. **In one
process** is `chufei serve`, with the followers of all read models and of the feed beside it; **api and worker** are
two, as in production, and the followers run too. **Bare endpoints** are the least that FastAPI can do for a durable
write: one body checked, one pooled connection, one `INSERT`, one commit, no rule, no order, no hash, no idempotency;
`def` in the thread pool, `async` on the loop. All are served by uvicorn with the same HTTP parser, on one machine with
client and database.""",
    ),
    "console": (
        "Pages of the console",
        """\
`GET /ledger` and `GET /leads/…` of `chufei serve` as a browser asks for them: session looked at, powers of the day,
rights in the query, the page rendered and compressed; by one browser, and by eight at once. The rows of the ledgers are
made as those of *Pages of the ledger*. Every visit of the lead is a recorded read of personal data, and the whole story
is read and told anew each time; the page shows the last 200 events.""",
    ),
    "board": (
        "The supervisor's board",
        """\
`GET /board` of `chufei serve`: a whole district, every chart counted anew each time. The rows are those of *Pages of
the ledger*; each lead has two or three stages behind it, one in ten was suspended for a while, and of none did anybody
say the business, so that it is read from words. Times are those of the machine as busy as it was: see the load.""",
    ),
    "streaming": (
        "The feed followed",
        """\
Readers of `/v1/feed/stream` at once, each from the first event to the last; a reader who misses or doubles one makes
the figure void. Server, readers and database share one machine.""",
    ),
    "pulling": (
        "The feed pulled",
        """\
`GET /v1/feed` in pages of 1,000 from `chufei serve`, by one client over one kept connection, from the first page to the
last and again; by a reader who is shown every event, and by one who is shown none of them and gets stubs.""",
    ),
    "beside": (
        "Read during a rebuild",
        """\
One reader asks for the first page of the ledger, page after page, while another process builds all read models anew,
swap included, as a worker or `chufei rebuild` does beside a server. Reader, rebuild and database share one machine.""",
    ),
    "relaying": (
        "Feed on NATS",
        """\
One writer, who waits for each event: from the answer to a command until a consumer in the same process has the event
from NATS, through the feed (a thread beside the writer) and `chufei relay` (another process). Beside it the round trip
of one bare message of 512 bytes and its answer, by the same client on the same server: one node that writes every
message to disk before it answers (`sync_interval: always`). Events come in a flow; the first after a quiet spell waits
up to 50 ms more, until the relay looks.""",
    ),
}
"""Benchmark → title, and what is measured."""


def page(results: Results) -> str:
    """The whole page."""
    return HEAD + "\n".join([*_machine(results), *_missed(results), *_sections(results)])


def _machine(results: Results) -> Iterator[str]:
    yield "## Where\n"
    yield from _rows(("", ""), results.machine.items())
    yield ""


def _missed(results: Results) -> Iterator[str]:
    yield "## What missed\n"
    aimed = [(table, each) for table in _tables(results) for each in table.ratios if each.aim is not None]
    missed = [(table, each) for table, each in aimed if each.missed]
    yield f"{len(missed)} of {len(aimed)} aims.\n"
    if missed:
        rows = ((table.title, each.name, _value(each), _aim(each)) for table, each in missed)
        yield from _rows(("where", "what", "measured", "aim"), rows)
        yield ""


def _sections(results: Results) -> Iterator[str]:
    for name, (title, text) in WHAT.items():
        if name in results.tables:
            yield f"## {title}\n"
            yield f"{text}\n"
            yield f"Last run: {results.days[name]}.\n"
            for table in results.tables[name]:
                yield from _table(table)


def _table(table: Table) -> Iterator[str]:
    yield f"### {table.title}\n"
    yield from _rows(("", table.unit, "p50 ms", "p99 ms"), map(_figure, table.figures))
    yield ""
    marks = {True: "missed", False: "reached"}
    rows = (
        (each.name, _value(each), _aim(each), "" if each.aim is None else marks[each.missed]) for each in table.ratios
    )
    yield from _rows(("ratio", "measured", "aim", ""), rows)
    yield ""


def _tables(results: Results) -> Iterator[Table]:
    for name in WHAT:
        yield from results.tables.get(name, [])


def _rows(heading: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    yield f"| {' | '.join(heading)} |"
    yield "|---" * len(heading) + "|"
    for row in rows:
        yield f"| {' | '.join(row)} |"


def _figure(figure: Figure) -> tuple[str, ...]:
    return figure.name, f"{figure.rate:,.0f}", _milliseconds(figure.p50), _milliseconds(figure.p99)


def _milliseconds(time: float) -> str:
    """Three digits that matter, and never an exponent."""
    return f"{time:,.0f}" if time >= HUNDRED else f"{time:.3g}"


def _value(ratio: Ratio) -> str:
    if ratio.unit == "ms":
        return f"{ratio.value:.1f} ms (p99 {ratio.greatest:.1f})"
    if ratio.unit != "×":
        return f"{ratio.value:,.0f} {ratio.unit} ({ratio.least:,.0f} – {ratio.greatest:,.0f})"
    return f"{ratio.value:.2f} × ({ratio.least:.2f} – {ratio.greatest:.2f})"


def _aim(ratio: Ratio) -> str:
    if ratio.aim is None:
        return ""
    return f"{'≤' if ratio.less else '≥'} {ratio.aim:,g} {ratio.unit}"
