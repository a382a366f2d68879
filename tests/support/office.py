"""A log with read models over it, and the words by which a test lets things happen to leads."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Concatenate, Final, ParamSpec, TypeVar

from adapters.follow.followers import Followers
from domain.lead.intake.events import LeadRegistered
from domain.lead.shapes import Unit
from domain.lead.stage import Stage
from projections.base import Projection
from tests.support.product import opened, record
from tests.support.samples import NOON, build

P = ParamSpec("P")
T = TypeVar("T")

FIRM: Final = Unit(name="示例财富管理有限公司", uscc="91370104MA00000000", representative="示例甲")


class Office:
    """What happened, and what the registers say of it."""

    def __init__(self, followers: Followers) -> None:
        self.followers = followers

    def happened(self, *events: object, stream: str = "lead/l1") -> None:
        """These events, each a command of its own, taken by every read model."""
        record(self.followers.store, [((stream, event),) for event in events])
        self.followers.catch_up()

    def registered(self, lead: str = "l1", **given: object) -> None:
        """A lead is registered."""
        self.happened(registration(**given), stream=f"lead/{lead}")

    def ask(self, query: Callable[Concatenate[Any, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """The answer of a query."""
        return self.followers.ask(query, *args, **kwargs)


def registration(**given: object) -> LeadRegistered:
    """A registration of a firm in a street, on the day of the notice."""
    usual: dict[str, object] = {
        "number": "370104-2022-0001", "office": "370104001", "organ": "示例街道办事处", "division": "370104001",
        "unit": FIRM, "came_from": Stage.UNREGISTERED, "stage": Stage.REGISTERED, "occurred": NOON,
    }  # fmt: skip
    return build(LeadRegistered, **usual | given)


@contextmanager
def office(url: str, folder: Path, *models: Projection) -> Iterator[Office]:
    """An office over a fresh database."""
    with opened(url, folder) as store, Followers(store, models) as followers:
        yield Office(followers)
