"""``chufei health``: whether what people read keeps up with the log, who follows, and what to do where it does not."""

from collections.abc import Sequence
from typing import Final

from api.answers_told import trouble_of
from api.cli.call import Call
from api.cli.exits import DEGRADED, OK, UNHEALTHY
from api.cli.output import Out
from api.cli.parser import Verbs
from api.follower_names import called
from api.health_told import CONDITIONS, GRADES, asks, checked, span
from domain.instants import clock
from domain.words import Words
from workflows.health import Followed, Grade, Health, Kind, Place

EXITS: Final = {Grade.HEALTHY: OK, Grade.DEGRADED: DEGRADED, Grade.UNHEALTHY: UNHEALTHY}
STYLES: Final = {Grade.HEALTHY: "bold green", Grade.DEGRADED: "bold yellow", Grade.UNHEALTHY: "bold red"}


def add(verbs: Verbs) -> None:
    """Hang the verb into the tree."""
    verbs.add("health", Words("台账是否跟得上日志，谁在跟读", "whether read models keep up, and who follows"), health)


def health(call: Call) -> int:
    """Look, without catching up; 0 when all is well, 12: something is degraded, 13: it stands still, or is damaged."""
    from api.http.proofs import health_of  # noqa: PLC0415 - FastAPI takes longer to load than most verbs take

    with call.open(follow=False) as app:
        found = health_of(app)
    out = call.out
    out.data(_as_json(found))
    out.say(GRADES[found.grade], STYLES[found.grade])
    out.say(Words(f"日志共 {found.head} 号事件", f"the log ends at event {found.head}"), "dim")
    out.say(checked(found.check), STYLES[found.check.grade] if found.check.grade is not Grade.HEALTHY else "dim")
    _table(out, found.followers)
    _tell_what_to_do(out, found)
    return EXITS[found.grade]


def _as_json(found: Health) -> dict[str, object]:
    return {
        "grade": found.grade, "head": found.head, "trouble": found.trouble,
        "check": {"found": found.check.found, "at": found.check.at},
        "followers": [
            {
                "kind": each.kind, "name": each.name, "version": each.version, "generation": each.generation,
                "place": each.place, "position": each.position, "behind": each.behind, "ahead": each.ahead,
                "waiting_since": each.waiting_since, "signs": each.signs, "parked": each.parked,
                "diverged": each.diverged, "condition": each.condition,
            }
            for each in found.followers
        ],
    }  # fmt: skip


def _table(out: Out, followers: Sequence[Followed]) -> None:
    out.table(
        [out(Words("跟读者", "follower")), out(Words("状况", "condition")), out(Words("位置", "position")),
         out(Words("落后", "behind")), out(Words("已等候", "waits")), out(Words("距上次动静", "silent")),
         out(Words("搁置", "parked")), out(Words("版本", "version")), out(Words("进程", "process"))],
        [(out(called(each.name)), out(CONDITIONS[each.condition][0]), each.position, each.behind or "",
          _waiting(out, each), _last_sign(out, each), each.parked or "", _version(each),
          out.listed(sign.holder for sign in each.signs)) for each in followers],
        wrap=(0, 8),
        spare=(8, 7),
    )  # fmt: skip


def _waiting(out: Out, each: Followed) -> str:
    """For how long the next event has waited."""
    return "" if each.waiting_since is None else out(span(each.now - each.waiting_since))


def _last_sign(out: Out, each: Followed) -> str:
    """How long ago any process gave a sign of life."""
    last = max((sign.at for sign in each.signs), default=None)
    return "" if last is None else out(span(each.now - last))


def _version(each: Followed) -> str:
    """Version and generation; an effect has neither."""
    return f"v{each.version} g{each.generation}" if each.kind is Kind.MODEL and each.place is not Place.GONE else ""


def _tell_what_to_do(out: Out, found: Health) -> None:
    if found.trouble:
        words = Words("本进程的故障：{trouble}", "trouble of this process: {trouble}")
        out.say(words.fill(trouble=trouble_of(out, found.trouble)), "yellow")
    for each in asks(found):
        silent = {out.aside(sign.holder, clock(sign.at)) for sign in each.silent}
        told = each.text.fill(silent=out.listed(sorted(silent)), trouble=trouble_of(out, each.trouble))
        out.line()
        out.line(out.colon(out(each.name), out(told)), "" if each.concerned[0].grade is Grade.HEALTHY else "yellow")
