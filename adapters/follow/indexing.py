"""Gives the tables of a read model their indexes once they are filled: kept up, these cost more than the rows."""

from adapters.follow.registry import Standing, indexes, lock_tables, standing_at
from adapters.store.store import Store


def index(store: Store, standing: Standing) -> None:
    """Make the indexes of a generation, each in a transaction of its own: on SQLite whoever writes waits for it."""
    for each in indexes(standing):
        with store.writing() as connection:
            lock_tables(connection)
            if standing_at(connection, standing.projection, standing.generation) is None:
                return  # somebody else has brought it to an end
            connection.execute(each)
