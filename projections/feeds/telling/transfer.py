"""What the outside hears of a transfer to the police: each other status that it reaches, never the papers."""

from collections.abc import Iterator
from typing import get_args

from domain.transfer import events as e
from projections.feeds.events.transfer import StatusNoted, TransferMoved
from projections.feeds.translating import Moment, tells


@tells(*(kind for kind in get_args(e.AnyTransferEvent) if kind is not e.StatusNoted))
def _moved(event: e.AnyTransferEvent, at: Moment) -> Iterator[TransferMoved]:
    if event.came_from is not event.stage:
        filed_on = event.filed_on if isinstance(event, e.TransferFiled) else None
        yield at.tell(
            TransferMoved,
            transfer=_nth(at),
            step=event.move,
            from_=event.came_from,
            to=event.stage,
            filed_on=filed_on,
        )


@tells(e.StatusNoted)
def _status(event: e.StatusNoted, at: Moment) -> StatusNoted:
    return at.tell(StatusNoted, transfer=_nth(at), status=event.status)


def _nth(at: Moment) -> int:
    return int(at.stream.rpartition("-")[2])
