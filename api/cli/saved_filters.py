"""``chufei ledger save``, ``filters``, ``forget``: filters under a name, of an officer or of the whole office."""

from api import kept_filters
from api.app import App
from api.cli.call import Call
from api.cli.exits import OK
from api.cli.narrowing import kept, narrowing, said, told
from api.cli.parser import Parser, Verbs
from api.kept_filters import owner_of, owners
from domain.values.text import tidy
from domain.words import Words


def add(group: Verbs) -> None:
    """Hang the verbs into the tree."""
    parser = group.add("save", Words("保存筛选，以后用 --filter 名称", "keep a filter for --filter NAME"), save)
    _named(parser)
    narrowing(parser)
    group.add("filters", Words("列出保存的筛选", "list the filters that are kept"), show)
    _named(group.add("forget", Words("删除保存的筛选", "take a filter away"), forget))


def _named(parser: Parser) -> None:
    parser.takes("name", metavar="NAME", words=Words("筛选的名称", "name of the filter"))
    parser.takes("--shared", action="store_true", words=Words("全单位共用", "of the whole office"))


def save(call: Call) -> int:
    """Keep the flags as they were typed. Raises ``InvalidInput`` for flags that mean nothing."""
    with call.open() as app:
        before = kept(call, app, call.args.filter) if call.args.filter else {}
        typed = {**before, **said(call.args)}
        name = kept_filters.keep(app, _owner(call, app), call.args.name, typed)
    call.out.data({"name": name, "shared": call.args.shared, "filter": typed})
    words = Words(
        "已保存“{name}”：chufei ledger list --filter {name}", "kept {name}: chufei ledger list --filter {name}"
    )
    call.out.say(words.fill(name=name))
    return OK


def _owner(call: Call, app: App) -> str:
    return owner_of(call.who(app), shared=call.args.shared)


def show(call: Call) -> int:
    """The filters of whoever asks, and of his office."""
    out = call.out
    with call.open() as app:
        found = [(whose, name, typed)
                 for owner, whose in owners(call.who(app)).items()
                 for name, typed in app.filters.of(owner).items()]  # fmt: skip
    out.data({"filters": [{"name": name, "whose": whose, "filter": typed} for whose, name, typed in found]})
    heads = [out(Words("名称", "name")), out(Words("归属", "whose")), out(Words("条件", "flags"))]
    out.table(heads, [(name, out(whose), told(typed, out)) for whose, name, typed in found], wrap=(0, 2))
    out.say(Words(f"共 {len(found)} 个", f"filters: {len(found)}"), "dim")
    return OK


def forget(call: Call) -> int:
    """Take one away. Raises ``NotFound`` (``filter.unknown``)."""
    name = tidy(call.args.name)
    with call.open() as app:
        kept_filters.forget(app, _owner(call, app), name)
    call.out.data({"forgotten": name})
    call.out.say(Words("已删除“{name}”", "forgot {name}").fill(name=name))
    return OK
