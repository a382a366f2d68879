"""Makes the tables of secrets, and lets nobody change what is on record."""

from typing import Final

from sqlalchemy import Engine, inspect

from adapters.identity.tables import METADATA, RECORD
from adapters.store.beside import make
from adapters.store.engine import POSTGRESQL, writing

_SQLITE: Final = (
    """create trigger if not exists identity_log_no_update before update on identity_log
begin select raise(abort, 'the record is append-only'); end""",
    """create trigger if not exists identity_log_no_delete before delete on identity_log
begin select raise(abort, 'the record is append-only'); end""",
    """create trigger if not exists identity_log_no_replace before insert on identity_log
when new.number <> (select coalesce(max(number), 0) + 1 from identity_log)
begin select raise(abort, 'the record is append-only: not the next number'); end""",
)
_POSTGRESQL: Final = (
    """create or replace function refuse_change_of_record() returns trigger language plpgsql as $$
begin raise exception 'the record is append-only' using errcode = 'integrity_constraint_violation'; end $$""",
    """create or replace trigger identity_log_no_change before update or delete on identity_log
for each row execute function refuse_change_of_record()""",
    """create or replace trigger identity_log_no_truncate before truncate on identity_log
for each statement execute function refuse_change_of_record()""",
    """alter table identity_log enable always trigger identity_log_no_change,
enable always trigger identity_log_no_truncate""",
)


def prepare(engine: Engine) -> None:
    """Make what is missing. Several processes may call it at once; one makes, the others wait."""
    with engine.connect() as connection:
        if inspect(connection).has_table(RECORD.name):
            return
    with writing(engine) as connection:
        make(connection, METADATA)
        for each in _POSTGRESQL if connection.dialect.name == POSTGRESQL else _SQLITE:
            connection.exec_driver_sql(each)
