"""Who is shown which leads, and whose personal data, by whatever way he comes in; the rest is masked.

Where nobody is named, it is the operator at the machine: every lead, everything personal masked.
"""

from api.app import App
from domain import access
from domain.actor import CASE_WORK, Actor
from domain.instants import day_of
from domain.lead.guards import Located
from domain.lead.sight import OUTSIDERS, reads_persons, shown_to
from domain.lead.state import Lead
from projections.sight import Reader
from workflows.refusals import outsider, unknown


def reader(asking: Actor | None, reason: str = "") -> Actor | None:
    """Whoever asks, where personal data of his area is opened to him: to his post, or for the reason he gives."""
    if asking is None or not reads_persons(asking):
        return None
    return asking if reason or CASE_WORK & set(asking.roles) else None


def may_open(asking: Actor | None, lead: Located, reason: str = "") -> bool:
    """Whether personal data of this very lead would be opened for whoever asks (``api.opening`` opens it)."""
    return asking is not None and access.may_open(asking, lead, reason)


def insider(app: App, asking: Actor | None) -> Actor | None:
    """Whoever asks. Raises ``NotPermitted`` (``permission.outsider``) for whom leads are no sight.

    An empty ledger, or a return that counts nothing, would be a false one.
    """
    if asking is not None and asking.level in OUTSIDERS:
        raise outsider(asking.level, day_of(app.clock.now()))
    return asking


def sight(app: App, asking: Actor | None) -> Reader | None:
    """Whose leads are shown; None: all. Raises ``NotPermitted``."""
    asking = insider(app, asking)
    return None if asking is None else Reader(asking.office, asking.division)


def lead_in_sight(app: App, asking: Actor | None, text: str) -> str:
    """The internal id for an id or a 线索编号. Raises as ``lead_seen``."""
    return lead_seen(app, asking, text).id


def lead_seen(app: App, asking: Actor | None, text: str) -> Lead:
    """The lead of an id or a 线索编号, masked. Raises ``NotFound`` (``lead.unknown``), also for what is not for him.

    Raises ``NotPermitted`` (``permission.outsider``) whether there is such a lead or not.
    """
    asking = insider(app, asking)
    state = app.lead(app.lead_id(text))
    if asking is None or shown_to(asking, state):
        return state
    raise unknown(noun="lead")
