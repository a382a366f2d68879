"""The application that answers over HTTP: its routes, its problems, its description."""

from collections.abc import Sequence
from functools import partial
from importlib.metadata import version
from threading import BoundedSemaphore
from typing import Final

from fastapi import APIRouter, FastAPI
from fastapi.telemetry import TelemetryConfig

from api.app import App
from api.http import (
    codes,
    directory,
    directory_load,
    feed,
    feed_documents,
    files,
    health,
    imports,
    law,
    leads,
    ledgers,
    moves,
    office_rules,
    one_lead,
    proofs,
    registers,
    sign_in,
    sign_in_codes,
    sign_in_provider,
    sign_in_tokens,
    statistics,
    subjects,
    subscriptions,
    work,
)
from api.http.description import describe
from api.http.feed_tail import FeedTail
from api.http.own import OwnPagesOnly
from api.http.parameters import answer_with_mistakes
from api.http.places import Places
from api.http.problems import answer_with_problems, bare
from api.http.shortcut import Shortcut
from api.http.slots import Slots
from api.http.too_large import TooLargeTold
from api.http.writers import Writers

ROUTES: Final[Sequence[APIRouter]] = (
    leads.routes,  # first, since routes are looked through in their order: commands come most often
    health.routes,
    feed_documents.routes,
    feed.routes,
    subscriptions.routes,
    one_lead.routes,
    moves.routes,
    ledgers.routes,
    registers.routes,
    work.routes,
    statistics.routes,
    subjects.routes,
    law.routes,
    office_rules.routes,
    codes.routes,
    directory.routes,
    directory_load.routes,
    imports.routes,
    proofs.routes,
    sign_in.routes,
    sign_in_codes.routes,
    sign_in_tokens.routes,
    sign_in_provider.routes,
)
"""One router for each noun."""
NO_TELEMETRY: Final[TelemetryConfig] = {
    "tracing": False, "metrics": False, "logs": False, "operation_spans": False, "auto_configure": False
}  # fmt: skip
"""What happens here is told to nobody outside; to look whether somebody wants it costs as much as a judgement."""
LARGEST: Final = 1_000_000
"""Bytes of a body; routes that take files say their own."""


def make_http(app: App) -> FastAPI:
    """The application over a running product. It may be served from the product's own loop alone."""
    http = routed()
    http.state.chufei = app
    http.state.feed_tail = FeedTail(app.feed)
    http.state.streams = Places()
    http.state.slots = Slots()
    http.state.files = BoundedSemaphore(files.AT_ONCE)
    http.state.writers = Writers()
    return http


def routed() -> FastAPI:
    """The application without a product behind it: enough to be described."""
    http = FastAPI(
        title="chufei",
        version=version("chufei"),
        openapi_url="/v1/openapi.json",
        docs_url=None,  # its page would fetch scripts from elsewhere
        redoc_url=None,
        redirect_slashes=False,  # by http and the name a proxy knows us by, wherever the caller came from
        max_body_size=LARGEST,
        telemetry=NO_TELEMETRY,
    )
    http.add_middleware(OwnPagesOnly)
    answer_with_problems(http)
    answer_with_mistakes(http)
    for each in ROUTES:
        http.include_router(each, prefix="/v1")
    http.openapi = partial(describe, http, ROUTES)  # type: ignore[method-assign] # as FastAPI says it is done
    # around all that FastAPI puts there
    http.middleware_stack = Shortcut(TooLargeTold(http.build_middleware_stack(), bare), LARGEST)
    return http
