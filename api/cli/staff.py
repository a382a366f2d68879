"""``chufei staff``: offices, people and their posts, read as of any day and changed by forms or from a file."""

from functools import partial
from pathlib import Path
from typing import Any

from api.cli.call import Call
from api.cli.exits import OK
from api.cli.filling import filled, takes_a_form
from api.cli.form import tell_form
from api.cli.output import Out
from api.cli.parser import Verbs
from api.cli.staff_told import listed, offices, shown
from api.directory_changes import FORMS, LABELS, given_for
from api.given import moment
from api.staff import Reloaded, reload
from domain.directory import commands as c
from domain.directory.changes import changes_of
from domain.words import Words
from workflows.forms.checks import Desk
from workflows.forms.read import read_form
from workflows.service import Receipt


def add(verbs: Verbs) -> None:
    """Hang the verbs into the tree."""
    group = verbs.group("staff", Words("单位、人员、岗位", "offices, people, posts"))
    for name, words, run in (
        ("list", Words("列出某日在册人员", "who is there on a day"), listed),
        ("show", Words("某人某日有什么职权，出自哪一条", "what somebody may do on a day, and by which event"), shown),
        ("offices", Words("某日的单位，按上下级列出", "the offices of a day, as a tree"), offices),
    ):
        parser = group.add(name, words, run)
        parser.takes("--on", metavar="DAY", words=Words("哪一日，默认今天", "which day; today when left out"))
        if name == "show":
            parser.takes("id", metavar="ID", words=Words("人员账号", "the person's account"))
        if name == "list":
            parser.takes("--csv", action="store_true", words=Words("输出名册文件", "write a staff file"))
    parser = group.add("load", Words("装入名册文件中不同之处", "load what a staff file says otherwise"), load)
    parser.takes("file", metavar="FILE", words=Words("CSV 文件", "a CSV file"))
    parser.takes("--whole", action="store_true",
                 words=Words("文件即全部人员，不在其中的注销", "the whole: close whoever it leaves out"))  # fmt: skip
    for name, command in FORMS.items():
        takes_a_form(group.add(name, LABELS[command], partial(change, command=command)))


def change(call: Call, *, command: type[c.DirectoryCommand]) -> int:
    """One change; without anything filled in its form is told."""
    values = filled(call)
    with call.open(follow=False) as app:
        given = given_for(command, now := moment(app, call.args.command_id))
        if not values:
            tell_form(call.out, command, given)
            return OK
        made: Any = read_form(command, values, Desk(now=now, new_id=app.ids.new, lead_id=app.lead_id), given)
        receipt = app.do(made, call.who(app), command_id=call.args.command_id, on_behalf_of=call.args.behalf)
    _done(call.out, LABELS[command], receipt, 1)
    return OK


def load(call: Call) -> int:
    """The difference, as one command; who is not in the file is told, or closed with ``--whole``."""
    path = Path(call.args.file)
    with call.open(follow=False) as app:
        came = reload(app, path.read_bytes(), call.who(app), file=path.name, whole=call.args.whole)
    _loaded(call.out, came)
    return OK


def _loaded(out: Out, came: Reloaded) -> None:
    kinds: dict[type, int] = {}
    for each in changes_of(came.load):
        kinds[type(each)] = kinds.get(type(each), 0) + 1
    counted = {LABELS[kind]: number for kind, number in kinds.items()}
    receipt = came.receipt
    out.data({"changes": {words.en: number for words, number in counted.items()}, "not_in_file": came.left,
              "first": receipt.first if receipt else None, "last": receipt.last if receipt else None})  # fmt: skip
    if receipt is None:
        out.say(Words("✓ 与名册一致，没有变更", "✓ nothing in it is new"), "green")
    else:
        _done_line(out, Words("已装入", "loaded"), receipt)
    for words, number in counted.items():
        out.line(f"  {out(words)} {number}")
    if came.left:
        out.say(Words("不在文件中、仍在册：", "in the directory, not in the file: "), "yellow")
        out.line(f"  {out.listed(came.left)}")


def _done(out: Out, label: Words, receipt: Receipt, count: int) -> None:
    out.data({"done": label.en, "first": receipt.first, "last": receipt.last, "repeated": receipt.repeated,
              "changes": count})  # fmt: skip
    _done_line(out, label, receipt)


def _done_line(out: Out, label: Words, receipt: Receipt) -> None:
    place = f"{receipt.first}–{receipt.last}" if receipt.last > receipt.first else str(receipt.first)
    out.line(f"✓ {out(label)}", "bold green")
    out.beside(f"  {out(Words('日志', 'log'))}", place, 12, "dim")
