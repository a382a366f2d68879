"""``chufei serve``: the ways in over HTTP, and what follows the log: in one process, or in parts beside each other."""

from enum import StrEnum
from logging import INFO
from typing import Final

from api import logs
from api.cli.account import tell_password
from api.cli.call import Call
from api.cli.exits import OK
from api.cli.parser import Verbs
from api.first_password import FirstPassword, first_password
from api.resident import settle
from domain.words import Words

HOST: Final = "127.0.0.1"
PORT: Final = 8080


class Part(StrEnum):
    """What a process does of it; in production several of each run on one database."""

    ALL = "all"
    API = "api"
    WORKER = "worker"


def add(verbs: Verbs) -> None:
    """Hang the verb into the tree."""
    parser = verbs.add("serve", Words("启动网络服务", "serve over HTTP"), serve)
    parser.takes("--host", default=HOST, metavar="HOST", words=Words(f"监听地址，默认 {HOST}", f"the address ({HOST})"))
    words = Words(f"端口，默认 {PORT}；0 为任意空闲端口", f"the port ({PORT}); 0 means any free one")
    parser.takes("--port", default=PORT, type=int, metavar="PORT", words=words)
    words = Words(
        "只做其中一部分：api 只答复请求，worker 只跟读日志、对外推送；默认都做",
        "only a part of it: api answers requests, worker follows the log and calls others; all is the default",
    )
    parser.takes("--role", default=Part.ALL, choices=list(Part), words=words)


def serve(call: Call) -> int:
    """Serve until told to end. Raises ``InvalidInput`` (``input.listen``)."""
    from api.server import serving, until_told_to_end  # noqa: PLC0415 - FastAPI takes longer to load than most verbs

    logs.configure(INFO)
    part = Part(call.args.role)
    with call.open(follow=part is not Part.API) as app:
        if part is not Part.API:
            for each in (app.read_models, app.feeding, app.webhooks):
                each.start()
        if part is Part.WORKER:
            settle()
            _begun(call, Words("✓ 已开始跟读和推送（Ctrl+C 结束）", "✓ following the log (Ctrl+C ends it)"), part)
            until_told_to_end()
            return OK
        with serving(app, call.args.host, call.args.port) as address:
            settle()
            words = Words(f"✓ 服务已启动：{address}（Ctrl+C 结束）", f"✓ serving at {address} (Ctrl+C ends it)")
            _begun(call, words, part, address=address, first=first_password(app))
            until_told_to_end()
    return OK


def _begun(call: Call, words: Words, part: Part, *, address: str = "", first: FirstPassword | None = None) -> None:
    """Say that it runs, to whoever started it and may be a program."""
    call.out.data({
        "role": part, "address": address,
        "administrator": first.account if first else "", "password": first.password if first else "",
    })  # fmt: skip
    if first:
        tell_password(call.out, first)
    call.out.say(words)
    call.out.console.file.flush()
