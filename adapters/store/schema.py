"""Makes the tables and their guards, once, whoever comes first; refuses a layout it does not know."""

import re
from importlib.resources import files
from typing import Final

from sqlalchemy import Connection, Engine, func, inspect, select

from adapters.store.engine import POSTGRESQL, writing
from adapters.store.locks import Lock, alone
from adapters.store.tables import METADATA, SCHEMA
from domain.errors import StoreUnavailable
from domain.words import Words

VERSION: Final = 1
UTF8: Final = "UTF8"
"""As PostgreSQL calls it."""

POSTGRESQL_SCRIPTS: Final = ("guards_postgresql.sql", "append.sql")
_SQLITE_SCRIPT: Final = "guards_sqlite.sql"
_TRIGGERS: Final = re.compile(r"^create trigger if not exists (\w+)", re.MULTILINE)


def create_schema(engine: Engine) -> None:
    """Make what is missing. Several processes may call it at once; one makes, the others wait.

    Raises ``StoreUnavailable`` when the database was laid out by a newer version of this software, or is not in UTF-8.
    """
    _check_encoding(engine)
    if _version(engine) == VERSION:
        return
    with writing(engine) as connection:
        alone(connection, Lock.SCHEMA)
        if not inspect(connection).has_table(SCHEMA.name):
            lay_out(connection)
            connection.execute(SCHEMA.insert().values(version=VERSION))
    found = _version(engine)
    if found != VERSION:
        raise StoreUnavailable(_UNKNOWN_LAYOUT.fill(found=found, known=VERSION))


def _check_encoding(engine: Engine) -> None:
    """Names and sentences are Chinese; a PostgreSQL in another encoding cannot hold them all, or spoils them."""
    if engine.dialect.name != POSTGRESQL:
        return
    with engine.connect() as connection, connection.begin():
        found = connection.exec_driver_sql("select current_setting('server_encoding')").scalar_one()
    if found != UTF8:
        raise StoreUnavailable(_NOT_UTF8.fill(found=found))


def _version(engine: Engine) -> int | None:
    with engine.connect() as connection:
        if not inspect(connection).has_table(SCHEMA.name):
            return None
        return connection.execute(select(func.max(SCHEMA.c.version))).scalar()


def lay_out(connection: Connection) -> None:
    """The tables and their guards, in an empty database."""
    METADATA.create_all(connection)
    _install_guards(connection)


def restore_guards(engine: Engine) -> None:
    """Put back the triggers and functions of the log, whether they are missing, changed or switched off.

    What was put there by others stays, and so do the tables as they are.
    """
    with writing(engine) as connection:
        alone(connection, Lock.SCHEMA)
        _install_guards(connection)


def _install_guards(connection: Connection) -> None:
    for name in POSTGRESQL_SCRIPTS if connection.dialect.name == POSTGRESQL else (_SQLITE_SCRIPT,):
        put(connection, script(name))


def put(connection: Connection, guards: str) -> None:
    """Run a script of guards; those that are there give way to it. On SQLite one statement per paragraph."""
    if connection.dialect.name == POSTGRESQL:
        connection.exec_driver_sql(guards)
        return
    for name in _TRIGGERS.findall(guards):
        connection.exec_driver_sql(f"drop trigger if exists {name}")
    for paragraph in guards.split("\n\n"):
        if not all(line.startswith("--") for line in paragraph.splitlines()):
            connection.exec_driver_sql(paragraph)


def script(name: str, folder: str = "adapters.store") -> str:
    """A script of this folder, or of another one."""
    return files(folder).joinpath(name).read_text(encoding="utf-8")


_NOT_UTF8: Final = Words(
    "数据库的编码是 {found}，须为 UTF8；请新建数据库：createdb --encoding=UTF8 --template=template0 …",
    "The database is encoded in {found}; it must be UTF8. Make one by createdb --encoding=UTF8 --template=template0 …",
)
_UNKNOWN_LAYOUT: Final = Words(
    "数据库的表结构版本是 {found}，本软件只认识 {known}；请使用更新的软件版本。",
    "The database has layout version {found}; this software knows {known}. Use a newer version of the software.",
)
