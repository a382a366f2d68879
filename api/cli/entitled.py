"""What ``api.sight`` says of whoever is named by ``--as``; without it, of the operator at the machine."""

from collections.abc import Mapping
from typing import Final

from api import opening
from api import sight as seeing
from api.app import App
from api.cli.call import Call
from api.cli.parser import Parser
from domain.access import View, parse_reason
from domain.actor import Actor
from domain.lead.guards import Located
from domain.lead.state import Lead
from domain.words import Words
from projections.sight import Reader

REASON: Final = Words("为何查阅；不经办此线索的须写明", "why it is read: asked of those who do not work on the lead")
UNEXPLAINED: Final = Words(
    "有的线索不归您经办，其个人信息未显示：请用 --reason 写明理由（access.reason，办公规则 reason-for-reading）",
    "some leads are not yours to work on, and their personal data is not shown: give a --reason (access.reason, office"
    " rule reason-for-reading)",
)


def reader(call: Call, app: App) -> Actor | None:
    """Whoever asks, where personal data of his area is opened to him: to his post, or for the reason he gives."""
    return seeing.reader(call.somebody(app), reason(call))


def takes_a_reason(parser: Parser) -> None:
    """Give a verb that opens personal data the flag for why."""
    parser.takes("--reason", default="", metavar="TEXT", words=REASON)


def reason(call: Call) -> str:
    """Why he reads, where he wrote it. Raises ``InvalidInput``."""
    return parse_reason(call.args.reason, "--reason")


def may_open(call: Call, app: App, lead: Located) -> bool:
    """Whether personal data of this very lead would be opened for whoever asks."""
    return seeing.may_open(call.somebody(app), lead, reason(call))


def opened(
    call: Call, app: App, view: View, leads: Mapping[str, Located], *, register: str = "",
    narrowed: tuple[str, ...] = (),
) -> frozenset[str]:  # fmt: skip
    """The leads whose personal data is shown to whoever asks: it is on record by now that he read it."""
    asking = call.somebody(app)
    if asking is None:
        return frozenset()
    reading = opening.Reading(asking, view, "cli", reason(call), register, narrowed)
    if not call.told_masked and opening.unexplained(reading, leads):
        call.told_masked = True
        call.out.warn(UNEXPLAINED)
    return opening.opened(app, reading, leads)


def lead_opened(call: Call, app: App, view: View, lead: Lead) -> bool:
    """Whether personal data of one lead is shown to whoever asks; then it is on record."""
    return lead.id in opened(call, app, view, {lead.id: lead})


def insider(call: Call, app: App) -> Actor | None:
    """Whoever asks, where it was said. Raises ``NotPermitted`` (``permission.outsider``)."""
    return seeing.insider(app, call.somebody(app))


def sight(call: Call, app: App) -> Reader | None:
    """Whose leads are shown, where it was said who asks; None: all. Raises ``NotPermitted``."""
    return seeing.sight(app, call.somebody(app))


def lead_in_sight(call: Call, app: App, text: str) -> str:
    """The internal id for an id or a 线索编号. Raises ``NotFound``, ``NotPermitted`` as ``api.sight`` does."""
    return seeing.lead_in_sight(app, call.somebody(app), text)
