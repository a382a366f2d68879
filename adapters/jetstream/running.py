"""A relay as a program: it begins, gives signs of life, and ends by a signal when what is under way has landed."""

import asyncio
import re
import signal
from asyncio import create_task, get_running_loop
from contextlib import suppress
from pathlib import Path
from typing import Final

import structlog
from sqlalchemy import Engine

from adapters.faults import described
from adapters.jetstream.credentials import credentials, servers
from adapters.jetstream.nats_stream import NatsStream
from adapters.jetstream.relay import PATIENCE, Relay
from adapters.jetstream.standing import Standing
from adapters.jetstream.stream import Source
from domain.errors import Diverged
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


def relay(
    engine: Engine,
    feed: Source,
    clock: Clock,
    url: str,
    *,
    stream: str,
    replicas: int = 1,
    login: Path | None = None,
    rebuild: bool = False,
    first: int = 1,
    once: bool = False,
) -> int:
    """Put the feed on the bus until told to end, or with ``once`` all there is; gives the last sequence of the stream.

    A stream that never was is made; one that is gone only with ``rebuild``, so that nobody floods a wrong bus. It
    begins at ``first``. Raises ``InvalidInput``, ``Diverged``, ``BusUnavailable``. Only in the main thread.
    """
    _check(stream, replicas, first, feed.head() + 1)
    nats = NatsStream(servers(url), stream, replicas, credentials(login))
    standing = Standing(engine, stream, clock)
    create = first if rebuild or not standing.known else 0
    relay = Relay(feed, nats, create=create, told=standing.told, patience=PATIENCE)
    return asyncio.run(_run(relay, nats, standing, once=once))


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
    beating = create_task(_beat(standing))
    parted = ""
    try:
        return await relay.run(once=once)
    except Diverged as error:
        parted = error.code
        log.error("the relay stops: a person must look", code=error.code, why=error.detail.en)  # noqa: TRY400 - no mistake of ours
        raise
    finally:
        beating.cancel()
        with suppress(asyncio.CancelledError):
            await beating
        await nats.close()
        standing.end(parted)


async def _beat(standing: Standing) -> None:
    """Tell how it is, for ever; also while the database is away."""
    while True:
        try:
            await asyncio.to_thread(standing.beat)
        except Exception as error:  # noqa: BLE001 - a sign of life must not end the life
            log.warning("no sign of life could be given", trouble=described(error))
        await asyncio.sleep(BEAT)
