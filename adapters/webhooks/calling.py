"""One call of one receiver: a POST to the address that was looked at, bounded in everything, and its outcome."""

import asyncio
import ssl
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager, suppress
from datetime import timedelta
from enum import Enum
from typing import Final, NamedTuple

import httpx2

from adapters.webhooks.destinations import Destinations
from adapters.webhooks.patience import asked_for
from domain.errors import InvalidInput
from domain.values.endpoint import Endpoint
from workflows.ports import Clock

ENOUGH: Final = 15.0
"""Seconds for a whole call, until its status is there."""
CONNECT: Final = 5.0
LINGER: Final = 1.0
"""Seconds for the rest of an answer, which nobody looks at, so that the connection can be used again."""
LARGEST_ANSWER: Final = 16_384
HEADERS: Final = {"content-type": "application/cloudevents+json", "user-agent": "chufei"}


class Verdict(Enum):
    """What an answer means."""

    TAKEN = "taken"
    GONE = "gone"
    FAILED = "failed"


class Answer(NamedTuple):
    """What came of a call: ``told`` is a status or a kind of trouble, never a text of the receiver."""

    verdict: Verdict
    told: str
    wait: timedelta = timedelta()


TROUBLES: Final[tuple[tuple[type[Exception], str], ...]] = (
    (InvalidInput, "refused"),
    (TimeoutError, "timeout"),
    (httpx2.TimeoutException, "timeout"),
    (httpx2.ConnectError, "no connection"),
    (httpx2.HTTPError, "connection lost"),
    (ssl.SSLError, "no connection"),
    (OSError, "no connection"),
)
"""What is told of a call that got no answer; the first that fits."""


class Line:
    """A connection to one receiver, kept for as long as there is something to tell it; nobody else calls over it."""

    def __init__(self, http: httpx2.AsyncClient, destinations: Destinations, clock: Clock) -> None:
        self._http = http
        self._destinations = destinations
        self._clock = clock

    async def call(self, url: str, headers: Mapping[str, str], body: bytes) -> Answer:
        """Call once. Never raises for anything the receiver or the network does."""
        try:
            async with asyncio.timeout(ENOUGH):
                response = await self._send(url, headers, body)
        except tuple(kind for kind, _ in TROUBLES) as trouble:
            told = next(told for kind, told in TROUBLES if isinstance(trouble, kind))
            return Answer(Verdict.FAILED, trouble.code if isinstance(trouble, InvalidInput) else told)
        await _hang_up(response)
        return self._answer(response)

    async def _send(self, url: str, headers: Mapping[str, str], body: bytes) -> httpx2.Response:
        """To the very address that was looked at; certificate and ``Host`` are those of the name."""
        endpoint = Endpoint.parse(url)
        address = await self._destinations.address(endpoint)
        at = f"[{address}]" if ":" in address else address
        request = self._http.build_request(
            "POST",
            f"{endpoint.scheme}://{at}:{endpoint.port}{endpoint.target}",
            headers={**HEADERS, **headers, "host": endpoint.authority},
            content=body,
            extensions={"sni_hostname": endpoint.host},
        )
        return await self._http.send(request, stream=True)

    def _answer(self, response: httpx2.Response) -> Answer:
        status = response.status_code
        if status == httpx2.codes.GONE:
            return Answer(Verdict.GONE, str(status))
        if response.is_success:
            return Answer(Verdict.TAKEN, str(status))
        return Answer(
            Verdict.FAILED, str(status), asked_for(response.headers.get("retry-after", ""), self._clock.now())
        )


async def _hang_up(response: httpx2.Response) -> None:
    """Read a short rest of the answer, cut off a long one; whatever goes wrong here, the status was said."""
    with suppress(httpx2.HTTPError, httpx2.StreamError, OSError, TimeoutError):
        async with asyncio.timeout(LINGER):
            read = 0
            async for part in response.aiter_raw():
                read += len(part)
                if read > LARGEST_ANSWER:
                    break
    with suppress(httpx2.HTTPError, OSError):
        await response.aclose()


class Telephone:
    """Opens lines. ``trusted`` are the authorities whose certificates count: those of the machine unless said."""

    def __init__(self, destinations: Destinations, clock: Clock, trusted: ssl.SSLContext | None = None) -> None:
        self._destinations = destinations
        self._clock = clock
        self._trusted = trusted or ssl.create_default_context()

    @asynccontextmanager
    async def line(self) -> AsyncIterator[Line]:
        """A line for one receiver: no proxy of the environment, no cookies, no redirects."""
        timeout = httpx2.Timeout(ENOUGH, connect=CONNECT)
        limits = httpx2.Limits(max_connections=1, max_keepalive_connections=1)
        async with httpx2.AsyncClient(
            verify=self._trusted, timeout=timeout, limits=limits, trust_env=False, follow_redirects=False
        ) as http:
            yield Line(http, self._destinations, self._clock)
