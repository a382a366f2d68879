"""``chufei worklist``: what waits for me, the oldest duty first, and what I can do with each lead now."""

from collections.abc import Mapping, Sequence
from functools import partial

from api import people
from api.cli.call import Call
from api.cli.entitled import insider, opened, takes_a_reason
from api.cli.exits import OK
from api.cli.output import Out
from api.cli.parser import Verbs
from api.duties import UNREADABLE, Waiting, as_json, place_of
from api.signing import ANSWERS
from api.work_list import PAGE, work_list
from domain.access import View
from domain.instants import day_of
from domain.words import Words
from projections.signature_requests import Asked, Unsigned
from workflows.forms.choices import words_of
from workflows.forms.plain import whole


def add(verbs: Verbs) -> None:
    """Hang the verb into the tree."""
    words = Words("待办：我现在能办的，期限最早的在前", "what waits for me, oldest duty first")
    parser = verbs.add("worklist", words, show)
    words = Words("只看由我承办的、本单位尚无承办人的", "only leads that I handle, or nobody in my office")
    parser.takes("--mine", action="store_true", words=words)
    parser.takes("--limit", metavar="N", words=Words(f"每页条数（{PAGE}）", f"leads of a page ({PAGE})"))
    words = Words("从上一页给出的位置接着列", "go on from where the page before ended")
    parser.takes("--after", metavar="PLACE", words=words)
    takes_a_reason(parser)


def show(call: Call) -> int:
    """A page of what waits."""
    limit = max(whole(call.args.limit, "--limit"), 1) if call.args.limit else PAGE
    after = place_of(call.args.after, "--after") if call.args.after else None
    with call.open() as app:
        actor = call.who(app)
        insider(call, app)
        opens = partial(opened, call, app, View.WORKLIST)
        found = work_list(app, actor, opens, mine=call.args.mine, after=after, limit=limit)
        following = found.following or None
        call.out.data({
            "actor": actor.id, "unsigned": found.papers, "asked": found.asked,
            "duties": [as_json(each) for each in found.duties], "following": following,
        })  # fmt: skip
        if found.papers:
            tell_papers(call.out, found.papers, people.names(app))
        if found.asked:
            tell_asked(call.out, found.asked, people.names(app))
        tell(call.out, found.duties, people.names(app))
        if following:
            call.out.say(Words(f"下一页：--after {following}", f"next page: --after {following}"), "dim")
    return OK


def tell_papers(out: Out, papers: Sequence[Unsigned], names: Mapping[str, str]) -> None:
    """The papers that wait for a signature, and the command by which the first is signed."""
    out.table(
        [out(Words("待签批", "to sign")), out(Words("线索编号", "number")), out(Words("对象", "subject")),
         out(Words("拟办意见", "proposal")), out(Words("提请人", "asked by")), out(Words("提请时间", "since"))],
        [(out(words_of(each.matter)), each.number, each.subject, each.proposal, names.get(each.asker, each.asker),
          day_of(each.asked_at)) for each in papers],
        wrap=(0, 2, 3),
        spare=(3,),
    )  # fmt: skip
    first = papers[0]
    other = f" target={first.target}" if first.target else ""
    command = f"chufei lead act {first.number} sign-paper matter={first.matter} approved=true{other}"
    out.say(Words(f"签批第一件：{command}", f"to sign the first: {command}"), "dim")
    out.line()


def tell_asked(out: Out, papers: Sequence[Asked], names: Mapping[str, str]) -> None:
    """The papers that he asked for, and the word on them."""
    out.table(
        [out(Words("提请签批", "asked for")), out(Words("线索编号", "number")), out(Words("对象", "subject")),
         out(Words("提请时间", "since")), out(Words("结果", "answer")), out(Words("签批人", "by"))],
        [(out(words_of(each.matter)), each.number, each.subject, day_of(each.asked_at), out(ANSWERS[each.approved]),
          names.get(each.signer, each.signer) if each.signer else "") for each in papers],
        wrap=(0, 2),
    )  # fmt: skip
    out.line()


def tell(out: Out, found: Sequence[Waiting], names: Mapping[str, str]) -> None:
    """The page as a table."""
    out.table(
        [out(Words("期限", "due")), out(Words("线索编号", "number")), out(Words("对象", "subject")),
         out(Words("阶段", "stage")), out(Words("能办", "possible")), out(Words("责任人", "who"))],
        [(each.duty.deadline, each.duty.number, each.duty.subject, out(words_of(each.duty.stage)),
          out(UNREADABLE) if each.unreadable else out.listed(dict.fromkeys(out(move.row.label) for move in each.moves)),
          names.get(each.duty.handler, each.duty.handler)) for each in found],
        wrap=(2, 4, 5),
        spare=(5,),
    )  # fmt: skip
    out.say(Words(f"共 {len(found)} 条", f"leads: {len(found)}"), "dim")
