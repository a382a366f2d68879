"""Whatever administrators do, in whatever order: no circle, no day covered twice, no yesterday rewritten."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta
from itertools import combinations
from typing import Any, Final

from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.store.codec import Codec
from adapters.store.registry import catalogue
from adapters.store.upcasts import upcasts_of
from domain.actor import Role
from domain.directory import commands as c
from domain.directory import events as e
from domain.directory.commands import DirectoryCommand
from domain.directory.kinds import KINDS, OfficeKind, Post
from domain.directory.powers import actor_on, administrators
from tests.golden.golden import FixedKeys
from tests.support.offices import NOW, TODAY, Staff, sampled
from workflows.desks import fold

SAMPLE: Final = sampled()
ADMINS: Final = ("admin", "yw-01")
PEOPLE: Final = ("admin", "yw-01", "jd-01", "jd-02", "qj-04", "new-1", "new-2")
OFFICES: Final = (
    "370100",
    "370104",
    "370104014",
    "370104014001",
    "370104-scjg",
    "370104-zb",
    "370104014002",
    "370104013",
)
DAYS: Final = tuple(TODAY + timedelta(days=by) for by in range(-4, 6))
EVENTS: Final = catalogue()
CODEC: Final = Codec(EVENTS, upcasts_of(EVENTS), FixedKeys())

day = st.sampled_from(DAYS)
some_day = st.none() | day
person, office = st.sampled_from(PEOPLE), st.sampled_from(OFFICES)
post = st.sampled_from((Post.ADMINISTRATOR, Post.PRINCIPAL, Post.STREET_OFFICER, Post.DISTRICT_HANDLER, Post.AUDITOR))


def change(kind: type[DirectoryCommand], /, **fields: st.SearchStrategy[Any]) -> st.SearchStrategy[DirectoryCommand]:
    return st.builds(kind, occurred=st.just(NOW), **fields)


CHANGES: Final = st.one_of(
    change(c.OpenOffice, office=office, kind=st.sampled_from(OfficeKind), name=st.just("示例"), division=office.map(
        lambda code: code.partition("-")[0]), parent=office | st.just(""), since=some_day),
    change(c.ChangeOffice, office=office, name=st.just("示例二"), division=office.map(
        lambda code: code.partition("-")[0]), parent=office | st.just(""), since=some_day),
    change(c.CloseOffice, office=office, until=day),
    change(c.JoinBody, body=office, unit=office, since=some_day),
    change(c.LeaveBody, body=office, unit=office, until=day),
    change(c.OpenAccount, ref=person, name=st.just("某某"), office=office, since=some_day),
    change(c.MoveAccount, account=person, office=office, since=some_day),
    change(c.CloseAccount, account=person, until=day),
    change(c.EnterCertificate, account=person, number=st.sampled_from(("证1", "证2")), valid_until=day, since=some_day),
    change(c.WithdrawCertificate, account=person, number=st.sampled_from(("证1", "证2")), until=day),
    change(c.GrantPost, account=person, post=post, office=office, since=some_day, until=some_day),
    change(c.EndGrant, account=person, post=post, office=office, until=day),
    change(c.NameDeputy, account=person, office=office, acting=st.booleans(), paper=st.just("文件"),
           absent=person | st.just(""), since=day, until=some_day),
    change(c.EndDeputy, account=person, office=office, until=day),
)  # fmt: skip
HISTORIES: Final = st.lists(st.tuples(st.sampled_from(ADMINS), CHANGES), max_size=25)


def played(history: Iterable[tuple[str, DirectoryCommand]]) -> Staff:
    """What was legal of it, done."""
    staff = SAMPLE.after(c.GrantPost(occurred=NOW, account="yw-01", post=Post.ADMINISTRATOR, office="370104"))
    for who, command in history:
        if actor_on(staff.state, who, TODAY) is not None:
            came = staff.asked(command, staff.actor(who))
            staff = came if isinstance(came, Staff) else staff
    return staff


@settings(deadline=None, max_examples=60)
@given(HISTORIES)
def test_the_tree_has_no_circle_and_rises_all_the_way(history: list[tuple[str, DirectoryCommand]]) -> None:
    state = played(history).state

    for code in state.offices:
        for on in DAYS:
            ranks = [KINDS[state.offices[each].kind].rank for each in state.above(code, on)]
            assert ranks == sorted(set(ranks), reverse=True)


@settings(deadline=None, max_examples=60)
@given(HISTORIES)
def test_nothing_is_held_twice_on_a_day_and_no_number_by_two(history: list[tuple[str, DirectoryCommand]]) -> None:
    state = played(history).state

    for account in state.accounts.values():
        for one, other in combinations(account.grants, 2):
            assert one[:2] != other[:2] or not one.days.overlaps(other.days)
    for on in DAYS:
        holders: dict[str, set[str]] = defaultdict(set)
        for id_, account in state.accounts.items():
            for held in account.certificates:
                if held.days.covers(on):
                    holders[held.number].add(id_)
        assert all(len(each) == 1 for each in holders.values())


@settings(deadline=None, max_examples=60)
@given(HISTORIES)
def test_somebody_who_keeps_the_whole_is_always_left(history: list[tuple[str, DirectoryCommand]]) -> None:
    assert administrators(played(history).state, "370100", TODAY)


@settings(deadline=None, max_examples=60)
@given(HISTORIES)
def test_the_log_replays_to_the_same_powers_on_every_day(history: list[tuple[str, DirectoryCommand]]) -> None:
    staff = played(history)
    keys = FixedKeys()
    stored = [CODEC.encode("directory/main", at, each, keys.at_hand([*CODEC.subjects("directory/main", each)]))
              for at, each in enumerate(staff.events, start=1)]  # fmt: skip
    replayed = fold("directory/main", _decoded(stored))

    assert replayed == staff.state
    for who in replayed.accounts:
        assert [actor_on(replayed, who, on) for on in DAYS] == [actor_on(staff.state, who, on) for on in DAYS]


def _decoded(stored: list[tuple[str, bytes]]) -> Iterable[Any]:
    for at, (name, data) in enumerate(stored, start=1):
        yield CODEC.decode(at, "directory/main", at, name, data, open_personal=True)


@settings(deadline=None, max_examples=60)
@given(HISTORIES)
def test_a_post_is_held_on_exactly_the_days_that_the_log_says(history: list[tuple[str, DirectoryCommand]]) -> None:
    """An oracle that walks the events day by day and knows nothing of spells."""
    staff = played(history)

    for on in DAYS:
        held = _held(staff.events, on)
        for who, account in staff.state.accounts.items():
            assert {each[:2] for each in account.held(on)} == held[who], (who, on)


def _held(events: Iterable[Any], on: date) -> dict[str, set[tuple[Post, str]]]:
    held: dict[str, set[tuple[Post, str]]] = defaultdict(set)
    for event in events:
        match event:
            case e.GrantGiven() if (event.since or date.min) <= on <= (event.until or date.max):
                held[event.account].add((event.post, event.office))
            case e.GrantEnded() if event.until < on and _begun(events, event, on):
                held[event.account].discard((event.post, event.office))
            case e.AccountClosed() if event.until < on:
                held[event.account] = {each for each in held[event.account] if not _begun(events, event, on, *each)}
            case _:
                pass
    return held


def _begun(events: Iterable[Any], end: Any, on: date, *of: Any) -> bool:  # noqa: ANN401 - events of two kinds
    """Whether the spell that covers the day had begun when the end was told: one that begins later stays."""
    wanted = of or (end.post, end.office)
    before = events[: events.index(end)]  # type: ignore[index,attr-defined]
    spells = (each for each in before if isinstance(each, e.GrantGiven) and each.account == end.account
              and (each.post, each.office) == wanted
              and (each.since or date.min) <= on <= (each.until or date.max))  # fmt: skip
    return any((each.since or date.min) <= end.until + timedelta(days=1) for each in spells)


@settings(deadline=None, max_examples=60)
@given(HISTORIES)
def test_what_holds_from_today_on_rewrites_no_yesterday(history: list[tuple[str, DirectoryCommand]]) -> None:
    before = played(())
    forward = [(who, each) for who, each in history if _from_today(each)]
    after = played(forward)

    for who in before.state.accounts:
        for on in (each for each in DAYS if each < TODAY):
            assert actor_on(after.state, who, on) == actor_on(before.state, who, on)


def _from_today(command: DirectoryCommand) -> bool:
    first, last = getattr(command, "since", TODAY), getattr(command, "until", None)
    ends = not hasattr(command, "since")
    return first is not None and first >= TODAY and not (ends and last is not None and last < TODAY - timedelta(days=1))


@settings(deadline=None, max_examples=60)
@given(HISTORIES)
def test_nobody_but_an_administrator_changes_anything(history: list[tuple[str, DirectoryCommand]]) -> None:
    staff = played(())
    others = [who for who in PEOPLE if who in staff.state.accounts and Role.ADMINISTRATOR not in staff.actor(who).roles]

    for number, (_, command) in enumerate(history):
        assert not isinstance(staff.asked(command, staff.actor(others[number % len(others)])), Staff)
