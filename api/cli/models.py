"""``chufei migrate`` and ``rebuild``: make what people read, of a new version or anew; the log is never touched."""

from collections import Counter

from api.cli.call import Call
from api.cli.exits import FAULT, OK
from api.cli.output import Out
from api.cli.parser import Verbs
from api.cli.progress import progress
from api.follower_names import called
from api.ports import Migrated
from domain.words import Words


def add(verbs: Verbs) -> None:
    """Hang the verbs into the tree."""
    words = Words(
        "换用新版本程序之前，先建好它要用的台账；旧的照常可用", "build what a new version reads beside what serves"
    )
    verbs.add("migrate", words, migrate)
    parser = verbs.add("rebuild", Words("由日志重建查询用的台账", "build read models anew from the log"), rebuild)
    parser.takes("name", nargs="?", metavar="NAME", words=Words("只重建这一个", "only this one"))


def migrate(call: Call) -> int:
    """Build what this version lacks, take away older versions that nobody follows; cut short, it is run again."""
    with call.open() as app, progress(call.out, Words("建立台账", "building")) as told:
        done = app.read_models.migrate(told)
    call.out.data({
        "built": [{"name": each.projection.name, "position": each.position} for each in done.built],
        "retired": done.retired,
        "kept": [{"key": key, "holders": holders} for key, holders in done.kept],
    })  # fmt: skip
    _tell_migrated(call.out, done)
    return OK


def _tell_migrated(out: Out, done: Migrated) -> None:
    for each in done.built:
        _tell_built(out, each.projection.name, each.position, 0)
    if done.retired:
        keys = out.listed(done.retired)
        out.say(Words(f"✓ 已撤下无人使用的旧版台账：{keys}", f"✓ taken away, as nobody follows them: {keys}"))
    for key, holders in done.kept:
        who = out.listed(holders) or out(Words("有人正在读", "somebody is reading it"))
        words = Words("{key} 仍有旧版程序在用（{who}）；停用之后再运行一次 chufei migrate",
                      "{key} is still in use ({who}); run chufei migrate again when that has ended")  # fmt: skip
        out.say(words.fill(key=key, who=who), "yellow")
    if not done.built and not done.kept and not done.retired:
        out.say(Words("✓ 台账都是本版本的，无需处理", "✓ all read models are of this version"), "green")


def rebuild(call: Call) -> int:
    """One read model or all, beside the old one until it is ready; ``FAULT`` where it could not take every event.

    Raises ``NotFound`` (``projection.unknown``).
    """
    name = call.args.name
    with call.open() as app:
        names = [each.name for each in app.read_models.projections]
        wanted = [name] if name else names
        positions = [each.position for each in app.read_models.rebuild(*wanted)]
        built = list(zip(wanted, positions, strict=True))
        left = Counter(each.name for each in app.read_models.parked())
    call.out.data({
        "rebuilt": [{"name": each, "position": position, "parked": left[each]} for each, position in built]
    })  # fmt: skip
    for each, position in built:
        _tell_built(call.out, each, position, left[each])
    return FAULT if any(left[each] for each, _ in built) else OK


def _tell_built(out: Out, name: str, position: int, left: int) -> None:
    called_so = out.aside(out(called(name)), name)
    words = Words("{name}已重建到第 {position} 号事件", "{name} built anew to position {position}")
    if left:
        words = Words(
            f"✗ {words.zh}，{{left}} 件搁置，见 chufei quarantine list",
            f"✗ {words.en}, {{left}} parked, see chufei quarantine list",
        )
        out.say(words.fill(name=called_so, position=position, left=left), "bold red")
    else:
        out.say(Words(f"✓ {words.zh}", f"✓ {words.en}").fill(name=called_so, position=position))
