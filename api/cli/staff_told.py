"""Offices and people as of a day, told to whoever looks: who may do what, since when, and by which event of the log."""

from datetime import date

from api.app import App
from api.cli.call import Call
from api.cli.exits import OK
from api.cli.output import Out
from api.directory_seen import (
    Sourced,
    acting,
    bodies,
    entries,
    known,
    members,
    office_json,
    office_name,
    person_json,
    tree,
)
from domain.directory.powers import actor_on
from domain.directory.state import Account, Directory
from domain.instants import clock, day_of
from domain.values.day import parse_day
from domain.words import Words
from workflows.forms.choices import words_of
from workflows.staff.listing import staff_file


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
    call.out.data({"on": day, "people": [person_json(state, each, day) for each in people]})
    out = call.out
    out.table(
        _heads(out, ("账号", "account"), ("姓名", "name"), ("单位", "office"), ("岗位", "posts"),
               ("执法证", "certificate")),
        [(each.id, each.name, office_name(state, each.home(day), day), _posts(out, each, day),
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


def shown(call: Call) -> int:
    """One person: as what he could act on the day, and every entry about him with the event that made it.

    Raises ``NotFound`` (``actor.unknown``).
    """
    with call.open(follow=False) as app:
        day, state = _asked(call, app), app.roster.directory()
        person = known(state, call.args.id)
        sources = entries(app, person, day)
    given = [_entry(call.out, each) for each in sources]
    out, capacities, belongs = call.out, acting(state, person.id, day), bodies(state, person.id, day)
    out.data({"on": day, **person_json(state, person, day), "there": person.there(day), "capacities": capacities,
              "bodies": belongs, "entries": given})  # fmt: skip
    out.line(f"{person.name}（{person.id}）  {day}", "bold")
    if not person.there(day):
        out.say(Words("当日不在册", "not there on the day"), "yellow")
    for actor in capacities:
        what = [*([words_of(actor.position)] if actor.position else []), *map(words_of, actor.roles)]
        out.beside(f"  {out(Words('能以此名义', 'may act for'))}", f"{actor.organ}（{actor.office}）："
                   f"{out.listed(map(out, what)) or '—'}", 16, "dim")  # fmt: skip
    for body in belongs:
        out.beside(f"  {out(Words('所属机构', 'belongs to'))}", office_name(state, body, day), 16, "dim")
    out.table(
        _heads(out, ("事项", "what"), ("起止", "days"), ("当日", "that day"), ("事件", "event"), ("录入", "entered"),
               ("由", "by")),
        [(each["what"], each["days"], "●" if each["holds"] else "", each["position"], clock(sourced.recorded_at),
          each["actor"]) for each, sourced in zip(given, sources, strict=True)],
        wrap=(0,), spare=(4,),
    )  # fmt: skip
    return OK


def _entry(out: Out, each: Sourced) -> dict[str, object]:
    since, until = each.days.since, each.days.until
    return {"what": out(each.what), "days": f"{app_day(since)} – {until or ''}".strip(), "since": since,
            "until": until, "holds": each.holds, "position": each.position, "recorded_at": each.recorded_at,
            "actor": each.actor}  # fmt: skip


def app_day(since: date) -> str:
    """A first day; ``…`` where it was so before the directory was kept."""
    return "…" if since == date.min else str(since)


def offices(call: Call) -> int:
    """The tree of offices of a day, and the members of each body."""
    with call.open(follow=False) as app:
        day, state = _asked(call, app), app.roster.directory()
    rows = tree(state, day)
    call.out.data({"on": day, "offices": [office_json(state, each, day) for each, _ in rows]})
    out = call.out
    out.table(
        _heads(out, ("代码", "code"), ("名称", "name"), ("类别", "kind"), ("成员", "members")),
        [(each.code, "· " * depth + office_name(state, each.code, day), out(words_of(each.kind)),
          out.listed(members(state, each.code, day))) for each, depth in rows],
        wrap=(1, 3),
    )  # fmt: skip
    return OK
