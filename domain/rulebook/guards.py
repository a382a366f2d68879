"""Who may set a value of an office rule, and which values and days can be."""

from collections.abc import Callable
from datetime import date
from typing import Final

from domain.actor import Role
from domain.directory.commands import DIRECTORY
from domain.directory.powers import administrators, tops
from domain.directory.state import Directory
from domain.errors import Fact, Missing
from domain.law import OfficeRule, cite
from domain.lead.dates import not_in_the_future, nothing_stated_ahead
from domain.office_rules import Rulebook, Setting
from domain.procedure import Failed, Guard, Situation, failed, guard
from domain.rulebook.commands import SetOfficeRule
from domain.words import EMPTY, NONE, Words

RULE: Final = "office rule-settings"
Shipped = Callable[[str, date], OfficeRule | None]
"""Rule, day → the rule with the value it came with; None where there is none."""
FROM: Final = Words("起始日", "first day")
IN_ORDER: Final = (("observation-period", "observation-longest"),)
"""Of these the first is never more than the second."""


@guard("permission.rulebook", RULE, zh="办公规则的取值由管理全部名册的管理员设定",
       en="values of office rules are set by an administrator who keeps the whole directory")  # fmt: skip
def keeps_the_whole(_: Rulebook, command: SetOfficeRule, situation: Situation) -> Failed | None:
    """A value holds for every office here, so whoever sets it stands at the top of the tree."""
    directory: Directory = situation.states[DIRECTORY] or Directory()
    highest, actor = tops(directory, situation.today), situation.actor
    if command.posts & set(actor.roles) and actor.office in highest:
        return None
    able = {each for top in highest for each in administrators(directory, top, situation.today)}
    fact = Fact(Words("岗位", "roles"), actor.roles or NONE, (Role.ADMINISTRATOR,))
    return Failed((fact,), Missing(holders=tuple(sorted(able))))


@guard("rulebook.ahead", RULE, zh="新取值最早自次日起有效，已办的事不重判",
       en="a new value holds from tomorrow at the earliest: nothing that was done is judged again")  # fmt: skip
def ahead(_: Rulebook, command: SetOfficeRule, situation: Situation) -> Failed | None:
    """What holds today was what people went by this morning."""
    if command.since > situation.today:
        return None
    return failed(*FROM, command.since, Words("明日或以后", "tomorrow or later"), fields=("since",))


@guard("rulebook.paper", RULE, zh="须写明本单位的决定文书", en="it names the office's written decision")
def on_paper(_: Rulebook, command: SetOfficeRule, __: Situation) -> Failed | None:
    """By whose decision a rule is what it is can be found again."""
    return (
        None if command.paper.strip() else failed("依据文书", "paper", EMPTY, Words("有", "given"), fields=("paper",))
    )


STANDING: Final = (keeps_the_whole, not_in_the_future, nothing_stated_ahead)


def settable(shipped: Shipped) -> Guard:
    """A rule whose value this software reads, and for which the register says how far it may go."""

    def check(_: Rulebook, command: SetOfficeRule, __: Situation) -> Failed | None:
        rule = shipped(command.rule, command.since)
        if rule is not None and rule.bounds is not None:
            return None
        return failed(
            "办公规则",
            "office rule",
            command.rule,
            Words("可设定取值的规则", "one whose value can be set"),
            fields=("rule",),
        )

    words = Words("只有可设定取值的办公规则才能设定；法律规定不能改", "only such office rules are set; the law is not")
    return Guard("rulebook.rule", words, cite(RULE), check)


def within_bounds(shipped: Shipped) -> Guard:
    """The register says how far a value may go."""

    def check(_: Rulebook, command: SetOfficeRule, __: Situation) -> Failed | None:
        rule = shipped(command.rule, command.since)
        assert rule is not None  # noqa: S101 - asked before
        assert rule.bounds is not None  # noqa: S101 - asked before
        least, most = rule.bounds
        return (
            None
            if least <= command.setting <= most
            else failed("取值", "value", command.setting, f"{least}–{most}", fields=("setting",))
        )

    return Guard("rulebook.bounds", Words("取值须在允许的范围内", "a value lies within its bounds"), cite(RULE), check)


def another(shipped: Shipped) -> Guard:
    """What changes nothing is no decision."""

    def check(book: Rulebook, command: SetOfficeRule, __: Situation) -> Failed | None:
        held = held_on(shipped, book, command.rule, command.since)
        if held != command.setting or command.since in {each.since for each in book.settings.get(command.rule, ())}:
            return None
        return failed(
            "取值", "value", command.setting, Words(f"不同于当日的 {held}", f"other than {held}"), fields=("setting",)
        )

    return Guard("rulebook.same", Words("与当日取值相同，没有变化", "that value holds already"), cite(RULE), check)


def in_order(shipped: Shipped) -> Guard:
    """On no day from then on is the shortest longer than the longest."""

    def check(book: Rulebook, command: SetOfficeRule, __: Situation) -> Failed | None:
        after = book.having(command.rule, Setting(command.since, command.setting))
        for pair in IN_ORDER:
            days = {each.since for rule in pair for each in after.settings.get(rule, ())}
            for day in sorted(each for each in days if each >= command.since):
                least, most = (held_on(shipped, after, rule, day) for rule in pair)
                if least is not None and most is not None and least > most:
                    return Failed(
                        (Fact(FROM, str(day)), Fact(Words("取值", "value"), str(least), f"≤ {most}")),
                        fields=("setting",),
                    )
        return None

    words = Words("最短不得长于最长", "the shortest is not longer than the longest")
    return Guard("rulebook.order", words, cite(RULE), check)


def held_on(shipped: Shipped, book: Rulebook, rule: str, day: date) -> int | None:
    """The value of a rule on a day: what was set for it, else what it came with; None for what has no number."""
    found = book.value(rule, day)
    if found is not None:
        return found
    came = shipped(rule, day)
    return came.value if came is not None and isinstance(came.value, int) else None
