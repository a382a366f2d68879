"""The keys of subjects, in a database of their own: destroying one leaves the log whole and its person unknowable."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from hashlib import blake2b, sha256
from secrets import token_bytes
from time import monotonic
from typing import Final, TypeAlias

from sqlalchemy import (
    Column,
    Engine,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    bindparam,
    event,
    func,
    select,
    update,
)

from adapters.faults import told_as_faults
from adapters.keys.cache import Cache
from adapters.store.engine import POSTGRESQL, SQLITE, open_engine, writing
from adapters.store.locks import Lock, alone
from projections.inserting import Inserting, inserting

METADATA: Final = MetaData()

KEYS: Final = Table(
    "keys",
    METADATA,
    Column("subject", Text, primary_key=True),
    Column("secret", LargeBinary, nullable=True, comment="256 bits; null once destroyed"),
    Column("destroyed", Integer, nullable=True, comment="1, 2, 3 … in the order of destruction"),
    Column("reason", Text, nullable=False, server_default="", comment="why it was destroyed"),
    Index("keys_destroyed", "destroyed", unique=True),
)

INDEX_SUBJECT: Final = "#index"
"""Under which the secret for keyed digests is kept; no person and no stream can have this name."""

_BYTES: Final = 32
_LOOK_AGAIN: Final = 1.0  # seconds until another process's destruction is noticed
_AT_ONCE: Final = 500  # subjects per query

_FIND: Final = select(KEYS.c.subject, KEYS.c.secret).where(KEYS.c.subject.in_(bindparam("subjects", expanding=True)))
_DESTRUCTIONS: Final = select(func.coalesce(func.max(KEYS.c.destroyed), 0))

Found = dict[str, bytes | None]
Draw: TypeAlias = Callable[[str], bytes]
"""Subject → its new key."""


def by_chance(_subject: str) -> bytes:
    """A key nobody can guess."""
    return token_bytes(_BYTES)


def out_of(seed: str) -> Draw:
    """Keys that anybody can make who knows the seed: for invented data alone, which is to be alike everywhere."""
    root = sha256(f"chufei synthetic keys|{seed}".encode()).digest()
    return lambda subject: blake2b(subject.encode(), key=root, digest_size=_BYTES).digest()


class Keys:
    """Made by ``open_keys``. May be used from any thread, and by several processes at once."""

    def __init__(self, engine: Engine, clock: Callable[[], float] = monotonic, draw: Draw = by_chance) -> None:
        self._engine = engine
        self._draw = draw
        self._clock = clock
        self._cache = Cache()
        self._destructions = 0
        self._looked = clock()

    def keys(self, subjects: Sequence[str], *, create: bool) -> Mapping[str, bytes | None]:
        """256-bit keys; None where a key was destroyed, none at all where it was never made.

        With ``create`` all are there, and durable when it returns.

        A key destroyed by another process may be given out for one second more. Raises ``StoreUnavailable``.
        """
        found, epoch = self.at_hand(subjects), self._cache.epoch
        unknown = [subject for subject in subjects if subject not in found]
        if unknown:
            stored = self._load(unknown)
            missing = [subject for subject in unknown if subject not in stored]
            if missing and create:
                stored |= self._create(missing)
            self._cache.put(stored, epoch)
            found |= stored
        return found

    def at_hand(self, subjects: Sequence[str]) -> dict[str, bytes | None]:
        """Those that can be given at once, without asking the database for them; None where destroyed.

        Raises ``StoreUnavailable`` where nobody can say what was destroyed meanwhile.
        """
        self._forget_the_destroyed()
        return self._cache.get(subjects)

    def destroy(self, subject: str, reason: str) -> None:
        """Forget a key for ever, also one that was never made; the reason of the first destruction stays.

        The file no longer holds the key when this returns; old backups, and PostgreSQL's write-ahead log until it is
        recycled, still do. Raises ``ValueError`` for the secret of keyed digests, which is nobody's.
        """
        if subject == INDEX_SUBJECT:
            msg = "the secret for keyed digests is nobody's: destroying it would free nobody and blind every index"
            raise ValueError(msg)
        with writing(self._engine) as connection:
            alone(connection, Lock.KEYS)
            connection.execute(self._insert().values(subject=subject).on_conflict_do_nothing())
            number = _DESTRUCTIONS.scalar_subquery() + 1
            alive = (KEYS.c.subject == subject) & KEYS.c.destroyed.is_(None)
            connection.execute(update(KEYS).where(alive).values(secret=None, destroyed=number, reason=reason))
        self._cache.clear()
        self._wipe()

    def is_new(self) -> bool:
        """Whether no key was ever made here."""
        with self._engine.connect() as connection:
            return connection.execute(select(KEYS.c.subject).limit(1)).first() is None

    def index_key(self) -> bytes:
        """The secret of this installation for keyed digests (command digests, blind indexes).

        Raises ``ValueError`` where it was destroyed, ``StoreUnavailable``.
        """
        secret = self.keys((INDEX_SUBJECT,), create=True)[INDEX_SUBJECT]
        if secret is None:
            msg = "the secret for keyed digests was destroyed"
            raise ValueError(msg)
        return secret

    def _load(self, subjects: Sequence[str]) -> Found:
        found: Found = {}
        with told_as_faults(), self._engine.connect() as connection:
            for start in range(0, len(subjects), _AT_ONCE):
                rows = connection.execute(_FIND, {"subjects": subjects[start : start + _AT_ONCE]})
                found |= {row.subject: row.secret for row in rows}
        return found

    def _create(self, subjects: Sequence[str]) -> Found:
        rows = [{"subject": subject, "secret": self._draw(subject)} for subject in subjects]
        with told_as_faults(), writing(self._engine) as connection:
            alone(connection, Lock.KEYS)
            connection.execute(self._insert().on_conflict_do_nothing(), rows)
        return self._load(subjects)  # whoever was first decided

    def _insert(self) -> Inserting:
        return inserting(KEYS, self._engine.dialect.name)

    def _forget_the_destroyed(self) -> None:
        now = self._clock()
        if now - self._looked < _LOOK_AGAIN:
            return
        with told_as_faults(), self._engine.connect() as connection:
            destructions = connection.execute(_DESTRUCTIONS).scalar_one()
        self._looked = now
        if destructions != self._destructions:
            self._destructions = destructions
            self._cache.clear()

    def _wipe(self) -> None:
        """Remove what the database keeps of a row's former content."""
        statement = "VACUUM keys" if self._engine.dialect.name == POSTGRESQL else "PRAGMA wal_checkpoint(TRUNCATE)"
        connection = self._engine.connect().execution_options(isolation_level="AUTOCOMMIT")
        with connection:
            connection.exec_driver_sql(statement)


@contextmanager
def open_keys(url: str, *, draw: Draw = by_chance) -> Iterator[Keys]:
    """Open the key store at a database URL, making its table when there is none. ``draw`` makes new keys."""
    engine = open_engine(url)
    if engine.dialect.name == SQLITE:
        event.listen(engine, "connect", _overwrite_what_is_deleted)
    try:
        with writing(engine) as connection:
            alone(connection, Lock.KEYS)
            METADATA.create_all(connection)
        yield Keys(engine, draw=draw)
    finally:
        engine.dispose()


def _overwrite_what_is_deleted(connection: object, _entry: object) -> None:
    connection.execute("PRAGMA secure_delete=ON").close()  # type: ignore[attr-defined]
