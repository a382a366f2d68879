"""What a change of people has to fit: accounts, certificates, posts, deputies."""

from datetime import date
from typing import Any

from domain.directory import commands as c
from domain.directory.fitting import THERE, ended, first, fitting, kinds, twice, works
from domain.directory.kinds import EMPOWERED, KINDS, POSTS, Post
from domain.directory.state import Directory, days
from domain.errors import Fact
from domain.law import Validity
from domain.words import EMPTY, NONE, Words


@fitting("account.id-taken", "账号只给一个人", "an account is one person's for ever")
def id_free(state: Directory, change: c.OpenAccount) -> Fact | None:
    """Whoever went may come back, after his last day."""
    person = state.accounts.get(change.ref)
    return twice(person.spells if person else (), days(change.since), change.ref)


@fitting("account.in-body", "专班、处非办没有自己的人员和职权，人员属于成员单位",
         "a body has no staff and no powers of its own", "R737 5", "office directory-bodies")  # fmt: skip
def no_body(state: Directory, change: c.OpenAccount | c.MoveAccount) -> Fact | None:
    """Who works in a task force acts in the name of his own unit."""
    kind = state.offices[change.office].kind
    return Fact(Words("类别", "kind"), kind, kinds(body=False)) if KINDS[kind].body else None


@fitting("account.unknown", "当日没有这个人员", "there is no such person on the day")
def person_there(state: Directory, change: Any) -> Fact | None:  # noqa: ANN401 - every change that names one
    """What names no day is asked of the last one; what only ends something may have begun with the account."""
    id_ = getattr(change, "account", "") or change.ref
    person, ends = state.accounts.get(id_), not hasattr(change, "since") and hasattr(change, "until")
    if person is not None and (ends or person.there(first(change) or person.spells[-1].until or date.max)):
        return None
    return Fact(Words("人员", "person"), id_, THERE)


@fitting("directory.day-order", "终止日不得早于起始日", "no last day before the first")
def in_order(_: Directory, change: Any) -> Fact | None:  # noqa: ANN401 - every change with two days
    """Of a post, a deputy, a certificate."""
    last: date | None = getattr(change, "until", None) or getattr(change, "valid_until", None)
    if last is None or change.since is None or last >= change.since:
        return None
    return Fact(Words("终止日", "last day"), str(last), f"≥ {change.since}")


@fitting("account.ended", "当日没有这个人员", "the person is not there on the day")
def person_then(state: Directory, change: c.CloseAccount) -> Fact | None:
    """What ends the day before its first was entered by mistake."""
    person = state.accounts.get(change.account)
    return ended(person.spells[-1:] if person else (), change.until)


@fitting("certificate.other-holder", "证号属于他人", "the certificate is another's")
def number_free(state: Directory, change: c.EnterCertificate) -> Fact | None:
    """A number is one person's."""
    spell = days(change.since, change.valid_until)
    for id_ in sorted(state.numbers.get(change.number, frozenset[str]()) - {change.account}):
        held = (one.days for one in state.accounts[id_].certificates if one.number == change.number)
        if any(one.overlaps(spell) for one in held):
            return Fact(Words("持证人", "holder"), id_, change.account)
    return None


@fitting("certificate.unknown", "当日没有这个执法证", "there is no such certificate on the day")
def holds_it(state: Directory, change: c.WithdrawCertificate) -> Fact | None:
    """Only what is held is withdrawn."""
    held = state.accounts[change.account].certificates
    return ended((each.days for each in held if each.number == change.number), change.until)


@fitting("grant.kind", "此类单位没有这个岗位", "this kind of office has no such post",
         "R737 5", "office directory-bodies")  # fmt: skip
def post_of_the_kind(state: Directory, change: c.GrantPost) -> Fact | None:
    """A street's task force gives no post of the authority."""
    kind, allowed = state.offices[change.office].kind, POSTS[change.post].kinds
    return None if kind in allowed else Fact(Words("类别", "kind"), kind, tuple(sorted(allowed)))


@fitting("grant.twice", "已担任此岗位", "the post is held already")
def not_held_yet(state: Directory, change: c.GrantPost) -> Fact | None:
    """Once at a time."""
    grants = state.accounts[change.account].grants
    spells = [each.days for each in grants if each[:2] == (change.post, change.office)]
    return twice(spells, days(change.since, change.until), change.post)


@fitting("grant.not-held", "当日未担任此岗位", "the post is not held on the day")
def held_then(state: Directory, change: c.EndGrant) -> Fact | None:
    """Only what is held ends."""
    grants = state.accounts[change.account].grants
    return ended((g.days for g in grants if g[:2] == (change.post, change.office)), change.until)


@fitting("deputy.paper", "代理须有书面决定", "a deputy is named on paper", "office directory-deputies")
def on_paper(_: Directory, change: c.NameDeputy) -> Fact | None:
    """By whose decision somebody acts for another can be found again."""
    return None if change.paper.strip() else Fact(Words("依据文书", "paper"), EMPTY, Words("有", "given"))


@fitting("deputy.office", "代理人须在该单位任职", "a deputy works in that office himself", "office directory-deputies")
def works_there(state: Directory, change: c.NameDeputy) -> Fact | None:
    """No power leaves the office it is given to."""
    person = state.accounts[change.account]
    if state.offices[change.office].kind in EMPOWERED and works(person, change.office, change.since):
        return None
    return Fact(Words("代理人所在单位", "the deputy's office"), person.home(change.since), change.office)


@fitting("deputy.for-whom", "须写明被代理的在岗人员；正职空缺而主持工作的除外",
         "it is said who of the office is away, unless the post of the head is vacant",
         "R310 5 ¶1", "office directory-deputies")  # fmt: skip
def for_somebody(state: Directory, change: c.NameDeputy) -> Fact | None:
    """One acting head beside a head who is there would make two."""
    if change.acting and not change.absent:
        head = _head(state, change.office, days(change.since, change.until))
        return Fact(Words("在岗正职", "the head"), head, Words("写明被代理人", "name who is away")) if head else None
    absent = state.accounts.get(change.absent)
    if absent is not None and change.absent != change.account and absent.held(change.since, change.office):
        return None
    return Fact(Words("被代理人", "who is away"), change.absent or NONE, Words("本单位在岗人员", "one of the office"))


def _head(state: Directory, office: str, spell: Validity) -> str:
    """Whoever is head of an office on some of these days."""
    return next(
        (id_ for id_, each in state.accounts.items() for held in each.grants
         if held[:2] == (Post.PRINCIPAL, office) and held.days.overlaps(spell)), "",
    )  # fmt: skip


@fitting("deputy.not-named", "当日没有代理", "there is no deputy on the day")
def deputy_then(state: Directory, change: c.EndDeputy) -> Fact | None:
    """Only what was given ends."""
    deputies = state.accounts[change.account].deputies
    return ended((each.days for each in deputies if each.office == change.office), change.until)
