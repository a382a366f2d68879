"""``chufei lead show``: a lead as it stands."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Final

from rich.cells import cell_len

from api import alarms
from api.app import as_of
from api.cli.alarms import HEAD
from api.cli.alarms import told as alarms_told
from api.cli.call import Call
from api.cli.entitled import lead_in_sight, lead_opened, takes_a_reason
from api.cli.exits import OK
from api.cli.intake_facts import told_rows
from api.cli.output import GAP, Out
from api.cli.parser import LEAD, Verbs
from api.cli.timeline import names
from api.intake_facts import told_of
from domain.access import View
from domain.instants import day_of
from domain.lead.guards import lapsed
from domain.lead.intake.carrying import left_open
from domain.lead.state import Lead
from domain.lead.vocabulary import nth_transfer
from domain.values.money import Money
from domain.words import Words
from projections.names import Names
from workflows.forms.choices import words_of
from workflows.forms.labels import CARRIED, LABELS

NOWHERE: Final[Mapping[str, Words]] = MappingProxyType({})


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
        present(call.out, state, names(call, app), standing, (*told_rows(call.out, told), *alarmed))
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


def facts(out: Out, lead: Lead, names: Names, reached: Mapping[str, Words] = NOWHERE) -> list[tuple[str, str]]:
    """What is known of a lead: (name, text); ``names``: how persons and other leads are shown.

    A transfer not in ``reached`` is told by the last mark it left on the lead.
    """
    unit, person = lead.unit, lead.person
    subject = unit.name if unit else person.name if person else ""
    amount = Money(lead.amount_fen).in_wan if lead.amount_fen is not None else ""
    people = "" if lead.participants is None else f"{lead.participants}{out(Words('人', ''))}"
    tracks = out.apart(
        f"{out(nth_transfer(ref.track))} {out(reached.get(ref.track, words_of(ref.mark)))}" for ref in lead.transfers
    )
    items = out.apart(f"{out(words_of(item.milestone))} {item.item}".strip() for item in lead.items)
    void, valid = (_papers(out, lead, void=void) for void in (True, False))
    yes = out(Words("是", "yes"))
    rows: tuple[tuple[Words, object], ...] = (
        (Words("内部编号", "id"), lead.id),
        *_carried(out, lead, names),
        (Words("对象", "subject"), subject),
        (LABELS["uscc"], unit.uscc if unit else ""),
        (LABELS["resident_id"], person.resident_id if person else ""),
        (LABELS["representative"], unit.representative if unit else ""),
        (LABELS["registered_place"], unit.registered_place if unit else ""),
        (LABELS["source"], out(words_of(lead.source)) if lead.source else ""),
        (LABELS["office"], out.aside(lead.organ, lead.office)),
        (LABELS["division"], out.aside(names.area(lead.division), lead.division) if lead.division else ""),
        (LABELS["handler"], names.person(lead.handler)),
        (LABELS["grade"], out(words_of(lead.grade)) if lead.grade else ""),
        (LABELS["amount_fen"], amount),
        (LABELS["participants"], people),
        (LABELS["participants_known"], yes if lead.knows_participants else ""),
        (Words("已中止", "suspended"), yes if lead.suspended else ""),
        (Words("已签批未用", "signed, not yet used"), valid),
        (Words("签批已失效", "signed, void by now"), void),
        (LABELS["review_on"], lead.review_on),
        (LABELS["deadline"], lead.interview.deadline),
        (LABELS["observe_until"], lead.observe_until),
        (Words("移送公安", "to the police"), tracks),
        (Words("里程碑", "milestones"), items),
        (Words("关联线索", "linked"), out.listed(map(names.lead, lead.links))),
        (LABELS["into"], names.lead(lead.merged_into) if lead.merged_into else ""),
        (Words("回避人员", "recused"), out.listed(map(names.person, lead.recused))),
    )
    return [(out(head), "" if value is None else str(value)) for head, value in rows]


def _papers(out: Out, lead: Lead, *, void: bool) -> str:
    """The papers signed and not used: those that an act may still use, or those that none can."""
    papers = (each for each in lead.signatures if lapsed(each, lead) is void)
    return out.apart(f"{out(words_of(each.matter))} {each.number}".strip() for each in papers)


def _carried(out: Out, lead: Lead, names: Names) -> tuple[tuple[Words, object], ...]:
    """Where a lead stood before it came here."""
    was = lead.carried
    if was is None:
        return ()
    line = Words(f"第{was.row}行，文件 SHA-256 {was.digest:.12}…", f"row {was.row}, file SHA-256 {was.digest:.12}…")
    return (
        (Words("转入", "carried over"), out(CARRIED)),
        (LABELS["old_number"], was.old_number),
        (LABELS["since"], was.since),
        (LABELS["reference"], was.reference),
        (Words("待补", "left open"), out.listed(map(out, left_open(was.stage, was.reference, was.due, was.transfer)))),
        (Words("原台账", "older ledger"), out.aside(out(line), names.person(was.by))),
    )
