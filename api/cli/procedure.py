"""``chufei procedure draw``: the tables of moves as diagrams, for people and for the reference pages."""

from pathlib import Path
from typing import Final

from api.cli.call import Call
from api.cli.exits import OK
from api.cli.parser import Verbs
from domain.errors import NotFound
from domain.procedure import Procedure
from domain.words import Words
from workflows.desks import DESKS
from workflows.drawing import draw, page

PROCEDURES: Final[dict[str, Procedure]] = {desk.procedure.name: desk.procedure for desk in DESKS.values()}


def add(verbs: Verbs) -> None:
    """Hang the verb into the tree."""
    group = verbs.group("procedure", Words("办理流程", "the procedures"))
    parser = group.add("draw", Words("画出流程图（Mermaid）", "draw them (Mermaid)"), draw_them)
    names = ", ".join(PROCEDURES)
    parser.takes("name", nargs="?", metavar="NAME", words=Words(f"流程名：{names}", f"one of: {names}"))
    words = Words("写成参考文档，放入这个文件夹", "write reference pages into this folder")
    parser.takes("--out", type=Path, metavar="DIR", words=words)


def draw_them(call: Call) -> int:
    """To standard output, or one Markdown page a procedure into a folder. Raises ``NotFound``."""
    name = call.args.name
    if name and name not in PROCEDURES:
        words = Words(f"没有“{name}”这个流程：{'、'.join(PROCEDURES)}", f"no procedure {name}: {', '.join(PROCEDURES)}")
        raise NotFound(words, code="procedure.unknown")
    chosen = [PROCEDURES[name]] if name else list(PROCEDURES.values())
    call.out.data({"procedures": {each.name: draw(each) for each in chosen}})
    for each in chosen:
        if call.args.out is None:
            call.out.verbatim(draw(each))
        else:
            call.args.out.mkdir(parents=True, exist_ok=True)
            path = call.args.out / f"procedure-{each.name}.md"
            path.write_text(page(each), encoding="utf-8")
            call.out.line(str(path))
    return OK
