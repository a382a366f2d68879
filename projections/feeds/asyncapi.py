"""The feed as an AsyncAPI 3.0 document, made from the declarations: every door, every message, every field."""

from typing import Any, Final

from projections.feeds.declaring import REGISTRY
from projections.feeds.envelope import MEDIA_TYPE
from projections.feeds.schemas import envelope, event_schema, schemas

DOORS: Final = {
    "pull": ("/v1/feed", "拉取 pull: GET, after=<sequence>", "http"),
    "stream": ("/v1/feed/stream", "服务器推送事件 server-sent events: id = sequence, Last-Event-ID", "http"),
    "webhook": (None, "回调 Standard Webhooks: webhook-id = event id", "http"),
    "jetstream": (
        "chufei.feed.{province}.{city}.{district}.{street}.{community}.{office}.{type}",
        "NATS JetStream: stream sequence = sequence",
        "nats",
    ),
}
"""Channel → its address, what it is, by which server."""


def asyncapi(version: str) -> dict[str, Any]:
    """The document of this version of the program."""
    messages = {f"#/components/messages/{name}": name for name in sorted(REGISTRY)}
    refs = {name: {"$ref": ref} for ref, name in messages.items()}
    return {
        "asyncapi": "3.0.0",
        "id": "urn:chufei:feed",
        "info": {
            "title": "处非对外事件流 · chufei feed",
            "version": version,
            "description": "由声明生成，请勿手改。Generated from the declarations; do not edit.",
            "license": {"name": "Apache-2.0", "url": "https://www.apache.org/licenses/LICENSE-2.0"},
        },
        "defaultContentType": MEDIA_TYPE,
        "servers": {
            "http": {"host": "chufei.example", "protocol": "https", "description": "chufei serve"},
            "nats": {"host": "nats.example:4222", "protocol": "nats", "description": "chufei relay"},
        },
        "channels": {door: _channel(door, refs) for door in DOORS},
        "operations": {f"send-{door}": _operation(door) for door in DOORS},
        "components": {
            "messages": {name: _message(name) for name in sorted(REGISTRY)},
            "schemas": {"envelope": _inner(envelope()), **{name: _inner(each) for name, each in schemas().items()}},
        },
    }


def _channel(door: str, refs: dict[str, Any]) -> dict[str, Any]:
    address, words, server = DOORS[door]
    levels = ("province", "city", "district", "street", "community")
    parameters = {
        **{level: {"description": "its own digits of the code of where the lead lies; - for none"} for level in levels},
        "office": {"description": "the office that answers for the lead"},
        "type": {"description": "the type, its dots as underscores"},
    }
    return {
        "address": address,
        "description": words,
        "servers": [{"$ref": f"#/servers/{server}"}],
        "messages": refs,
        **({"parameters": parameters} if address and "{" in address else {}),
    }


def _operation(door: str) -> dict[str, Any]:
    return {"action": "send", "channel": {"$ref": f"#/channels/{door}"}, "summary": DOORS[door][1]}


def _message(name: str) -> dict[str, Any]:
    event = REGISTRY[name]
    return {
        "name": name,
        "title": event.words.zh,
        "summary": event.words.en,
        "contentType": MEDIA_TYPE,
        "payload": event_schema(event),
    }


def _inner(schema: dict[str, Any]) -> dict[str, Any]:
    """A schema inside a document: what names it stands there already."""
    return {key: value for key, value in schema.items() if not key.startswith("$")}
