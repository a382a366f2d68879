"""``/board``: the supervisor's board of an area and a period; every mark leads to the leads behind it."""

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import Response

from api.console.areas import areas
from api.console.board import CHARTS, board_of, figures
from api.console.ledger_asked import Asked, MaybeDay
from api.console.saying import Saying
from api.console.seat import TheSeat
from domain.lead.periods import months_after

routes = APIRouter()


@routes.get("/board")
def board(
    seat: TheSeat, division: Annotated[str, Query(max_length=15)] = "", since: MaybeDay = None, until: MaybeDay = None
) -> Response:
    """Of the leads that are shown to whoever sits there, registered in the period."""
    asked = Asked(division=division.strip(), since=since, until=until)
    shown = board_of(seat, asked)
    return seat.page(
        "board.html", "board", asked=asked, areas=areas(seat), figures=figures(shown), at=shown.now,
        charts=[draw(shown) for draw in CHARTS], periods=_periods(seat.say, shown.today),
    )  # fmt: skip


def _periods(say: Saying, today: date) -> list[tuple[str, date | None]]:
    """Periods that are asked for most, by the day they begin."""
    month = today.replace(day=1)
    return [
        (say("全部", "all"), None), (say("本月", "this month"), month),
        (say("本年", "this year"), month.replace(month=1)), (say("近12个月", "12 months"), months_after(month, -11)),
    ]  # fmt: skip
