"""A body that is too large is refused by a problem like all others: the framework would say so in a bare text."""

from typing import Final

from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.http.problems import MEDIA_TYPE, bare

TOO_LARGE: Final = 413
BEGINS: Final = "http.response.start"


class TooLargeAsProblem:
    """Stands outside of what cuts the body off, which writes its text over any answer of ours."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer with a problem instead, or pass on."""
        said = False

        async def told(message: Message) -> None:
            nonlocal said
            if message["type"] == BEGINS and message["status"] == TOO_LARGE and not _is_problem(message):
                said = True
                await bare(Request(scope), TOO_LARGE)(scope, receive, send)
            elif not said:
                await send(message)

        await self._app(scope, receive, told)


def _is_problem(begins: Message) -> bool:
    return (b"content-type", MEDIA_TYPE.encode()) in begins["headers"]
