"""Personal data over HTTP: masked, unless it is asked for; whoever is shown it stands on record before he sees it."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated

from fastapi import Depends, Query

from api.app import App
from api.http.caller import Reader
from api.opening import Reading, opened
from domain.access import View, parse_reason
from domain.actor import Actor
from domain.lead.guards import Located


class Personal(StrEnum):
    """How personal data is shown."""

    MASKED = "masked"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Opening:
    """Who asks, whether he wants personal data opened, and why."""

    actor: Actor
    channel: str
    wanted: bool
    reason: str

    def of(
        self, app: App, view: str, leads: Mapping[str, Located], register: str = "", narrowed: tuple[str, ...] = ()
    ) -> frozenset[str]:
        """Those of the leads whose personal data is shown to him: it is on record by now that he reads it."""
        if not self.wanted:
            return frozenset()
        return opened(app, Reading(self.actor, View(view), self.channel, self.reason, register, narrowed), leads)

    def lead(self, app: App, view: str, lead: str, place: Located) -> bool:
        """Whether that of one lead is shown to him."""
        return lead in self.of(app, view, {lead: place})


def _opening(
    caller: Reader,
    personal: Annotated[Personal, Query(description="个人信息：屏蔽或公开 personal data")] = Personal.MASKED,
    reason: Annotated[str, Query(max_length=200, description="为何查阅，先记录 why it is read: recorded first")] = "",
) -> Opening:
    return Opening(caller.actor, caller.channel, personal is Personal.OPEN, parse_reason(reason, "reason"))


TheOpening = Annotated[Opening, Depends(_opening)]
