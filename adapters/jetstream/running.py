"""A relay as a program: it begins, gives signs of life, and ends by a signal when what is under way has landed."""

import asyncio
import re
import signal
from asyncio import create_task, get_running_loop
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import structlog
from sqlalchemy import Engine

from adapters.faults import described
from adapters.jetstream.credentials import credentials, servers
from adapters.jetstream.nats_stream import NatsStream
from adapters.jetstream.relay import PATIENCE, Relay
from adapters.jetstream.standing import Standing, forget
from adapters.jetstream.stream import Source
from domain.errors import Diverged, NotFound
from domain.values.mistake import Mistake
from domain.words import Words
from workflows.ports import Clock

BEAT: Final = 1.0
"""Seconds between two looks at what there is to tell."""
REPLICAS: Final = (1, 3, 5)
NAME: Final = re.compile(r"[A-Za-z0-9_-]{1,64}")
ENDINGS: Final = (signal.SIGINT, signal.SIGTERM)

NO_NAME: Final = Mistake(
    "input.relay.stream",
    Words("不能作消息流的名称", "no stream can be called so"),
    Words("用字母、数字、连字符、下划线，最多 64 个", "letters, digits, hyphens and underscores, 64 at most"),
)
NOT_SO_MANY: Final = Mistake(
    "input.relay.replicas",
    Words("NATS 不支持这样的份数", "NATS keeps no such number of copies"),
    Words("写 1、3 或 5，不多于 NATS 的台数", "name 1, 3 or 5, no more than there are servers"),
)
NO_SUCH_ROW: Final = Mistake(
    "input.relay.first",
    Words("事件流还没有到这个编号", "the feed has not come to that row"),
    Words("写 1 到事件流末号加一之间的编号", "name a sequence from 1 to the one behind the last"),
)

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Relaying:
    """The way of a feed onto NATS."""

    engine: Engine
    feed: Source
    clock: Clock

    def run(
        self,
        url: str,
        *,
        stream: str,
        replicas: int = 1,
        login: Path | None = None,
        rebuild: bool = False,
        first: int = 1,
        once: bool = False,
    ) -> int:
        """Relay until told to end, or with ``once`` all there is; gives the last sequence of the stream.

        A stream that never was is made; one that is gone only with ``rebuild``, so that nobody floods a wrong bus. It
        begins at ``first``. Raises ``InvalidInput``, ``Diverged``, ``BusUnavailable``. Only in the main thread.
        """
        _check(stream, replicas, first, self.feed.head() + 1)
        nats = NatsStream(servers(url), stream, replicas, credentials(login))
        standing = Standing(self.engine, stream, self.clock)
        create = first if rebuild or not standing.known else 0
        relay = Relay(self.feed, nats, create=create, told=standing.told, patience=PATIENCE)
        return asyncio.run(_run(relay, nats, standing, once=once))

    def forget(self, stream: str) -> None:
        """No longer tell of a stream: nobody relays to it any more. Raises ``NotFound`` (``relay.unknown``)."""
        if not forget(self.engine, stream):
            raise NotFound(_UNKNOWN.fill(stream=stream), code="relay.unknown")


def _check(stream: str, replicas: int, first: int, last: int) -> None:
    """Raise ``InvalidInput`` for the first that cannot be."""
    asked = (
        ("--stream", NAME.fullmatch(stream), NO_NAME),
        ("--replicas", replicas in REPLICAS, NOT_SO_MANY),
        ("--first", 1 <= first <= last, NO_SUCH_ROW),
    )
    for flag, right, mistake in asked:
        if not right:
            raise mistake.at(flag)


async def _run(relay: Relay, nats: NatsStream, standing: Standing, *, once: bool) -> int:
    for each in ENDINGS:
        get_running_loop().add_signal_handler(each, relay.stop)
    over = asyncio.Event()
    beating = create_task(_beat(standing, over))
    parted = ""
    try:
        return await relay.run(once=once)
    except Diverged as error:
        parted = error.code
        log.error("the relay stops: a person must look", code=error.code, why=error.detail.en)  # noqa: TRY400 - no mistake of ours
        raise
    finally:
        over.set()
        await beating
        await nats.close()
        await _told(lambda: standing.end(parted))


async def _beat(standing: Standing, over: asyncio.Event) -> None:
    """Tell how it is until it is over."""
    while not over.is_set():
        await _told(standing.beat)
        with suppress(TimeoutError):
            await asyncio.wait_for(over.wait(), BEAT)


async def _told(tell: Callable[[], None]) -> None:
    """Tell the database something; where it is away, nobody can be told through it, and work goes on."""
    try:
        await asyncio.to_thread(tell)
    except Exception as error:  # noqa: BLE001 - a sign of life must not end the life
        log.warning("no sign of life could be given", trouble=described(error))


_UNKNOWN: Final = Words("没有往消息流 {stream} 送过", "nothing was ever put on stream {stream}")
