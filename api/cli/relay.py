"""``chufei relay``: the feed on NATS JetStream, at the feed's own sequences."""

from pathlib import Path
from typing import Final

from api.cli.call import Call
from api.cli.exits import OK
from api.cli.parser import Verbs
from domain.words import Words

STREAM: Final = "CHUFEI"


def add(verbs: Verbs) -> None:
    """Hang the verb into the tree."""
    words = Words("把事件流送上 NATS JetStream", "put the feed on NATS JetStream")
    parser = verbs.add("relay", words, relay)
    parser.takes(
        "--nats", default="", metavar="URL",
        words=Words("NATS 的地址，如 nats://bus:4222；几台用逗号隔开", "addresses of NATS, parted by commas"),
    )  # fmt: skip
    parser.takes(
        "--credentials", type=Path, metavar="FILE",
        words=Words("登录 NATS 用的 TOML 文件", "a TOML file to sign in with: user, password; nkey; creds; ca …"),
    )  # fmt: skip
    words = Words(f"消息流的名称，默认 {STREAM}", f"the name of the stream ({STREAM})")
    parser.takes("--stream", default=STREAM, metavar="NAME", words=words)
    words = Words(
        "新建消息流时存几份，默认 1；三台一组的用 3", "copies of a stream that is made (1); 3 on a cluster of three"
    )
    parser.takes("--replicas", type=int, default=1, metavar="N", words=words)
    words = Words("消息流被删后，按原编号重建", "make a stream that is gone again, with the same sequences")
    parser.takes("--rebuild-stream", action="store_true", words=words)
    words = Words("新建的消息流从第 N 号事件起，默认 1", "a stream that is made begins at row N of the feed (1)")
    parser.takes("--first", type=int, default=1, metavar="N", words=words)
    words = Words("送完现有的就结束", "end when all there is has been put there")
    parser.takes("--once", action="store_true", words=words)
    words = Words("不再用这个消息流：健康检查不再提它", "the stream is no longer used: health tells of it no more")
    parser.takes("--forget", action="store_true", words=words)


def relay(call: Call) -> int:
    """Relay until told to end. Raises ``Diverged`` where a person must look, with ``--once`` ``BusUnavailable``.

    It needs no keys: what it sends was written before.
    """
    args, out = call.args, call.out
    with call.open(follow=False, keyless=True) as app:
        if args.forget:
            app.relaying.forget(args.stream)
            out.data({"stream": args.stream, "forgotten": True})
            out.say(Words(f"✓ 不再提消息流 {args.stream}", f"✓ stream {args.stream} is forgotten"))
            return OK
        if not args.once:
            out.say(Words(f"正在把事件流送上消息流 {args.stream}（Ctrl+C 结束）",
                          f"putting the feed on stream {args.stream} (Ctrl+C ends it)"))  # fmt: skip
            out.console.file.flush()
        sequence = app.relaying.run(
            args.nats,
            stream=args.stream,
            replicas=args.replicas,
            login=args.credentials,
            rebuild=args.rebuild_stream,
            first=args.first,
            once=args.once,
        )
    out.data({"stream": args.stream, "sequence": sequence})
    out.say(Words(f"✓ 消息流 {args.stream} 已到第 {sequence} 号", f"✓ stream {args.stream} is at {sequence}"))
    return OK
