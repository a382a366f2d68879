"""What every read asks the same way: only parameters that are known, as new as what the caller wrote, pages."""

import json
import re
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Sequence
from datetime import date
from typing import Annotated, Final, get_origin

from fastapi import Depends, Header, Query, Request
from fastapi.dependencies.models import Dependant
from fastapi.routing import APIRoute
from pydantic import BeforeValidator

from api.http.caller import TheApp, may
from api.http.headers import BAD_POSITION, POSITION
from domain.errors import Behind
from domain.values.divisions import parse_code
from domain.values.mistake import Mistake
from domain.words import Words
from projections.base import LIMIT
from projections.registers import NO_PLACE
from workflows.forms.mistakes import TWICE
from workflows.forms.plain import YEARS
from workflows.scopes import Scope

DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
PATIENCE: Final = 2.0
"""Seconds for which a read waits until the ledgers are as new as the caller asks."""
UNKNOWN: Final = Mistake(
    "input.parameter.unknown", Words("没有这个参数", "There is no such parameter"),
    Words("参数有：{known}", "There are: {known}"),
)  # fmt: skip
BEHIND: Final = Words("台账还没有读到这个位置，请稍后再试", "the ledgers have not come that far yet; try again")


async def known_only(request: Request) -> None:
    """No parameter that nobody reads: what is misspelt would narrow nothing. Raises ``InvalidInput``."""
    route = request.scope.get("route")
    if isinstance(route, APIRoute) and request.query_params:
        only(request, _names(route.dependant))
        _once(request, route.dependant)


def _once(request: Request, dependant: Dependant) -> None:
    """What is said once is not said twice: the one would be taken and the other ignored. Raises ``InvalidInput``."""
    several = _lists(dependant)
    for name in request.query_params:
        if name not in several and len(request.query_params.getlist(name)) > 1:
            raise TWICE.at(field=name)


def _lists(dependant: Dependant) -> frozenset[str]:
    own = frozenset(each.alias for each in dependant.query_params if get_origin(each.field_info.annotation) is list)
    return own.union(*map(_lists, dependant.dependencies))


def only(request: Request, known: frozenset[str] = frozenset()) -> None:
    """No parameters but these. Raises ``InvalidInput`` (``input.parameter.unknown``)."""
    if not request.scope["query_string"]:
        return
    for name in request.query_params:
        if name not in known:
            raise UNKNOWN.at(name, known=", ".join(sorted(known)) or "—")


def _names(dependant: Dependant) -> frozenset[str]:
    own = frozenset(each.alias for each in dependant.query_params)
    return own.union(*map(_names, dependant.dependencies))


def _fresh(
    app: TheApp,
    header: Annotated[
        int, Header(alias=POSITION, ge=0, description="至少新到日志的这个位置 at least as new as this position")
    ] = 0,
    after_position: Annotated[int, Query(ge=0, description="同 Chufei-Position the same")] = 0,
) -> None:
    """Wait until the ledgers have taken what the caller wrote. Raises ``InvalidInput``, ``Behind``."""
    position = max(header, after_position)
    if not position:
        return
    if position > app.store.head():
        raise BAD_POSITION.at(POSITION)
    if not app.read_models.wait(position, PATIENCE):
        raise Behind(BEHIND)


Fresh = Depends(_fresh)
KnownOnly = Depends(known_only)
SignedIn = Depends(may(Scope.READ))

Limit = Annotated[int, Query(ge=1, le=500, description="每页条数 how many on a page", examples=[50])]


def _iso(text: object) -> object:
    """A day as ISO 8601 writes it: a number would be taken for seconds. Raises ``ValueError``."""
    if isinstance(text, str) and not (DAY.fullmatch(text) and int(text[:4]) in YEARS):
        raise ValueError(text)
    return text


Day = Annotated[date, BeforeValidator(_iso)]
Place = Annotated[
    str, Query(max_length=600, description="上一页的 following，原样 the following of the page before, as it is")
]
Division = Annotated[
    str, Query(max_length=12, description="所在地区划，含下级 area, with all below it", examples=["370104014"])
]
Office = Annotated[str, Query(max_length=60, description="单位代码 code of an office", examples=["370104014"])]
On = Annotated[Day | None, Query(description="在这一天有效的 as of that day", examples=["2026-03-02"])]


def area(text: str, field: str = "division") -> str:
    """A division's code, where one was given. Raises ``InvalidInput``."""
    return parse_code(text, field=field) if text else ""


def packed(place: Sequence[int | str] | None) -> str | None:
    """Where a page ended, as a word to be sent back."""
    return None if place is None else urlsafe_b64encode(json.dumps(place).encode()).decode().rstrip("=")


def unpacked(text: str) -> tuple[int | str, ...] | None:
    """What ``packed`` made. Raises ``InvalidInput`` (``input.place``) for anything else."""
    if not text:
        return None
    try:
        place = json.loads(urlsafe_b64decode(text + "=" * (-len(text) % 4)))
    except (ValueError, RecursionError):
        raise NO_PLACE.at(field="after") from None
    if not isinstance(place, list) or not place or not all(map(_keeps, place)):
        raise NO_PLACE.at(field="after")
    return tuple(place)


def _keeps(each: object) -> bool:
    """Whether a database can compare it."""
    if isinstance(each, str):
        return each.isprintable()
    return isinstance(each, int) and not isinstance(each, bool) and abs(each) < LIMIT
