"""``chufei law values`` and ``chufei law set``: the values of office rules, and what the office decides of them."""

from api.cli.call import Call
from api.cli.exits import OK
from api.cli.parser import Verbs
from api.office_rules import given_for, said, settable
from domain.instants import day_of
from domain.rulebook.commands import SetOfficeRule
from domain.words import Words
from workflows.forms.checks import Desk
from workflows.forms.plain import day
from workflows.forms.read import read_form


def add(group: Verbs) -> None:
    """Hang the verbs beside ``law show``."""
    parser = group.add("values", Words("办公规则的取值", "values of office rules"), values)
    parser.takes("--on", metavar="DAY", words=Words("哪一日，默认今天", "which day; today when left out"))
    parser = group.add("set", Words("设定办公规则的取值", "set the value of an office rule"), set_value)
    parser.takes("rule", metavar="RULE", words=Words("规则代号", "name of the rule"))
    parser.takes("value", metavar="N", words=Words("取值", "the value"))
    parser.takes("--paper", metavar="TEXT", required=True, words=Words("依据文书", "the written decision"))
    parser.takes("--since", metavar="DAY", words=Words("起始日，默认明天", "first day; tomorrow when left out"))


def values(call: Call) -> int:
    """Each rule whose value can be set: what holds on the day, what it came with, what will hold."""
    with call.open(follow=False) as app:
        that_day = day(call.args.on, "--on") if call.args.on else day_of(app.clock.now())
        found = [*settable(app, that_day)]
    out = call.out
    out.data({"day": that_day, "rules": [
        {"rule": each.rule.slug, "value": each.rule.value, "unit": each.rule.unit, "came": each.came,
         "bounds": each.rule.bounds, "changes": [change._asdict() for change in each.changes]} for each in found
    ]})  # fmt: skip
    later = Words("{value}（{day} 起）", "{value} (from {day})")
    out.table(
        [out(Words("规则", "rule")), out(Words("取值", "value")), out(Words("随程序的", "came as")),
         out(Words("以后", "later")), out(Words("内容", "what it says"))],
        [(each.rule.slug, out(said(each.rule)), out(said(each.rule, each.came)),
          out.apart(out(later.fill(value=out(said(each.rule, change.value)), day=change.since))
                    for change in each.ahead(that_day)) or "—", out(each.rule.words)) for each in found],
        wrap=(4,),
    )  # fmt: skip
    return OK


def set_value(call: Call) -> int:
    """One value, from a day on. Raises a ``Refusal`` (``rulebook.*``, ``permission.rulebook``)."""
    with call.open(follow=False) as app:
        now = app.clock.now()
        typed = {"rule": call.args.rule, "setting": call.args.value, "paper": call.args.paper}
        typed |= {"since": call.args.since} if call.args.since else {}
        command = read_form(SetOfficeRule, typed, Desk(now=now, new_id=app.ids.new, lead_id=str), given_for(now))
        receipt = app.do(command, call.who(app))
    call.out.data({"rule": command.rule, "value": command.setting, "since": command.since, "first": receipt.first})
    words = Words("✓ {rule} 自 {day} 起为 {value}", "✓ {rule} is {value} from {day}")
    call.out.say(words.fill(rule=command.rule, day=command.since, value=command.setting), "bold green")
    return OK
