"""The one row of the rulebook: an office sets the value of a rule that the law leaves to it."""

from typing import Final

from domain.actor import Level
from domain.law import cite
from domain.office_rules import RULEBOOK_WORDS
from domain.office_rules import RulebookStage as S
from domain.procedure import KEEP, Keep, Procedure, Row
from domain.rulebook import guards as g
from domain.rulebook.commands import SetOfficeRule
from domain.words import Words
from workflows.law.set_here import shipped

GUARDS: Final = (
    g.settable(shipped), g.within_bounds(shipped), g.ahead, g.on_paper, g.another(shipped), g.in_order(shipped),
)  # fmt: skip


def _row(source: S, target: S | Keep) -> Row:
    return Row(id="B01", command=SetOfficeRule, source=(source,), target=target, levels=tuple(Level),
               label=Words("设定办公规则取值", "set the value of an office rule"), basis=cite(g.RULE),
               guards=GUARDS)  # fmt: skip


RULEBOOK: Final = Procedure(
    name="rulebook",
    words=Words("办公规则取值", "values of office rules"),
    stages=S,
    initial=S.AS_SHIPPED,
    rows=(_row(S.AS_SHIPPED, S.SET), _row(S.SET, KEEP)),
    labels=RULEBOOK_WORDS,
    standing=g.STANDING,
)
