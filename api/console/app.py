"""The application of the pages, beside that of the HTTP interface and over the same product."""

from collections.abc import Sequence
from typing import Final

from fastapi import APIRouter, FastAPI
from starlette.datastructures import State
from starlette.middleware.gzip import GZipMiddleware

from api.console import statics
from api.console.guard import Guarded
from api.console.not_taken import page_of_not_taken
from api.console.nulls import NoNulls
from api.console.refused import answer_with_pages, bare
from api.console.uploads import Uploads
from api.console.views import (
    account,
    act,
    assign,
    audit,
    audit_house,
    board,
    codes,
    compare,
    directory,
    directory_change,
    exports,
    feeds,
    imports,
    kept,
    law,
    lead,
    ledger,
    live,
    machine,
    office_rules,
    person,
    proof,
    registers,
    registers_kept,
    report,
    returns,
    secrets,
    sign_in,
    staff,
    tip_accept,
    tips,
    work,
)
from api.crowd import CODES, REPORTS, Crowd
from api.http.app import NO_TELEMETRY
from api.http.own import OwnPagesOnly
from api.http.places import Places
from api.http.too_large import TooLargeTold
from api.signing import Count

ROUTES: Final[Sequence[APIRouter]] = (
    statics.routes, sign_in.routes, account.routes, codes.routes, work.routes, ledger.routes, lead.routes,
    compare.routes, act.routes, live.routes, board.routes, kept.routes, assign.routes, report.routes, tip_accept.routes,
    tips.routes, law.routes, directory.routes, directory_change.routes, person.routes, secrets.routes, staff.routes,
    feeds.routes, office_rules.routes, machine.routes, audit.routes, audit_house.routes, proof.routes, imports.routes,
    registers.routes, returns.routes, registers_kept.routes, exports.routes,
)  # fmt: skip
LARGEST: Final = 20_000_000
"""Bytes of a form: a workbook. Routes that take photos say their own."""


def make_console(shared: State) -> FastAPI:
    """The pages, over the product and all else that the whole server shares (``api.http.app.make_http``)."""
    console = FastAPI(openapi_url=None, docs_url=None, redoc_url=None, redirect_slashes=False, telemetry=NO_TELEMETRY,
                      max_body_size=LARGEST)  # fmt: skip
    console.state = shared
    console.state.crowds = {"reports": Crowd(REPORTS, shared.chufei.clock), "codes": Crowd(CODES, shared.chufei.clock)}
    console.state.uploads = Uploads()
    console.state.to_sign = Count()
    console.state.told = Places()
    console.add_middleware(OwnPagesOnly, answer=page_of_not_taken)
    console.add_middleware(GZipMiddleware, minimum_size=1_000, compresslevel=4)
    console.add_middleware(NoNulls)
    answer_with_pages(console)
    for each in ROUTES:
        console.include_router(each)
    # around all that FastAPI puts there, which answers too
    console.middleware_stack = Guarded(TooLargeTold(console.build_middleware_stack(), bare))
    return console
