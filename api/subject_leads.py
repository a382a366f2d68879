"""Which leads are about one firm or person, as far as whoever asks may know that they are."""

from collections.abc import Callable

from api.app import App
from api.sight import lead_in_sight, sight
from domain.actor import Actor
from domain.errors import InvalidInput, NotFound
from domain.lead.state import Lead
from domain.values.uscc import Uscc
from domain.words import Words
from projections.registers import RegisterFilter


def leads_about(app: App, asking: Actor | None, who: str, may_know: Callable[[Lead], bool]) -> tuple[str, ...]:
    """The leads about a firm, or about the subject of a lead. Raises ``NotFound`` (``lead.unknown``, ``file.empty``).

    That other leads are about the same person is told to nobody who may not know who it is.
    """
    wanted = RegisterFilter(shown_to=sight(app, asking))
    try:
        file = app.subject_files.of_code(Uscc.parse(who).code)
    except InvalidInput:
        lead = lead_in_sight(app, asking, who)
        state = app.lead(lead)
        known = app.ask(app.subject_files.of_lead, lead, wanted)
        if known is None or (state.unit is None and not may_know(state)):
            return (lead,)
        file = known
    found = app.ask(app.subject_files.leads, file, wanted)
    if not found:
        words = Words("没有关于 {who} 的线索", "there is no lead on {who}")
        raise NotFound(words.fill(who=who), code="file.empty")
    return found
