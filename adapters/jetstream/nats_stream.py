"""A stream of a NATS server: sends without waiting, gives each answer a deadline, asks the leader where it ends."""

import asyncio
import json
from asyncio import Future, TimerHandle
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from typing import Any, Final

import structlog
from nats.aio.client import Client
from nats.aio.msg import Msg
from nats.errors import Error as NatsError
from nats.js import JetStreamContext
from nats.js.api import DiscardPolicy, RetentionPolicy, StorageType, StreamConfig
from nats.js.errors import APIError, NotFoundError

from adapters.jetstream.client import CarefulClient, turned_away
from adapters.jetstream.messages import DIGEST, ID, LARGEST, SUBJECTS, Message
from adapters.jetstream.stream import End, Lost, Missing, TurnedAway

DEADLINE: Final = 3.0
"""Seconds after which an answer counts as lost. nats-py's own ``publish_async`` knows none and would wait for ever."""
CONNECTING: Final = 5.0
STEADY: Final[Mapping[str, Any]] = {
    "max_reconnect_attempts": -1,
    "reconnect_time_wait": 0.1,
    "connect_timeout": 1,
    "ping_interval": 5,
    "pending_size": 0,
}
"""Once connected, the client finds its way back by itself, and meanwhile keeps nothing to send later."""
HEADERS: Final = 1024
"""Bytes that the headers of a message take at most."""
NO_MESSAGE: Final = 10037
"""NATS's code for a sequence at which there is nothing (any more)."""

log = structlog.get_logger(__name__)


class NatsStream:
    """The stream ``name`` on some servers of one cluster; connects when it is first asked. ``close`` it in the end.

    ``options`` are those of the client, as ``credentials`` makes them. ``window``: seconds for which NATS knows ids
    again, its own two minutes where none is given; nothing rests on it.
    """

    def __init__(
        self, servers: Sequence[str], name: str, replicas: int, options: Mapping[str, Any], window: float = 0
    ) -> None:
        self.name = name
        self._servers = list(servers)
        self._options = options
        self._replicas = replicas
        self._window = window
        self._client: Client | None = None
        self._inbox = ""
        self._sent = 0
        self._heard = ""
        self._doors = 0
        self._answers: dict[str, Future[int | Lost]] = {}

    async def end(self) -> End:
        """Its last message, as its leader says. Raises ``Missing``, ``Lost``."""
        jetstream = await self._jetstream()
        with self._lost():
            state = (await jetstream.stream_info(self.name)).state
            try:
                last = await jetstream.get_msg(self.name, state.last_seq) if state.messages else None
            except NotFoundError as error:
                if error.err_code != NO_MESSAGE:
                    raise
                last = None
        headers = (last and last.headers) or {}
        return End(state.last_seq, headers.get(ID, ""), headers.get(DIGEST, ""), (last and last.subject) or "")

    async def publish(self, message: Message) -> Future[int | Lost]:
        """Send without waiting for the answer."""
        loop = asyncio.get_running_loop()
        self._sent += 1
        inbox = f"{self._inbox}.{self._sent}"
        answer = self._answers[inbox] = loop.create_future()
        late = loop.call_later(DEADLINE, self._late, inbox)
        answer.add_done_callback(lambda _: self._forget(inbox, late))
        client = await self._connected()
        with self._lost():
            await client.publish(message.subject, message.body, inbox, dict(message.headers))
        return answer

    async def create(self, first: int) -> None:
        """Make it, so that its first message gets the sequence ``first``. Raises ``Lost``."""
        jetstream = await self._jetstream()
        configuration = StreamConfig(
            name=self.name,
            description="chufei: the feed, one message for each of its rows, at the same sequence",
            subjects=[SUBJECTS],
            retention=RetentionPolicy.LIMITS,
            discard=DiscardPolicy.NEW,
            storage=StorageType.FILE,
            num_replicas=self._replicas,
            duplicate_window=self._window,
            deny_delete=True,
            deny_purge=True,
            allow_direct=False,
            first_seq=first,
        )
        with self._lost():
            await jetstream.add_stream(configuration)

    async def close(self) -> None:
        """Let go of the servers."""
        client, self._client = self._client, None
        if client is not None:
            with suppress(NatsError, OSError):
                await asyncio.wait_for(client.close(), DEADLINE)

    async def _jetstream(self) -> JetStreamContext:
        return (await self._connected()).jetstream(timeout=DEADLINE)

    async def _connected(self) -> Client:
        """The client. Raises ``Lost``."""
        if self._client is not None and not self._client.is_closed:
            return self._client
        self._client = client = CarefulClient(self._servers, self._options)
        self._doors = len(self._servers)
        try:
            with self._lost():
                name = f"chufei relay {self.name}"
                connecting = client.connect(self._servers, name=name, error_cb=self._noted, **STEADY, **self._options)
                await asyncio.wait_for(connecting, CONNECTING)
                self._doors = 0
                self._inbox = client.new_inbox()
                await client.subscribe(f"{self._inbox}.*", cb=self._answered)
            if client.max_payload < LARGEST + HEADERS:
                msg = f"this NATS takes messages of {client.max_payload} bytes at most; max_payload must be 1 MB"
                raise Lost(msg)  # noqa: TRY301 - the client is let go below
        except Lost:
            await self.close()
            raise
        return client

    @contextmanager
    def _lost(self) -> Iterator[None]:
        """Tell what nats-py raises as what it means here."""
        try:
            yield
        except NotFoundError as error:
            raise Missing(_told(error)) from error
        except (NatsError, OSError) as error:
            raise Lost(self._unanswered() if isinstance(error, TimeoutError) else _told(error)) from error

    def _unanswered(self) -> str:
        """Who asks what he may not gets no answer; why, the server says beside."""
        return f"no answer from NATS{self._heard and f' ({self._heard})'}"

    async def _noted(self, error: Exception) -> None:
        """What the server says of the connection, or of what it forbids.

        nats-py would knock at the same doors for ever: turned away at as many as there are, we end its ``connect``.
        """
        self._heard = _told(error)
        log.info("nats", trouble=self._heard)
        if self._doors and turned_away(error):
            self._doors -= 1
            if not self._doors:
                raise TurnedAway(self._heard)

    async def _answered(self, message: Msg) -> None:
        self._answer(message.subject, _stored(message))

    def _forget(self, inbox: str, late: TimerHandle) -> None:
        late.cancel()
        self._answers.pop(inbox, None)

    def _late(self, inbox: str) -> None:
        self._answer(inbox, Lost(self._unanswered()))

    def _answer(self, inbox: str, stored: int | Lost) -> None:
        answer = self._answers.get(inbox)
        if answer is not None and not answer.done():
            answer.set_result(stored)


def _stored(message: Msg) -> int | Lost:
    """What the stream says to a message."""
    if not message.data:
        return Lost("nobody takes what is sent: no such stream, or no leader")
    said = json.loads(message.data)
    if "error" in said:
        return Lost(_told(APIError(**said["error"])))
    return int(said["seq"])


def _told(error: Exception) -> str:
    """An error of NATS: its kind, and what the server says. It knows numbers and names of streams, nothing more."""
    if isinstance(error, APIError):
        return f"{error.err_code or error.code or ''} {error.description or type(error).__name__}".strip()
    return f"{type(error).__name__} {error.strerror or ''}".strip() if isinstance(error, OSError) else str(error)
