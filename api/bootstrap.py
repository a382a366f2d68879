"""The composition root: the one place that knows which adapter stands behind which port."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from functools import partial
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from adapters.backup import copy_folder
from adapters.blobs.store import Blobs
from adapters.blobs.verify import verify
from adapters.clock import SystemClock
from adapters.digest import command_digest, derived
from adapters.directory import StreamRoster
from adapters.duplicates import IndexedDuplicates, print_digest
from adapters.faults import told_as_faults
from adapters.feeds.follower import filling
from adapters.feeds.guards import restore_guards
from adapters.feeds.reading import StoredFeed, open_feed
from adapters.filters import FileFilters
from adapters.follow.followers import Followers
from adapters.identity.identity import Identity, open_identity
from adapters.ids import RandomIds
from adapters.jetstream.running import Relaying
from adapters.jetstream.standing import relays
from adapters.jobs.book import JobBook
from adapters.keys.store import Keys, by_chance, open_keys, out_of
from adapters.pictures.redrawing import redrawn
from adapters.pinyin import initials
from adapters.rulebook import StreamRulebook
from adapters.store.registry import catalogue
from adapters.store.sealing import derived as derived_nonces
from adapters.store.sealing import drawn
from adapters.store.store import Store, open_store
from adapters.webhooks.destinations import Destinations
from adapters.webhooks.subscriptions import Send
from adapters.webhooks.webhooks import Webhooks
from adapters.workbooks.reading import read_sheets
from adapters.workbooks.writing import write_listings
from api.app import App
from api.feed_rights import FeedRights
from api.loop import Loop, running_loop
from api.settings import DATABASE_URL, KEYS, LOG, Settings
from domain.actor import Actor
from domain.errors import InvalidInput, KeysMissing
from domain.procedure import Act
from domain.words import Words
from projections.feeds.feed import FeedRow
from projections.feeds.view import seen
from projections.registry import read_models
from projections.subject_file import SubjectFiles
from projections.subjects import Subjects
from workflows.divisions.loader import office_list
from workflows.law.build import register
from workflows.ports import Clock, Duplicates, OfficeRules, Roster
from workflows.service import Request, Service

__all__ = ["bootstrap", "copied", "make_folder"]


@contextmanager
def bootstrap(
    settings: Settings, *, clock: Clock | None = None, keyless: bool = False, synthetic: str = ""
) -> Iterator[App]:
    """Put the product together for as long as the block lasts; makes the data folder and the tables when missing.

    ``clock`` is the machine's own unless a story is told in another time; the rest as for ``_sealed_log``. Raises
    ``StoreUnavailable`` where the database does not answer or is of a newer version.
    """
    clock = clock or SystemClock()
    with told_as_faults(), running_loop() as loop, ExitStack() as stack:
        keys, store = stack.enter_context(_sealed_log(settings, clock, keyless=keyless, synthetic=synthetic))
        secret, roster = keys.index_key(), StreamRoster(store, clock, settings.data)
        (subjects, files), rules = _subjects(secret), StreamRulebook(store, clock)
        models = stack.enter_context(_following(store, subjects, files, clock))
        service = _service(store, roster, clock, IndexedDuplicates(models, subjects), secret)
        feed, send = stack.enter_context(open_feed(store)), partial(_noted, service, loop)
        yield App(
            settings=settings,
            store=store,
            roster=roster,
            office_rules=rules,
            clock=clock,
            ids=RandomIds(),
            service=service,
            loop=loop,
            read_models=models,
            subject_files=files,
            subjects=subjects,
            verify=partial(verify, store.engine),
            restore_guards=partial(restore_guards, store.engine),
            derive=partial(derived, secret),
            read_sheets=read_sheets,
            write_listings=write_listings,
            redraw=redrawn,
            blobs=Blobs(store.engine, keys, clock),
            jobs=JobBook(store.engine, keys, clock),
            filters=FileFilters(settings.filters),
            feed=feed,
            feeding=stack.enter_context(filling(store, feed, clock)),
            feed_rights=FeedRights(service, store, clock, RandomIds()),
            identity=_identity(settings, store, keys, clock, roster=roster, office_rules=rules),
            webhooks=stack.enter_context(_calling(settings, models, feed, keys, clock, roster=roster, send=send)),
            relaying=Relaying(store.engine, feed, clock),
            areas=office_list(_content(settings.divisions)),
        )


def _subjects(secret: bytes) -> tuple[Subjects, SubjectFiles]:
    """The index of subjects and their files, which know each other by digests of this installation."""
    subjects = Subjects(print_digest(secret))
    return subjects, SubjectFiles(subjects.digest)


@contextmanager
def _following(store: Store, subjects: Subjects, files: SubjectFiles, clock: Clock) -> Iterator[Followers]:
    """What people read, kept up with the log, and beside it how far the relays are."""
    with Followers(store, read_models(subjects, files, initials), clock=clock) as models:
        models.beside(partial(relays, store.engine, clock))
        yield models


def _identity(
    settings: Settings, store: Store, keys: Keys, clock: Clock, *, roster: Roster, office_rules: OfficeRules
) -> Identity:
    """How people and programs prove who they are."""
    return open_identity(
        store.engine,
        clock=clock,
        roster=roster,
        office_rules=office_rules,
        keys=keys,
        derive=partial(derived, keys.index_key()),
        at=settings.provider,
    )


def _service(store: Store, roster: Roster, clock: Clock, duplicates: Duplicates, secret: bytes) -> Service:
    """The one write path, under the law register and by the version that are installed here."""
    return Service(
        store=store,
        roster=roster,
        clock=clock,
        duplicates=duplicates,
        digest=command_digest(secret),
        law=register().digest,
        software=version("chufei"),
    )


@contextmanager
def _calling(
    settings: Settings, models: Followers, feed: StoredFeed, keys: Keys, clock: Clock, *, roster: Roster, send: Send
) -> Iterator[Webhooks]:
    """Who is called when the feed grows, under the list of hosts of this installation; nobody after the block."""
    destinations = Destinations.read(settings.webhook_hosts, loopback=settings.webhook_loopback)
    render = partial(_rendered, feed.epoch, roster)
    webhooks = Webhooks(models, feed, render, keys=keys, clock=clock, destinations=destinations, send=send)
    try:
        yield webhooks
    finally:
        webhooks.stop()


def _rendered(epoch: str, roster: Roster, row: FeedRow, account: str) -> bytes:
    """A row as an account is shown it by its rights of this moment. Raises ``NotFound`` (``actor.unknown``)."""
    return seen(row, roster.actor(account), epoch)


def _noted(service: Service, loop: Loop, command: Act, actor: Actor, command_id: str) -> int:
    """Put on record what a receiver made known."""
    request = Request(command=command, actor=actor, command_id=command_id, channel="webhook")
    return loop.run(service.handle(request)).last


def _content(path: Path) -> bytes | None:
    """What a file holds that need not be there."""
    return path.read_bytes() if path.exists() else None


@contextmanager
def _sealed_log(settings: Settings, clock: Clock, *, keyless: bool, synthetic: str) -> Iterator[tuple[Keys, Store]]:
    """The log with the keys that seal it, in its folder.

    ``keyless`` is for a proof, which opens nothing: whoever holds a log without its keys can prove it. ``synthetic`` is
    a seed out of which invented data is sealed alike on every machine: it protects nobody, and is for an empty log with
    an empty store of keys alone. Raises ``KeysMissing`` where a log stands without the keys that sealed it,
    ``InvalidInput`` (``input.synthetic.occupied``).
    """
    make_folder(settings.data)
    draw, nonces = (out_of(synthetic), derived_nonces) if synthetic else (by_chance, drawn)
    with (
        _no_keys() if keyless else open_keys(settings.keys_url, draw=draw) as keys,
        open_store(settings.database_url, catalogue=catalogue(), keys=keys, clock=clock, nonces=nonces) as store,
    ):
        if synthetic and (store.head() or not keys.is_new()):
            raise _occupied()
        if keys.is_new() and store.head() and not keyless:
            raise KeysMissing(_KEYS_MISSING.fill(head=store.head()))
        yield keys, store


@contextmanager
def _no_keys() -> Iterator[Keys]:
    """A store of keys that is forgotten: the true one is neither needed nor made."""
    with TemporaryDirectory() as nowhere, open_keys(f"sqlite:///{nowhere}/keys.db") as keys:
        yield keys


def _occupied() -> InvalidInput:
    return InvalidInput(
        DATABASE_URL,
        Words(
            "这里已有日志或密钥；合成数据的密钥可以推算，不得混用",
            "there is a log or a key already; keys of invented data can be worked out and must not be mixed in",
        ),
        way_out=Words("换一个空的文件夹、空的数据库和空的密钥库", "name an empty folder, database and store of keys"),
        code="input.synthetic.occupied",
    )


def copied(settings: Settings, into: Path) -> list[str]:
    """Copy a data folder while others work in it, under the names by which it is found; what is there afterwards."""
    return copy_folder(settings.data, {LOG: settings.database_url, KEYS: settings.keys_url}, into)


def make_folder(folder: Path) -> None:
    """For whoever runs the program alone; a folder that is there keeps the mode that somebody gave it."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)


_KEYS_MISSING: Final = Words(
    "日志已有 {head} 条事件，但密钥库是空的：请把原来的 keys.db 放回数据文件夹，或用 CHUFEI_KEYS_URL 指明密钥库",
    "the log holds {head} events, but the store of keys is empty: put its keys.db back, or name it by CHUFEI_KEYS_URL",
)
