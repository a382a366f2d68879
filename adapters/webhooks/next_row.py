"""Which row of the feed a subscriber is told next, and on which lane: live and replays take turns."""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from typing import Final, NamedTuple

from adapters.webhooks.book import LIVE, Lane, lane_of
from domain.instants import microseconds
from projections.feeds.choosing import chosen
from projections.feeds.feed import Feed, FeedRow
from projections.subscriptions import Subscribed

PAGE: Final = 100
"""Rows looked through at once for one whose type is wanted."""

Render = Callable[[FeedRow, str], bytes]
"""Row and account → the body as that account's rights show it. Raises ``NotFound`` for an account that is no more."""


class Next(NamedTuple):
    """What to tell: a row and its body on a lane; without a row, only that the lane passes over to ``cursor``."""

    number: int
    lane: Lane
    cursor: int
    body: bytes = b""


def next_row(subscribed: Subscribed, stored: dict[int, Lane], feed: Feed, render: Render, now: datetime) -> Next | None:
    """What is due now, on the lane that has waited longest since its last call; None where nothing is."""
    lanes = ((number, lane_of(subscribed, number, stored), end) for number, end in _numbers(subscribed))
    for number, lane, end in sorted(lanes, key=lambda each: each[1].called):
        if lane.given_up or lane.due > microseconds(now) or (end is not None and lane.cursor >= end):
            continue
        page = feed.read(lane.cursor, PAGE if subscribed.types else 1)
        rows = [row for row in page if end is None or row.sequence <= end]
        found = _wanted(subscribed, rows, render)
        if found is not None:
            return Next(number, lane, *found)
        if rows:
            return Next(number, lane, rows[-1].sequence)
    return None


def _numbers(subscribed: Subscribed) -> Iterator[tuple[int, int | None]]:
    """The lanes with the last row of each; the live one has none."""
    yield LIVE, None
    yield from ((replay.number, replay.last) for replay in subscribed.replays)


def _wanted(subscribed: Subscribed, rows: Sequence[FeedRow], render: Render) -> tuple[int, bytes] | None:
    """The first row that is wanted by its type, as it is shown: what is withheld has no other."""
    for row in rows:
        body = render(row, subscribed.account)
        if chosen(body, subscribed.types):
            return row.sequence, body
    return None
