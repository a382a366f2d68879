"""The library's way to a read model: its ``ProjectionRunner`` keeps one ledger, in its own recorder for PostgreSQL."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import singledispatchmethod
from typing import Any, Final
from uuid import UUID

from eventsourcing.application import Application
from eventsourcing.persistence import Tracking
from eventsourcing.postgres import PostgresTrackingRecorder
from eventsourcing.projection import Projection, ProjectionRunner
from psycopg.sql import SQL, Identifier

from bench.histories import theirs

PATIENCE: Final = 600.0
TEXTS: Final = (
    "number", "office", "organ", "unit", "stage", "grade", "grade_reasons", "officers", "paper", "place", "seen",
    "said", "photos", "evidence", "evidence_place", "signed", "signer", "opinion", "conclusion", "expert", "source",
    "identity", "representative", "registered_place", "division", "address", "building", "industry", "scheme",
    "pretext", "features", "areas", "handler", "transfer", "remark", "merged_into",
)  # fmt: skip
"""As wide as the risk ledger; what the library's lead does not tell stays empty."""
NUMBERS: Final = ("score", "participants", "amount_fen", "registered_at", "updated_at", "updated_position")


class Leads(Application[UUID]):
    """The library's application that the leads are saved in."""


class Ledger(PostgresTrackingRecorder):
    """One row a lead; each change in one transaction with the position, as the library's manual has it."""

    def __init__(self, datastore: Any, **given: Any) -> None:  # noqa: ANN401 - the library's own parameters
        super().__init__(datastore, **given)
        self._ledger = SQL("{}.{}").format(Identifier(self.datastore.schema), Identifier("ledger"))
        columns = [SQL("{} text not null default ''").format(Identifier(name)) for name in TEXTS]
        columns += [SQL("{} bigint").format(Identifier(name)) for name in NUMBERS]
        self.sql_create_statements.append(
            SQL("create table if not exists {} (lead text primary key, {})").format(
                self._ledger, SQL(", ").join(columns)
            )
        )

    def put(self, lead: UUID, tracking: Tracking, **values: object) -> None:
        """Give the row of a lead these values."""
        names = [*values, "updated_position"]
        upsert = SQL("insert into {} (lead, {}) values ({}) on conflict (lead) do update set {}").format(
            self._ledger,
            SQL(", ").join(map(Identifier, names)),
            SQL(", ").join([SQL("%s")] * (len(names) + 1)),
            SQL(", ").join(SQL("{0} = excluded.{0}").format(Identifier(name)) for name in names),
        )
        with self.datastore.transaction(commit=True) as cursor:
            self._insert_tracking(cursor, tracking)
            cursor.execute(upsert, (str(lead), *values.values(), tracking.notification_id))

    def forget(self) -> None:
        """As if nothing had been read."""
        with self.datastore.transaction(commit=True) as cursor:
            tracking = SQL("{}.{}").format(Identifier(self.datastore.schema), Identifier(self.tracking_table_name))
            cursor.execute(SQL("truncate {}").format(self._ledger))
            kept = self.table_migration_identifier  # without that row the library takes its table for one of before
            cursor.execute(SQL("delete from {} where application_name <> %s").format(tracking), (kept,))


class LedgerProjection(Projection[Ledger]):
    """What each event changes."""

    name = "ledger"

    @singledispatchmethod
    def process_event(self, event: Any, tracking: Tracking) -> None:  # noqa: ANN401, D102 - the library's signature
        told = {name: value for name, value in vars(event).items() if name in WRITTEN}
        values = {WRITTEN[name]: "、".join(value) if isinstance(value, list) else value for name, value in told.items()}
        self.view.put(event.originator_id, tracking, **values)


WRITTEN: Final = {
    "number": "number", "office": "office", "organ": "organ", "unit": "unit", "stage": "stage", "officers": "officers",
    "paper": "paper", "place": "place", "seen": "seen", "said": "said", "photos": "photos", "grade": "grade",
    "reasons": "grade_reasons", "score": "score", "matter": "signed", "signer": "signer", "opinion": "opinion",
    "conclusion": "conclusion", "participants": "participants", "description": "evidence",
}  # fmt: skip
"""Field of an event → the column it is kept in."""


@contextmanager
def library_ledger(environment: dict[str, str], leads: int, many: int) -> Iterator[tuple[Callable[[], None], int]]:
    """How to read everything anew into the ledger, and how many events that is: so many leads with so many events."""
    application = Leads(environment)
    last = 0
    for _ in range(leads):
        last = application.save(theirs(many))[-1].notification.id
    application.close()

    def read() -> None:
        with ProjectionRunner(
            application_class=Leads, projection_class=LedgerProjection, view_class=Ledger, env=environment
        ) as runner:
            runner.wait(last, timeout=PATIENCE)
            runner.projection.view.forget()

    yield read, leads * many
