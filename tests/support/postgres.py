"""A real PostgreSQL for the suites, started from the system's own binaries on a free loopback port.

Ask for it through fixtures (``tests/conftest.py``):

``postgres_url``          a fresh database for one test, as ``postgresql+psycopg://…``
``postgres_module_url``   the same for one module
``database_url``          parametrised: the test runs once on a SQLite file and once on PostgreSQL
"""

import os
import pwd
import re
import secrets
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TypedDict

import psycopg

OLDEST: Final = 15
PLACES: Final = ("usr/lib/postgresql/*/bin", "usr/pgsql-*/bin")
UNPRIVILEGED: Final = ("postgres", "nobody")
OWNER: Final = "chufei"
SECONDS_TO_START: Final = 60
SECONDS_TO_STOP: Final = 30
WARDEN: Final = """
read -r well_ended && exit
kill -INT "$(head -n 1 data/postmaster.pid)"
for try in $(seq 300); do [ -e data/postmaster.pid ] || break; sleep 0.1; done
rm -rf "$PWD"
"""
"""Waits for a word through its standard input. Where that closes without one, whoever started it was killed."""


class ServerFailedError(Exception):
    """The server ended or did not answer; the text is its log."""


class Identity(TypedDict, total=False):
    """How ``subprocess`` is told whom to run as; empty when we may run the server ourselves."""

    user: int
    group: int
    extra_groups: Sequence[int]


@dataclass(frozen=True, slots=True)
class Server:
    """A running server. ``password`` is the owner's, made for this run."""

    port: int
    password: str

    def url(self, database: str) -> str:
        """The address of one database, as SQLAlchemy reads it."""
        return f"postgresql+psycopg://{OWNER}:{self.password}@127.0.0.1:{self.port}/{database}"

    def execute(self, statement: str) -> None:
        """Run one statement outside any transaction. Raises ``psycopg.OperationalError`` where nobody answers."""
        where = {"host": "127.0.0.1", "port": self.port, "user": OWNER, "password": self.password}
        with psycopg.connect(**where, dbname="postgres", autocommit=True, connect_timeout=5) as connection:  # type: ignore[arg-type] # a mapping of mixed values
            connection.execute(statement.encode())

    @contextmanager
    def database(self, made: str = "") -> Iterator[str]:
        """Lend a fresh, empty database, ``made`` how; yields its address and drops it, whoever is still connected."""
        name = f"t{secrets.token_hex(6)}"
        self.execute(f"CREATE DATABASE {name} {made}")
        try:
            yield self.url(name)
        finally:
            self.execute(f"DROP DATABASE {name} WITH (FORCE)")


def binaries() -> Path | None:
    """The folder of the newest server that is new enough, from PATH or where systems install it."""
    on_path = [Path(found).resolve().parent for name in ("initdb", "postgres") if (found := shutil.which(name))]
    folders = {*on_path, *(folder for place in PLACES for folder in Path("/").glob(place))}
    whole = [folder for folder in folders if (folder / "initdb").exists() and (folder / "postgres").exists()]
    newest = max(whole, key=_version, default=None)
    return newest if newest and _version(newest) >= OLDEST else None


def _version(folder: Path) -> int:
    told = subprocess.run([folder / "postgres", "--version"], check=True, capture_output=True, text=True).stdout
    found = re.search(r"\d+", told)
    return int(found[0]) if found else 0


def _identity(folder: Path) -> Identity:
    """PostgreSQL refuses to run as root: give the folder to someone without privileges, and run as that one."""
    if os.geteuid() != 0:
        return {}
    known = {entry.pw_name: entry for entry in pwd.getpwall()}
    someone = next(known[name] for name in UNPRIVILEGED if name in known)
    os.chown(folder, someone.pw_uid, someone.pw_gid)
    return {"user": someone.pw_uid, "group": someone.pw_gid, "extra_groups": []}


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port: int = listener.getsockname()[1]
        return port


def _initialise(programs: Path, folder: Path, password: str, identity: Identity) -> None:
    secret = folder / "password"
    secret.write_text(password, encoding="utf-8")
    secret.chmod(0o644)  # the folder itself is closed to others
    options = ("-D", "data", "-U", OWNER, "--pwfile", "password", "-A", "scram-sha-256", "--no-sync")
    command = [str(programs / "initdb"), *options, "--encoding=UTF8", "--locale=C.UTF-8"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, **identity)
    if done.returncode:
        raise ServerFailedError(done.stdout + done.stderr)


def _wait_until_it_answers(server: Server, process: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + SECONDS_TO_START
    while process.poll() is None and time.monotonic() < deadline:
        try:
            return server.execute("SELECT 1")
        except psycopg.OperationalError:
            time.sleep(0.05)
    raise ServerFailedError(log.read_text(encoding="utf-8"))


def _stop(process: subprocess.Popen[bytes]) -> None:
    process.send_signal(signal.SIGINT)  # fast shutdown: ends sessions, then leaves in order
    try:
        process.wait(SECONDS_TO_STOP)
    except subprocess.TimeoutExpired:
        process.send_signal(signal.SIGQUIT)
        process.wait(SECONDS_TO_STOP)


@contextmanager
def _warded(folder: Path) -> Iterator[None]:
    """Have the server in this folder stopped and the folder removed even if this very process is killed."""
    warden = subprocess.Popen(
        ["sh", "-c", WARDEN],
        cwd=folder,
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,  # not to be killed together with this one
    )
    try:
        yield
    finally:
        warden.communicate(b"well ended\n")


@contextmanager
def serving(programs: Path) -> Iterator[Server]:
    """Run a server for as long as the block lasts, then remove every trace of it.

    Locale C.UTF-8, encoding UTF8, fsync as shipped (on). Raises ``ServerFailedError``.
    """
    with tempfile.TemporaryDirectory(prefix="chufei-postgres-") as name, _warded(Path(name)):
        folder = Path(name)
        identity = _identity(folder)
        server = Server(_free_port(), secrets.token_hex(16))
        _initialise(programs, folder, server.password, identity)
        settings = ("listen_addresses=127.0.0.1", "unix_socket_directories=", "max_connections=200")
        command = [str(programs / "postgres"), "-D", "data", "-p", str(server.port)]
        command += [part for setting in settings for part in ("-c", setting)]
        log = folder / "log"
        with log.open("wb") as output:
            process = subprocess.Popen(
                command, cwd=folder, stdout=output, stderr=output, start_new_session=True, **identity
            )
        try:
            _wait_until_it_answers(server, process, log)
            yield server
        finally:
            _stop(process)
