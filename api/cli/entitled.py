"""Who is shown which leads on the command line, and whose personal data; what is not opened to him is masked.

Without ``--as`` it is the operator at the machine: every lead, everything personal masked.
"""

from typing import Final

from api.app import App
from api.cli.call import Call
from domain.actor import Actor, Level, Role
from domain.lead.guards import Located, in_area
from domain.lead.intake.guards import answers_for
from projections.sight import Reader
from workflows.refusals import unknown

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


def sight(call: Call, app: App) -> Reader | None:
    """Whose leads are shown, where it was said who asks; None: all."""
    asking = call.somebody(app)
    return None if asking is None else Reader(asking.office, asking.division)


def lead_in_sight(call: Call, app: App, text: str) -> str:
    """The internal id for an id or a 线索编号. Raises ``NotFound`` (``lead.unknown``), also for what is not for him."""
    lead = app.lead_id(text)
    asking, state = call.somebody(app), app.lead(lead)
    if asking is None or in_area(state, asking) or answers_for(asking.office, state.office):
        return lead
    raise unknown(noun="lead")
