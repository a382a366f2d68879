"""Brings the feed onto the bus so that the sequences of stream and feed are the same, whatever dies on the way.

Every message says which message must be the last before it (compare and append): it is stored there or nowhere. So
nobody needs to remember how far it is, two relays at once can only collide, and after any trouble the one question is
where the stream ends. Nothing is ever mended by publishing: where the stream holds what the feed does not, a person is
called.
"""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Sequence
from random import uniform
from time import monotonic
from typing import Final, TypeAlias

import structlog

from adapters.faults import described
from adapters.jetstream.messages import message_of, subject_of
from adapters.jetstream.stream import End, Lost, Missing, Source, Stream, TurnedAway
from domain.errors import BusUnavailable, Diverged, StreamMissing
from domain.words import Words
from projections.feeds.envelope import id_of
from projections.feeds.feed import FeedRow

WINDOW: Final = 128
"""Messages under way at once."""
PAGE: Final = 256
"""Rows read at once."""
QUICK: Final = 0.002
SLOW: Final = 1.0
"""Seconds between two looks for new rows, from right after some came to a quiet night."""
FIRST_PAUSE: Final = 0.05
LONGEST_PAUSE: Final = 2.0
PATIENCE: Final = 30.0
"""Seconds without progress after which ``once`` gives up, and after which a stream that is not found is missing.

A cluster that has just been started finds its streams late.
"""

Flying: TypeAlias = deque[tuple[int, asyncio.Future[int | Lost]]]
"""Sequences under way and their answers, the oldest first."""

log = structlog.get_logger(__name__)


class Relay:
    """Relays one feed to one stream. Where that is not there it is made once, to begin at ``create``; not if that is 0.

    ``told`` hears how far the stream is and what stands in the way, whenever that changes.
    """

    def __init__(
        self,
        feed: Source,
        stream: Stream,
        *,
        create: int = 0,
        told: Callable[[int, str], None] = lambda *_: None,
        patience: float = PATIENCE,
        rest: Callable[[float], Awaitable[object]] = asyncio.sleep,
    ) -> None:
        self._feed = feed
        self._stream = stream
        self._create = create
        self._told = told
        self._patience = patience
        self._rest = rest
        self._ending = False
        self._let_in = False
        self._trouble = ""
        self._troubled = 0.0
        self._pause = FIRST_PAUSE
        self.position = 0

    def stop(self) -> None:
        """End when what is under way has landed."""
        self._ending = True

    async def run(self, *, once: bool = False) -> int:
        """Relay until stopped, or with ``once`` until the stream holds all there is; gives its last sequence.

        Raises ``Diverged``, ``StreamMissing``; ``BusUnavailable`` with ``once``, or where it is turned away before it
        was ever let in: later somebody may be changing the login just now.
        """
        while not self._ending:
            try:
                return await self._follow(await self._resync(), once=once)
            except Diverged:
                raise
            except Exception as error:  # noqa: BLE001 - whatever it is passes, or somebody reads it in health
                self._ill(error, once=once)
            await self._rest(uniform(0.5, 1.5) * self._pause)  # noqa: S311 - two relays must not collide in step
            self._pause = min(2 * self._pause, LONGEST_PAUSE)
        return self.position

    def _ill(self, error: Exception, *, once: bool) -> None:
        """Tell the trouble; raise where it has lasted too long."""
        trouble, now = _trouble(error), monotonic()
        self._troubled = self._troubled or now
        if trouble != self._trouble:  # an outage is one line, however long it is
            log.warning("the relay stands still", stream=self._stream.name, at=self.position, trouble=trouble)
        self._trouble = trouble
        self._told(self.position, trouble)
        if isinstance(error, TurnedAway) and (once or not self._let_in):
            raise BusUnavailable(_TURNED_AWAY.fill(trouble=trouble)) from error
        if now - self._troubled < self._patience:
            return
        if isinstance(error, Missing):
            raise StreamMissing(_MISSING.fill(stream=self._stream.name)) from error
        if once:
            raise BusUnavailable(_UNAVAILABLE.fill(trouble=trouble)) from error

    def _well(self, position: int) -> None:
        """Everything up to ``position`` is there."""
        self.position, self._trouble, self._troubled, self._pause = position, "", 0.0, FIRST_PAUSE
        self._told(position, "")

    async def _resync(self) -> End:
        """Where to go on: where the stream ends, once it is certain that it is ours."""
        try:
            end = await self._stream.end()
        except Missing:
            if not self._create:
                raise
            await self._stream.create(self._create)
            end = await self._stream.end()
        self._create, self._let_in = 0, True
        expected = id_of(self._feed.epoch, end.sequence)
        if end.message_id not in {"", expected}:
            raise Diverged(_FOREIGN.fill(stream=self._stream.name, found=end.message_id, expected=expected))
        await self._rows(end)
        self.position = end.sequence
        return end

    async def _rows(self, end: End, limit: int = 0) -> Sequence[FeedRow]:
        """The rows behind ``end``, read together with the row at it: it must still be what the stream ends with.

        A database that is replaced under our feet is noticed with the next page.
        """
        if not end.sequence:
            return await asyncio.to_thread(self._feed.read, 0, limit) if limit else ()
        same, *rows = await asyncio.to_thread(self._feed.read, end.sequence - 1, limit + 1) or (None,)
        if same is None or same.sequence != end.sequence:
            head = await asyncio.to_thread(self._feed.head)
            raise Diverged(_LONGER.fill(stream=self._stream.name, end=end.sequence, head=head))
        if end.digest and same.digest != end.digest:
            raise Diverged(_OTHER.fill(stream=self._stream.name, sequence=end.sequence))
        if end.subject and end.subject != subject_of(same):
            raise Diverged(_SUBJECTS.fill(stream=self._stream.name, subject=end.subject, now=subject_of(same)))
        return rows

    async def _follow(self, end: End, *, once: bool) -> int:
        """Go on from ``end``. Whatever is raised, what was under way is forgotten: only the stream knows of it."""
        flying: Flying = deque()
        try:
            return await self._fly(flying, end, once=once)
        finally:
            for _, answer in flying:
                answer.cancel()

    async def _fly(self, flying: Flying, end: End, *, once: bool) -> int:
        """Keep the window full until there is nothing more to do."""
        waiting: deque[FeedRow] = deque()
        while True:
            if not waiting and not self._ending:
                waiting.extend(await self._rows(end, PAGE))
            while waiting and len(flying) < WINDOW and not self._ending:
                message = message_of(waiting.popleft(), self._feed.epoch, self._stream.name)
                flying.append((message.sequence, await self._stream.publish(message)))
                end = End(message.sequence, digest=message.digest)
            if flying:
                await self._land(flying)
                continue
            self._well(end.sequence)
            if once or self._ending:
                return self.position
            await self._news(end.sequence)

    async def _news(self, after: int) -> None:
        """Wait for rows behind ``after``, some seconds at most; look often at first, as events come in a flow."""
        pause = QUICK
        while pause < SLOW and not self._ending and not await asyncio.to_thread(self._feed.wait, after, pause):
            pause *= 1.25

    async def _land(self, flying: Flying) -> None:
        """Wait for the oldest message under way, and take with it those behind that are stored by then, in order."""
        await flying[0][1]
        while flying and flying[0][1].done():
            sequence, answer = flying.popleft()
            stored = answer.result()
            if isinstance(stored, Lost):
                raise stored
            if stored != sequence:
                raise Diverged(_ELSEWHERE.fill(stream=self._stream.name, sequence=sequence, stored=stored))
            self._well(sequence)


def _trouble(error: Exception) -> str:
    """What a page of health may show: our own words, and of all others nothing that may quote a row."""
    return str(error) if isinstance(error, Lost) else described(error)


_FOREIGN: Final = Words(
    "消息流 {stream} 的末条是 {found}，应为 {expected}：它装的不是本系统的事件流",
    "stream {stream} ends with {found} instead of {expected}: it holds another feed",
)
_LONGER: Final = Words(
    "消息流 {stream} 已到第 {end} 号，事件流只到第 {head} 号：数据库可能被恢复到较早的备份",
    "stream {stream} is at {end}, the feed at {head}: the database was restored to an older backup",
)
_OTHER: Final = Words(
    "消息流 {stream} 第 {sequence} 号与事件流同号内容不同：数据库可能被恢复或改写",
    "message {sequence} of stream {stream} is not row {sequence} of the feed: the database was restored or rewritten",
)
_SUBJECTS: Final = Words(
    "消息流 {stream} 末条的主题是 {subject}，现在的写法是 {now}：由 NATS 管理员删去这个消息流，"
    "再加 --rebuild-stream 按原编号重建",
    "stream {stream} ends at subject {subject}, which is now {now}: let the operators of NATS delete the stream, then "
    "add --rebuild-stream, which makes it again with the same sequences",
)
_ELSEWHERE: Final = Words(
    "消息流 {stream} 把第 {sequence} 号存成了第 {stored} 号",
    "stream {stream} stored message {sequence} at {stored}",
)
_MISSING: Final = Words(
    "没有消息流 {stream}，而它曾经有过：确认连的是正确的 NATS 后，加 --rebuild-stream 按原编号重建",
    "there is no stream {stream}, although there was one: make sure that this is the right NATS, then add "
    "--rebuild-stream, which makes it again with the same sequences",
)
_TURNED_AWAY: Final = Words(
    "NATS 不让中继登录，或证书不可信：{trouble}。检查 --credentials 所指的文件（用户、密钥、ca）和地址；不会自动再试",
    "NATS turns the relay away, or its certificate is not believed: {trouble}. Look at the file that --credentials "
    "names (user, key, ca) and at the address; it is not tried again by itself",
)
_UNAVAILABLE: Final = Words("消息总线连不上或不能用：{trouble}", "NATS cannot be reached or used: {trouble}")
