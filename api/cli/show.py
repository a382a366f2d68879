"""``chufei lead show``: a lead as it stands."""

from collections.abc import Mapping, Sequence

from rich.cells import cell_len

from api import alarms
from api.alarms_told import HEAD
from api.alarms_told import told as alarms_told
from api.app import as_of
from api.cli.call import Call
from api.cli.entitled import lead_in_sight, lead_opened, takes_a_reason
from api.cli.exits import OK
from api.cli.output import GAP, Out
from api.cli.parser import LEAD, Verbs
from api.cli.timeline import names
from api.intake_facts import told_of
from api.intake_told import told_rows
from api.lead_told import NOWHERE, facts
from domain.access import View
from domain.instants import day_of
from domain.lead.state import Lead
from domain.words import Words
from projections.names import Names
from workflows.forms.choices import words_of


def add(verbs: Verbs) -> None:
    """Hang the verb into the tree."""
    parser = verbs.add("show", Words("查看线索", "show a lead"), show)
    parser.takes("lead", metavar="LEAD", words=LEAD)
    takes_a_reason(parser)


def show(call: Call) -> int:
    """The lead now; personal data opened for whoever is named by ``--as`` and answers for the area."""
    with call.open() as app:
        lead = lead_in_sight(call, app, call.args.lead)
        history = app.history(lead, open_personal=lead_opened(call, app, View.SHOW, app.lead(lead)))
        state, told = as_of(lead, history), told_of(history)
        lines = alarms.reached(state, day_of(app.clock.now()))
        call.out.data({"lead": state, "told": told, "alarms": alarms.as_json(lines), "version": len(history)})
        standing = {ref.track: words_of(app.transfer(ref.track).stage) for ref in state.transfers}
        alarmed = [(call.out(HEAD) if at == 0 else "", each) for at, each in enumerate(alarms_told(call.out, lines))]
        called = names(call, app)
        present(call.out, state, called, standing, (*told_rows(call.out, told, called), *alarmed))
    return OK


def present(
    out: Out,
    lead: Lead,
    names: Names,
    reached: Mapping[str, Words] = NOWHERE,
    told: Sequence[tuple[str, str]] = (),
) -> None:
    """A lead for people: what is known, in groups; what is empty is left out.

    ``reached``: transfer → its stage now; ``told``: what else was said of it, (name, text).
    """
    out.line(f"{lead.number}　{out(words_of(lead.stage))}", "bold")
    known = [(f"  {head}", text) for head, text in (*facts(out, lead, names, reached), *told) if text]
    column = max(cell_len(head) for head, _ in known) + GAP
    for head, text in known:
        out.beside(head, text, column, "dim")
