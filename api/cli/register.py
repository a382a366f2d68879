"""``chufei lead register``: one lead from a form, or every row of a ledger file."""

from pathlib import Path

from api.cli.call import Call
from api.cli.exits import OK
from api.cli.filling import filled, takes_a_form
from api.cli.parser import Verbs, pick
from api.cli.receipts import done
from api.cli.register_file import register_file
from api.given import desk, moment, office_given
from domain.lead.intake.commands import RegisterAssistance, RegisterLead
from domain.words import Words
from workflows.forms.read import read_form


def add(verbs: Verbs) -> None:
    """Hang the verb into the tree."""
    parser = verbs.add("register", Words("登记线索", "register leads"), register)
    takes_a_form(parser)
    words = Words("逐行登记台账文件（ledger export 的表头）", "every row of a ledger file, as ledger export writes it")
    parser.takes("--from", dest="file", type=Path, metavar="FILE.csv", words=words)
    words = Words("登记协查函，而不是线索", "an assistance letter, not a lead")
    parser.takes("--assistance", action="store_true", words=words)
    words = Words("要填的内容见 chufei lead moves register-lead", "what to fill in: chufei lead moves register-lead")
    parser.epilog = pick(words, verbs.lang)


def register(call: Call) -> int:
    """Register one lead, or hand the file to ``register_file``."""
    kind = RegisterAssistance if call.args.assistance else RegisterLead
    values = filled(call)
    with call.open() as app:
        actor = call.who(app)
        if call.args.file:
            return register_file(call, app, actor, call.args.file)
        command_id = call.args.command_id
        now = moment(app, command_id)
        known = office_given(app, actor, values, now)
        made = read_form(kind, values, desk(app, command_id, app.lead_id, now), known)
        receipt = app.do(made, actor, command_id=command_id, on_behalf_of=call.args.behalf)
        done(app, call.out, made.lead, receipt, made)
    return OK
