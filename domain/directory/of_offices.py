"""What a change of offices and bodies has to fit."""

from datetime import date
from typing import Final

from domain.directory import commands as c
from domain.directory.fitting import ONE_DAY, ended, first, fitting, is_there, kinds, twice, works
from domain.directory.kinds import KINDS
from domain.directory.state import Directory, days
from domain.errors import Fact
from domain.values.divisions import contains
from domain.words import NONE, Words

body_there: Final = is_there("body", "body.unknown", "该日没有这个议事协调机构", "there is no such body on the day")
unit_there: Final = is_there("unit", "body.no-unit", "该日没有这个成员单位", "there is no such unit on the day")


@fitting("office.code-taken", "单位代码只用一次，停用后也不再用", "a code names one office for ever")
def code_free(state: Directory, change: c.OpenOffice) -> Fact | None:
    """The log knows offices by their codes."""
    taken = change.office in state.offices
    return Fact(Words("单位代码", "office code"), change.office, Words("未用过", "never used")) if taken else None


@fitting("office.code-area", "单位代码以所在区划代码开头", "a code begins with that of its area")
def code_in_area(_: Directory, change: c.OpenOffice) -> Fact | None:
    """Whoever answers for an area is known by the digits of his office's code."""
    digits = change.office.partition("-")[0]
    if contains(digits, change.division) or contains(change.division, digits):
        return None
    return Fact(Words("单位代码", "office code"), change.office, change.division)


@fitting("office.parent-kind", "上级单位须层级更高，并且不是议事协调机构", "a parent ranks higher, and is no body")
def below_higher(state: Directory, change: c.OpenOffice | c.ChangeOffice) -> Fact | None:
    """A rank that rises on every way down, and never changes, leaves no room for a circle."""
    parent = state.offices.get(change.parent)
    kind = change.kind if isinstance(change, c.OpenOffice) else state.offices[change.office].kind
    above = {each for each, of in KINDS.items() if of.rank < KINDS[kind].rank and not of.body}
    if parent is None or parent.kind in above:
        return None
    return Fact(Words("上级单位", "parent"), parent.kind, tuple(sorted(above)))


@fitting("office.parent-area", "辖区须在上级单位的辖区之内", "its area lies within its parent's")
def within_parent(state: Directory, change: c.OpenOffice | c.ChangeOffice) -> Fact | None:
    """The tree of offices follows the areas."""
    parent = state.office_on(change.parent, first(change) or date.max) if change.parent else None
    if parent is None or contains(parent.division, change.division):
        return None
    return Fact(Words("辖区", "area"), change.division, parent.division)


@fitting("office.still-used", "尚有人员或下级单位的，不能停用", "nobody works in it and nothing hangs below it")
def nobody_inside(state: Directory, change: c.CloseOffice) -> Fact | None:
    """Whoever is left has to go first, or be told where he now works."""
    after = change.until + ONE_DAY
    people = (id_ for id_, each in state.accounts.items() if each.there(after) and works(each, change.office, after))
    below = (code for code, each in state.offices.items() if (on := each.on(after)) and on.parent == change.office)
    left = tuple(sorted((*people, *below)))
    return Fact(Words("尚在其中", "still in it"), left, NONE) if left else None


@fitting(
    "body.kind", "只有领导小组、处非办和专班有成员单位", "only a leading group, its office, a task force has members"
)
def is_body(state: Directory, change: c.JoinBody | c.LeaveBody) -> Fact | None:
    """Offices hang below one another; bodies gather."""
    kind = state.offices[change.body].kind
    return None if KINDS[kind].body else Fact(Words("类别", "kind"), kind, kinds(body=True))


@fitting("body.of-units", "成员须是单位", "members are units")
def unit_is_no_body(state: Directory, change: c.JoinBody) -> Fact | None:
    """Three things kept apart: members, the group's office, the task force (NOTICE)."""
    kind = state.offices[change.unit].kind
    return Fact(Words("类别", "kind"), kind, kinds(body=False)) if KINDS[kind].body else None


@fitting("body.joined-twice", "已是成员单位", "it is a member already")
def not_yet_member(state: Directory, change: c.JoinBody) -> Fact | None:
    """Once at a time."""
    spells = [each.days for each in state.members if each[:2] == (change.body, change.unit)]
    return twice(spells, days(change.since), change.unit)


@fitting("body.no-member", "当日不是成员单位", "it is no member on the day")
def member_then(state: Directory, change: c.LeaveBody) -> Fact | None:
    """Only who belongs leaves."""
    return ended((m.days for m in state.members if m[:2] == (change.body, change.unit)), change.until)


@fitting("office.ended", "当日没有这个单位", "the office is not there on the day")
def office_then(state: Directory, change: c.CloseOffice) -> Fact | None:
    """It ends once; what ends the day before its first was entered by mistake."""
    office = state.offices.get(change.office)
    return ended([office.days] if office else (), change.until)
