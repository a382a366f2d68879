"""``chufei feed``: what other systems are told: the events themselves, their schemas, the AsyncAPI document."""

import json
from datetime import datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any, Final

from api.cli.call import Call
from api.cli.exits import OK
from api.cli.output import Out
from api.cli.parser import Verbs
from domain.instants import clock
from domain.lead.stage import STAGE_WORDS, Stage
from domain.words import Words
from projections.feeds.asyncapi import asyncapi
from projections.feeds.declaring import REGISTRY
from projections.feeds.reference import page
from projections.feeds.schemas import envelope, schemas

PAGE: Final = "events.md"
ASYNCAPI: Final = "asyncapi.json"
MOST: Final = 1_000


def add(verbs: Verbs) -> None:
    """Hang the verbs into the tree."""
    group = verbs.group("feed", Words("对外事件流", "the feed to other systems"))
    shown = group.add("show", Words("查看事件，一序号一条", "the events, one for each sequence"), show)
    shown.takes("--after", type=int, default=0, metavar="N", words=Words("从哪一序号之后", "after which sequence"))
    shown.takes("--limit", type=int, default=50, metavar="N", words=Words("最多几条", "how many at most"))
    made = group.add("schemas", Words("各类事件的 JSON 模式", "the JSON Schemas of the events"), write_schemas)
    words = Words("连同说明页和 AsyncAPI 写入这个文件夹", "write them, with the page and AsyncAPI, into this folder")
    made.takes("--out", type=Path, metavar="DIR", words=words)
    group.add("asyncapi", Words("AsyncAPI 3.0 说明", "the feed as an AsyncAPI 3.0 document"), show_asyncapi)


def show(call: Call) -> int:
    """What a subscriber is shown (``--as``); without one the operator at the machine sees every row."""
    after, limit = max(call.args.after, 0), min(max(call.args.limit, 1), MOST)
    with call.open() as app:
        actor = call.somebody(app)
        if actor is not None:
            app.loop.run(app.feed_rights.note(actor))
        app.feeding.catch_up()
        head, epoch = app.feed.head(), app.feed.epoch
        rows = app.feed.seen(actor, after, limit) if actor else [row.body for row in app.feed.read(after, limit)]
    events = [json.loads(each) for each in rows]
    out = call.out
    out.data({"epoch": epoch, "head": head, "events": events})
    out.table(
        [out(Words("序号", "sequence")), out(Words("时间", "time")), out(Words("事件", "event")),
         out(Words("线索", "lead")), out(Words("阶段", "stage"))],
        [(int(each["sequence"]), *_told(each, out)) for each in events],
        wrap=(2,),
    )  # fmt: skip
    out.say(Words(f"末尾序号 {head}", f"the feed ends at {head}"), "dim")
    return OK


def _told(event: dict[str, Any], out: Out) -> tuple[str, str, str, str]:
    """When, what, which lead, where it stands; a stub says none of it."""
    data = event.get("data", {})
    when = clock(datetime.fromisoformat(event["time"])) if "time" in event else ""
    stage = out(STAGE_WORDS[Stage(data["stage"])]) if "stage" in data else ""
    lead = data.get("number", "") or event.get("subject", "").partition("/")[2]
    return when, out(REGISTRY[event["type"]].words), lead, stage


def write_schemas(call: Call) -> int:
    """To standard output, or into a folder: a file for each type, the envelope, the page, the AsyncAPI document."""
    found = {"envelope": envelope(), **schemas()}
    if call.args.out is None:
        call.out.data(found)
        call.out.verbatim(_json(found))
        return OK
    call.args.out.mkdir(parents=True, exist_ok=True)
    files = {f"{name}.json": _json(each) for name, each in found.items()}
    files |= {PAGE: page(), ASYNCAPI: _json(asyncapi(version("chufei")))}
    for name, text in files.items():
        (call.args.out / name).write_text(text, encoding="utf-8")
        call.out.line(str(call.args.out / name))
    return OK


def show_asyncapi(call: Call) -> int:
    """To standard output."""
    document = asyncapi(version("chufei"))
    call.out.data(document)
    call.out.verbatim(_json(document))
    return OK


def _json(document: object) -> str:
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"
