"""Null characters that somebody sends stand as �, as broken ones do: no database keeps them, and nobody types them."""

from typing import Final
from urllib.parse import quote

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

BROKEN: Final = "\ufffd"
ENCODED: Final = b"%00"
FORM: Final = "application/x-www-form-urlencoded"


class NoNulls:
    """Takes them out of addresses and of plain forms; what comes as parts is read field by field."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on what is clean."""
        if scope["type"] == "http":
            path = scope["path"].replace("\0", BROKEN)
            scope = {**scope, "path": path, "query_string": _clean(scope["query_string"])}
            if Headers(scope=scope).get("content-type", "").partition(";")[0].strip().lower() == FORM:
                receive = _cleaning(receive)
        await self._app(scope, receive, send)


def _clean(encoded: bytes) -> bytes:
    return encoded.replace(ENCODED, quote(BROKEN).encode()).replace(b"\0", quote(BROKEN).encode())


def _cleaning(receive: Receive) -> Receive:
    """The same body, part by part: of what may go on in the next part the beginning waits for it."""
    waiting = b""

    async def cleaned() -> Message:
        nonlocal waiting
        message = await receive()
        if message["type"] != "http.request":
            return message
        body, more = waiting + message.get("body", b""), message.get("more_body", False)
        begun = next((size for size in (2, 1) if more and body.endswith(ENCODED[:size])), 0)
        waiting = body[len(body) - begun :]
        return {**message, "body": _clean(body[: len(body) - begun])}

    return cleaned
