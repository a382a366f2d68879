"""``chufei lead act``: any command of any desk, filled in as a form."""

from functools import partial
from typing import Any

from api.cli.call import Call
from api.cli.entitled import lead_in_sight
from api.cli.exits import OK
from api.cli.filling import filled, takes_a_form
from api.cli.parser import LEAD, Verbs
from api.cli.receipts import done
from api.given import COMMANDS, act_given, command_named, desk, moment
from api.possible import told_what_is_possible
from domain.errors import Refusal
from domain.words import Words
from workflows.forms.read import read_form


def add(verbs: Verbs) -> None:
    """Hang the verb into the tree."""
    parser = verbs.add("act", Words("办理一个事项", "act upon a lead"), act)
    parser.takes("lead", metavar="LEAD", words=LEAD)
    words = Words("事项，见 lead moves", "a command, see lead moves")
    parser.takes("command", metavar="COMMAND", words=words)
    takes_a_form(parser)
    words = Words("只在线索仍是第 N 版时办理", "only while the lead is at version N")
    parser.takes("--expected", type=int, metavar="N", words=words)
    parser.epilog = ", ".join(COMMANDS)


def act(call: Call) -> int:
    """Do it, or refuse with every reason. Of leads that are not for him nobody hears more than that."""
    command, command_id = command_named(call.args.command), call.args.command_id
    values = filled(call)
    with call.open() as app:
        actor = call.who(app)
        in_sight = partial(lead_in_sight, call, app)
        lead = in_sight(call.args.lead)
        try:
            now = moment(app, command_id)
            known = act_given(app, command, lead, now)
            made: Any = read_form(command, values, desk(app, command_id, in_sight, now), known)
            receipt = app.do(
                made, actor, command_id=command_id, expected=call.args.expected, on_behalf_of=call.args.behalf
            )
        except Refusal as refusal:
            raise told_what_is_possible(app, lead, actor, command, refusal) from None
        done(app, call.out, lead, receipt, made)
    return OK
