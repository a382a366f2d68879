"""What ``api.sight`` says of whoever is named by ``--as``; without it, of the operator at the machine."""

from api import sight as seeing
from api.app import App
from api.cli.call import Call
from domain.actor import Actor
from domain.lead.guards import Located
from projections.sight import Reader


def reader(call: Call, app: App) -> Actor | None:
    """Whoever asks, where personal data of his area is opened to him."""
    return seeing.reader(call.somebody(app))


def may_open(call: Call, app: App, lead: Located) -> bool:
    """Whether personal data of this very lead is opened for whoever asks."""
    return seeing.may_open(call.somebody(app), lead)


def insider(call: Call, app: App) -> Actor | None:
    """Whoever asks, where it was said. Raises ``NotPermitted`` (``permission.outsider``)."""
    return seeing.insider(app, call.somebody(app))


def sight(call: Call, app: App) -> Reader | None:
    """Whose leads are shown, where it was said who asks; None: all. Raises ``NotPermitted``."""
    return seeing.sight(app, call.somebody(app))


def lead_in_sight(call: Call, app: App, text: str) -> str:
    """The internal id for an id or a 线索编号. Raises ``NotFound``, ``NotPermitted`` as ``api.sight`` does."""
    return seeing.lead_in_sight(app, call.somebody(app), text)
