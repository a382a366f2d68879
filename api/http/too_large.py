"""A body that is too large is refused as everything else is: the framework would say so in a bare text."""

from collections.abc import Callable
from typing import Final

from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

TOO_LARGE: Final = 413
BEGINS: Final = "http.response.start"
KIND: Final = "content-type"


class TooLargeTold:
    """Stands outside of what cuts the body off, which writes its text over any answer of ours."""

    def __init__(self, app: ASGIApp, answer: Callable[[Request, int], Response]) -> None:
        self._app = app
        self._answer = answer

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer as we do instead, or pass on."""
        said = False

        async def told(message: Message) -> None:
            nonlocal said
            if message["type"] == BEGINS and message["status"] == TOO_LARGE:
                ours = self._answer(Request(scope), TOO_LARGE)
                if Headers(raw=message["headers"]).get(KIND) != ours.headers[KIND]:
                    said = True
                    await ours(scope, receive, send)
            if not said:
                await send(message)

        await self._app(scope, receive, told)
