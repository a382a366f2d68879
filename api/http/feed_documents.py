"""What the feed's events are, for programs: JSON Schemas and AsyncAPI; no facts of anybody, so anybody may ask."""

from importlib.metadata import version
from typing import Annotated, Any, Final

from fastapi import APIRouter, Path, Response
from pydantic import BaseModel, Field

from api.http.queries import KnownOnly
from domain.errors import NotFound
from domain.words import Words
from projections.feeds.asyncapi import asyncapi
from projections.feeds.declaring import REGISTRY
from projections.feeds.schemas import envelope, schemas

routes = APIRouter(tags=["feed"], dependencies=[KnownOnly])

CACHED: Final = "public, max-age=3600"


class EventType(BaseModel):
    """A type of event and where its schema is."""

    type: str = Field(description="类型 the type", examples=["chufei.lead.moved.v1"])
    zh: str = Field(description="中文说明 in Chinese")
    en: str = Field(description="英文说明 in English")
    href: str = Field(description="模式地址 where its schema is")


class EventTypes(BaseModel):
    """All of them."""

    types: list[EventType] = Field(description="各个类型 the types")


@routes.get("/feed/schemas", operation_id="listEventTypes", summary="事件类型 the types of events")
def listed(response: Response) -> EventTypes:
    """有哪些事件类型。Which types of events there are."""
    response.headers["cache-control"] = CACHED
    return EventTypes(types=[
        EventType(type=name, zh=REGISTRY[name].words.zh, en=REGISTRY[name].words.en, href=f"/v1/feed/schemas/{name}")
        for name in sorted(REGISTRY)
    ])  # fmt: skip


@routes.get("/feed/schemas/{type}", operation_id="getEventSchema", summary="事件的 JSON 模式 the schema of a type")
def schema(
    response: Response,
    type_: Annotated[str, Path(alias="type", description="类型，或 envelope the type, or envelope", max_length=100)],
) -> dict[str, Any]:
    """事件内容的 JSON 模式。The JSON Schema (2020-12) of what events of a type hold."""
    found = {"envelope": envelope(), **schemas()}.get(type_)
    if found is None:
        raise NotFound(NO_TYPE, code="event-type.unknown")
    response.headers["cache-control"] = CACHED
    return found


@routes.get("/feed/asyncapi.json", operation_id="getAsyncApi", summary="AsyncAPI 3.0 说明 the AsyncAPI document")
def document(response: Response) -> dict[str, Any]:
    """事件流的 AsyncAPI 说明。The feed as an AsyncAPI document."""
    response.headers["cache-control"] = CACHED
    return asyncapi(version("chufei"))


NO_TYPE: Final = Words("没有这种事件；类型见 /v1/feed/schemas", "there is no such type; /v1/feed/schemas lists them")
