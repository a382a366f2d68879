"""``chufei api openapi``: the description of the HTTP interface, for those who build on it and for the reference."""

from pathlib import Path

from api.cli.call import Call
from api.cli.exits import OK
from api.cli.parser import Verbs
from domain.words import Words


def add(verbs: Verbs) -> None:
    """Hang the verb into the tree."""
    group = verbs.group("api", Words("网络接口", "the HTTP interface"))
    parser = group.add("openapi", Words("接口说明（OpenAPI 3.1）", "its description (OpenAPI 3.1)"), describe_it)
    words = Words("写入这个文件；不写则输出到标准输出", "into this file; else standard output")
    parser.takes("--out", type=Path, metavar="FILE", words=words)


def describe_it(call: Call) -> int:
    """As a file, or to standard output."""
    from api.http.app import routed  # noqa: PLC0415 - FastAPI takes longer to load than most verbs take
    from api.http.description import as_file  # noqa: PLC0415 - the same

    text = as_file(routed().openapi())
    if call.args.out is None:
        call.out.verbatim(text)
        return OK
    call.args.out.write_text(text, encoding="utf-8")
    call.out.line(str(call.args.out))
    return OK
