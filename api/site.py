"""What is served at one address: the interface of programs under ``/v1``, the pages of people everywhere else."""

from typing import Final

from starlette.types import ASGIApp, Receive, Scope, Send

from api.app import App
from api.console.app import make_console
from api.http.app import make_http

PROGRAMS: Final = "/v1/"


def make_site(app: App) -> ASGIApp:
    """Both over one product. They may be served from the product's own loop alone."""
    http = make_http(app)
    console = make_console(http.state)

    async def site(scope: Scope, receive: Receive, send: Send) -> None:
        theirs = scope["type"] != "http" or scope["path"].startswith(PROGRAMS)
        await (http if theirs else console)(scope, receive, send)

    return site
