"""``chufei register file``: everything known of one firm or person, across leads, in the order it happened."""

from collections.abc import Iterator
from functools import partial
from typing import Final

from api.app import App
from api.cli.call import Call
from api.cli.entitled import may_open, opened, takes_a_reason
from api.cli.exits import OK
from api.cli.parser import Verbs
from api.cli.timeline import names
from api.subject_leads import leads_about
from api.telling import entry_json
from domain.access import View
from domain.instants import day_of
from domain.lead.state import Lead
from domain.words import Words
from projections.timeline import Entry, timeline
from workflows.forms.choices import words_of

WHO: Final = Words("统一社会信用代码，或一条线索（看其对象）", "a firm's code, or a lead (for its subject)")


def add(verbs: Verbs) -> None:
    """Hang the verb into the tree, under ``register``."""
    parser = verbs.add("file", Words("一企一档：一个对象的全部经过", "all that is known of a subject"), show)
    parser.takes("who", metavar="WHO", words=WHO)
    takes_a_reason(parser)


def show(call: Call) -> int:
    """The leads, then what happened in them; personal data opened lead by lead (``api.cli.entitled``)."""
    out = call.out
    with call.open() as app:
        leads = [
            app.lead(lead) for lead in leads_about(app, call.somebody(app), call.args.who, partial(may_open, call, app))
        ]
        story = sorted(_told(call, app, leads), key=lambda each: (each[1].occurred, each[1].position))
        out.data({
            "leads": [{"lead": each.id, "number": each.number, "stage": each.stage} for each in leads],
            "entries": [{"lead": lead.id, "number": lead.number, **entry_json(entry)} for lead, entry in story],
        })  # fmt: skip
        out.line(call.args.who, "bold")
        if by_name := len(leads) > 1 and sum(each.unit is not None and not each.unit.uscc for each in leads):
            out.say(Words(
                f"其中 {by_name} 件没有统一社会信用代码，按名称归并，待核对",
                f"{by_name} of these tell no code and stand here by name, to be confirmed",
            ), "yellow")  # fmt: skip
        out.table(
            [out(Words("线索编号", "number")), out(Words("阶段", "stage")), out(Words("登记单位", "office"))],
            [(each.number, out(words_of(each.stage)), each.organ) for each in leads],
            wrap=(2,),
        )
        out.table(
            [out(Words("日期", "day")), out(Words("线索", "lead")), out(Words("事项", "what happened")),
             out(Words("经办", "by"))],
            [(day_of(entry.occurred), lead.number, out(entry.sentence), entry.actor) for lead, entry in story],
            wrap=(2,),
            spare=(3,),
        )  # fmt: skip
    return OK


def _told(call: Call, app: App, leads: list[Lead]) -> Iterator[tuple[Lead, Entry]]:
    named = names(call, app)
    open_ = opened(call, app, View.SUBJECT_FILE, {lead.id: lead for lead in leads})
    for lead in leads:
        for entry in timeline(app.store, lead.id, names=named, open_personal=lead.id in open_):
            yield lead, entry
