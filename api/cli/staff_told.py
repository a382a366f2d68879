"""Offices and people as of a day, told to whoever looks: who may do what, since when, and by which event of the log."""

from collections.abc import Iterator
from datetime import date
from typing import Any, Final

from api.app import App
from api.cli.call import Call
from api.cli.exits import OK
from api.cli.output import Out
from domain.directory.commands import DIRECTORY
from domain.directory.powers import actor_on, bodies_of, offices_of
from domain.directory.state import Account, Directory, Office
from domain.errors import NotFound
from domain.instants import clock, day_of
from domain.law import Validity
from domain.values.day import parse_day
from domain.words import Words
from workflows.forms.choices import words_of
from workflows.staff.listing import staff_file

NOBODY: Final = Words("名册里从未有过编号“{id}”的人员", "nobody was ever in the directory under the id {id}")
BEFORE: Final = Words("启用前", "before it was kept")


def _heads(out: Out, *heads: tuple[str, str]) -> list[str]:
    return [out(Words(*each)) for each in heads]


def _asked(call: Call, app: App) -> date:
    return parse_day(call.args.on, field="--on") if call.args.on else day_of(app.clock.now())


def listed(call: Call) -> int:
    """Everybody there on the day, each in his own office."""
    with call.open(follow=False) as app:
        day, state = _asked(call, app), app.roster.directory()
    if call.args.csv:
        call.out.bytes(staff_file(state, day))
        return OK
    people = [each for each in state.accounts.values() if each.there(day)]
    call.out.data({"on": day, "people": [_person(state, each, day) for each in people]})
    out = call.out
    out.table(
        _heads(out, ("编号", "id"), ("姓名", "name"), ("单位", "office"), ("岗位", "posts"), ("执法证", "certificate")),
        [(each.id, each.name, _office_name(state, each.home(day), day), _posts(out, each, day),
          _until(state, each, day)) for each in people],
        wrap=(2, 3), spare=(4,),
    )  # fmt: skip
    return OK


def _posts(out: Out, person: Account, day: date) -> str:
    own = person.home(day)
    held = (out(words_of(each.post)) + (f"@{each.office}" if each.office != own else "") for each in person.held(day))
    return out.listed(held)


def _until(state: Directory, person: Account, day: date) -> date | None:
    actor = actor_on(state, person.id, day)
    return actor.certificate.valid_until if actor and actor.certificate else None


def _office_name(state: Directory, code: str, day: date) -> str:
    office = state.offices[code]
    return (office.on(day) or office.facts[-1]).name


def _person(state: Directory, person: Account, day: date) -> dict[str, object]:
    """The documented shape of somebody on a day."""
    actor = actor_on(state, person.id, day)
    return {
        "id": person.id,
        "name": person.name,
        "office": person.home(day),
        "posts": [{"post": each.post, "office": each.office, "since": each.days.since, "until": each.days.until}
                  for each in person.held(day)],
        "roles": actor.roles if actor else (),
        "position": actor.position if actor else None,
        "level": actor.level if actor else None,
        "certificate": actor.certificate if actor else None,
    }  # fmt: skip


def shown(call: Call) -> int:
    """One person: as what he could act on the day, and every entry about him with the event that made it.

    Raises ``NotFound`` (``actor.unknown``).
    """
    with call.open(follow=False) as app:
        day, state = _asked(call, app), app.roster.directory()
        person = state.accounts.get(call.args.id)
        if person is None:
            raise NotFound(NOBODY.fill(id=call.args.id), code="actor.unknown")
        entries = [_sourced(app, *each) for each in _entries(call.out, person, day)]
        out = call.out
        capacities = [actor_on(state, person.id, day, office) for office in offices_of(state, person.id, day)]
        bodies = [body for each in offices_of(state, person.id, day) for body in bodies_of(state, each, day)]
    out.data({"on": day, **_person(state, person, day), "there": person.there(day), "capacities": capacities,
              "bodies": bodies, "entries": entries})  # fmt: skip
    out.line(f"{person.name}（{person.id}）  {day}", "bold")
    if not person.there(day):
        out.say(Words("当日不在册", "not there on the day"), "yellow")
    for actor in filter(None, capacities):
        what = [*([words_of(actor.position)] if actor.position else []), *map(words_of, actor.roles)]
        out.beside(f"  {out(Words('能以此名义', 'may act for'))}", f"{actor.organ}（{actor.office}）："
                   f"{out.listed(map(out, what)) or '—'}", 16, "dim")  # fmt: skip
    for body in bodies:
        out.beside(f"  {out(Words('所属机构', 'belongs to'))}", _office_name(state, body, day), 16, "dim")
    out.table(
        _heads(out, ("事项", "what"), ("起止", "days"), ("当日", "that day"), ("事件", "event"), ("录入", "entered"),
               ("由", "by")),
        [(each["what"], each["days"], "●" if each["holds"] else "", each["position"], clock(each["recorded_at"]),
          each["actor"]) for each in entries],
        wrap=(0,), spare=(4,),
    )  # fmt: skip
    return OK


def _entries(out: Out, person: Account, day: date) -> Iterator[tuple[str, Validity, int, bool]]:
    """What, its days, the version of the event that says so, whether it holds on the day."""
    for home in person.homes:
        own = person.home(day) == home.office and person.there(day)
        yield f"{out(Words('本单位', 'own office'))} {home.office}", Validity(home.since), home.at, own
    for grant in person.grants:
        yield f"{out(words_of(grant.post))}@{grant.office}", grant.days, grant.at, grant.days.covers(day)
    for held in person.certificates:
        what = f"{out(Words('执法证', 'certificate'))} {held.number}"
        yield what, held.days, held.at, held.days.covers(day)
    for deputy in person.deputies:
        kind = Words("主持工作", "acting head") if deputy.acting else Words("代理", "stands in for")
        what = f"{out(kind)} {deputy.absent}@{deputy.office}（{deputy.paper}）"
        yield what, deputy.days, deputy.at, deputy.days.covers(day)


def _sourced(app: App, what: str, days: Validity, at: int, holds: bool) -> dict[str, Any]:  # noqa: FBT001 - a row
    recorded = app.store.at(DIRECTORY, at)
    assert recorded is not None  # noqa: S101 - the state was folded from it
    since = app_day(days.since)
    return {"what": what, "days": f"{since} – {days.until or ''}".strip(), "since": days.since, "until": days.until,
            "holds": holds, "position": recorded.position, "recorded_at": recorded.recorded_at,
            "actor": recorded.meta.actor}  # fmt: skip


def app_day(since: date) -> str:
    """A first day; ``…`` where it was so before the directory was kept."""
    return "…" if since == date.min else str(since)


def offices(call: Call) -> int:
    """The tree of offices of a day, and the members of each body."""
    with call.open(follow=False) as app:
        day, state = _asked(call, app), app.roster.directory()
    there = {code: office for code, office in state.offices.items() if office.on(day)}
    rows = [row for code in there if not _parent(there, code, day) for row in _below(state, there, code, day, 0)]
    call.out.data({"on": day, "offices": [_office(state, there[code], day) for code, _ in rows]})
    out = call.out
    out.table(
        _heads(out, ("代码", "code"), ("名称", "name"), ("类别", "kind"), ("成员", "members")),
        [(code, "· " * depth + _office_name(state, code, day), out(words_of(there[code].kind)),
          out.listed(_members(state, code, day))) for code, depth in rows],
        wrap=(1, 3),
    )  # fmt: skip
    return OK


def _below(state: Directory, there: dict[str, Office], code: str, day: date, depth: int) -> Iterator[tuple[str, int]]:
    yield code, depth
    for each in there:
        if _parent(there, each, day) == code:
            yield from _below(state, there, each, day, depth + 1)


def _parent(there: dict[str, Office], code: str, day: date) -> str:
    facts = there[code].on(day)
    return facts.parent if facts and facts.parent in there else ""


def _members(state: Directory, body: str, day: date) -> list[str]:
    return [each.unit for each in state.members if each.body == body and each.days.covers(day)]


def _office(state: Directory, office: Office, day: date) -> dict[str, object]:
    facts = office.on(day)
    return {"code": office.code, "kind": office.kind, "members": _members(state, office.code, day),
            "since": office.days.since, "until": office.days.until, **(facts._asdict() if facts else {})}  # fmt: skip
