"""``chufei serve``: the ways in over HTTP, with the followers in the same process."""

from logging import INFO
from typing import Final

from api import logs
from api.cli.account import tell_password
from api.cli.call import Call
from api.cli.exits import OK
from api.cli.parser import Verbs
from api.first_password import first_password
from api.http.server import serving, until_told_to_end
from domain.words import Words

HOST: Final = "127.0.0.1"
PORT: Final = 8080


def add(verbs: Verbs) -> None:
    """Hang the verb into the tree."""
    parser = verbs.add("serve", Words("启动网络服务", "serve over HTTP"), serve)
    parser.takes("--host", default=HOST, metavar="HOST", words=Words(f"监听地址，默认 {HOST}", f"the address ({HOST})"))
    words = Words(f"端口，默认 {PORT}；0 为任意空闲端口", f"the port ({PORT}); 0 means any free one")
    parser.takes("--port", default=PORT, type=int, metavar="PORT", words=words)


def serve(call: Call) -> int:
    """Serve until told to end. Raises ``InvalidInput`` (``input.listen``)."""
    logs.configure(INFO)
    with call.open() as app:
        app.read_models.start()
        app.feeding.start()
        app.webhooks.start()
        with serving(app, call.args.host, call.args.port) as address:
            first = first_password(app)
            call.out.data({
                "address": address,
                "administrator": first.account if first else "", "password": first.password if first else "",
            })  # fmt: skip
            if first:
                tell_password(call.out, first)
            call.out.say(Words(f"✓ 服务已启动：{address}（Ctrl+C 结束）", f"✓ serving at {address} (Ctrl+C ends it)"))
            call.out.console.file.flush()
            until_told_to_end()
    return OK
