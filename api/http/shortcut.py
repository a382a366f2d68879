"""Acts upon leads that programs send, past what the framework does for every request.

The same function answers as by the long way. Routing, dependencies and middleware would cost more than to judge and to
write, and do nothing for a request that shows a token and says how long it is.
"""

import re
from typing import Final

from starlette.datastructures import Headers
from starlette.requests import ClientDisconnect, Request
from starlette.types import ASGIApp, Receive, Scope, Send

from api.http.leads import MoveConvertor, act
from api.http.own import has_bearer
from api.http.problems import answer_of
from api.http.writers import writer

ADDRESS: Final = re.compile(rf"/v1/leads/([^/]{{1,64}})/({MoveConvertor.regex})")


class Shortcut:
    """Answers what is an act and no larger than ``largest`` bytes; all else goes the long way."""

    def __init__(self, app: ASGIApp, largest: int) -> None:
        self._app = app
        self._largest = largest

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or pass on."""
        found = ADDRESS.fullmatch(scope["path"]) if scope["type"] == "http" and scope["method"] == "POST" else None
        if found is None or not self._is_short(Headers(scope=scope)):
            await self._app(scope, receive, send)
            return
        request = Request(scope, receive)
        try:
            answer = await act(request, await writer(request), found[1], found[2])
        except ClientDisconnect:
            return
        except Exception as error:  # noqa: BLE001 - as the framework's own outermost handler
            answer = answer_of(request, error)
        await answer(scope, receive, send)

    def _is_short(self, headers: Headers) -> bool:
        length = headers.get("content-length", "")
        return has_bearer(headers) and length.isdigit() and int(length) <= self._largest
