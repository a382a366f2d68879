"""One lead's row of the ledger, for tests that look at nothing else."""

from sqlalchemy import Connection

from projections.ledger_rows import LedgerRow, ledger


def row_of(connection: Connection, lead: str) -> LedgerRow | None:
    """The row of a lead by its id."""
    return next((row for row in ledger(connection, limit=1_000).rows if row.lead == lead), None)
