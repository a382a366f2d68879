"""Who may see whose personal data on the command line; everybody else sees it masked."""

from typing import Final

from api.app import App
from api.cli.call import Call
from domain.actor import Actor, Level, Role
from domain.lead.guards import Located, in_area

READERS: Final = frozenset({Role.HANDLER, Role.LEADER, Role.ARCHIVIST, Role.AUDITOR})
"""The posts that work with personal data; operators keep the machine running without it."""

OUTSIDERS: Final = frozenset({Level.POLICE, Level.PROCURATORATE})
"""What these get, they get on paper, by a transfer or a notice."""


def reader(call: Call, app: App) -> Actor | None:
    """Whoever asks, where he is of the roster and has such a post: to him his area's personal data is opened."""
    asking = call.somebody(app)
    if asking is None or asking.level in OUTSIDERS or not READERS & set(asking.roles):
        return None
    return asking


def may_open(call: Call, app: App, lead: Located) -> bool:
    """Whether personal data of this very lead is opened for whoever asks."""
    asking = reader(call, app)
    return asking is not None and in_area(lead, asking)
