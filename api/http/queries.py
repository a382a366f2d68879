"""What every read asks the same way: only parameters that are known, as new as what the caller wrote, pages."""

from typing import Annotated, Final

from fastapi import Depends, Header, Query, Request
from fastapi.dependencies.models import Dependant
from fastapi.routing import APIRoute

from api.http.caller import TheApp
from api.http.headers import BAD_POSITION, POSITION
from domain.errors import Behind
from domain.values.mistake import Mistake
from domain.words import Words

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
    if not isinstance(route, APIRoute) or not request.query_params:
        return
    known = _names(route.dependant)
    for name in request.query_params:
        if name not in known:
            raise UNKNOWN.at(name, known=", ".join(sorted(known)) or "—")


def _names(dependant: Dependant) -> frozenset[str]:
    own = frozenset(each.alias for each in dependant.query_params)
    return own.union(*map(_names, dependant.dependencies))


def _fresh(
    app: TheApp,
    header: Annotated[
        int | None, Header(alias=POSITION, ge=0, description="至少新到日志的这个位置 at least as new as this position")
    ] = None,
    after_position: Annotated[int | None, Query(ge=0, description="同 Chufei-Position the same")] = None,
) -> None:
    """Wait until the ledgers have taken what the caller wrote. Raises ``InvalidInput``, ``Behind``."""
    position = max(header or 0, after_position or 0)
    if not position:
        return
    if position > app.store.head():
        raise BAD_POSITION.at(POSITION)
    if not app.read_models.wait(position, PATIENCE):
        raise Behind(BEHIND)


Fresh = Depends(_fresh)
KnownOnly = Depends(known_only)

Limit = Annotated[int, Query(ge=1, le=500, description="每页条数 how many on a page", examples=[50])]
