"""The description of the interface (OpenAPI 3.1): what FastAPI knows of the routes, and what our tables know beyond it.

The address of a move stands in it once for every command, each with the schema of its own form.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from typing import Any, Final

from fastapi import APIRouter, FastAPI
from fastapi.dependencies.models import Dependant
from fastapi.openapi.utils import get_openapi
from fastapi.routing import APIRoute

from api.directory_changes import FORMS
from api.http.answering import DONE, JSON, SHAPES
from api.http.caller import caller
from api.http.examples import ANSWERS
from api.http.headers import OF_A_COLLEAGUE, OF_AN_OFFICE
from api.http.problems import BARE, MEDIA_TYPE, STATUS
from api.http.schemas.answers import ProblemAnswer
from api.http.schemas.filled import filled
from api.http.schemas.forms import PART, form_schema
from api.http.schemas.shapes import REFERENCE
from api.http.sending import MOVES
from api.http.writers import SENDERS
from domain.lead.intake.commands import RegisterAssistance, RegisterLead
from domain.words import Words
from workflows.desks import DESKS

Document = dict[str, Any]

ABOUT: Final = """\
处非：风险线索从发现到办结的全过程，每一步都在不可改动的日志里。
Risk leads from discovery to the archive, every step in a log that cannot be changed.

- 登录 sign in: `Authorization: Bearer chufei_…`
- 办理 act: `POST /v1/leads/{lead}/{move}`；每个事项的表单见下 the form of each move stands below.
- 并发 concurrency: `If-Match: "<version>"` 或线索的 or the `ETag` of a lead → 412.
- 幂等 repetition: `Idempotency-Key` → `Idempotency-Replayed: true`.
- 以哪个单位的名义 for which office: `Chufei-Office`；代谁办理 for which colleague: `Chufei-On-Behalf-Of`.
- 时刻 moments: 答复中一律为 in answers always `2026-11-02T01:00:00Z`（UTC；有小数秒时到微秒 microseconds if any）.
- 先写后读 read your writes: `Chufei-Position`.
- 拒绝 refusals: RFC 9457 `application/problem+json`，带规则、条文、事实和出路 with rule, articles, facts, way out.
"""
TEMPLATES: Final = {"/v1/leads/{lead}/{move}": MOVES, "/v1/directory/{change}": FORMS}
"""Address → the commands it stands for."""
TAGS: Final = (
    ("leads", "线索 leads"), ("moves", "事项 moves"), ("ledgers", "台账 ledgers"), ("law", "法规库 the law register"),
    ("imports", "导入 imports"), ("feed", "对外事件流 the feed to other systems"),
    ("verify", "核验日志 verifying the log"), ("directory", "单位和人员 offices and people"),
    ("problems", "问题代码 codes of problems"), ("health", "健康 health"),
)  # fmt: skip
SECURITY: Final = "bearer"
OF_READS: Final = (401, 403, 404, 422, 429, 500, 503)
OF_WRITES: Final = (*OF_READS, 400, 408, 409, 412, 413, 415)
"""Problems that any read, any write may be answered with."""
NOT_OURS: Final = ("HTTPValidationError", "ValidationError")
"""How FastAPI would answer what it cannot read: we answer with a problem."""
METHODS: Final = frozenset({"get", "post", "put", "patch", "delete"})


def describe(http: FastAPI, routers: Sequence[APIRouter]) -> Document:
    """The whole description, made once."""
    if http.openapi_schema is None:
        http.openapi_schema = _made(http, routers)
    return http.openapi_schema


def as_file(document: Document) -> str:
    """The description as the reference keeps it: the same routes, the same text."""
    return json.dumps(document, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def _made(http: FastAPI, routers: Sequence[APIRouter]) -> Document:
    made = get_openapi(
        title=http.title, version=http.version, description=ABOUT, routes=http.routes,
        tags=[{"name": name, "description": words} for name, words in TAGS],
    )  # fmt: skip
    paths: Document = made["paths"]
    for address, commands in TEMPLATES.items():
        paths |= dict(_each(address, paths.pop(address)["post"], commands))
    _fill_in(paths["/v1/leads"]["post"], RegisterLead)
    _fill_in(paths["/v1/assistances"]["post"], RegisterAssistance)
    components = made.setdefault("components", {})
    SHAPES.of(ProblemAnswer)
    schemas = components.setdefault("schemas", {})
    if twice := [
        name for name, each in schemas.items() if each.get("enum") != SHAPES.named.get(name, each).get("enum")
    ]:
        msg = f"two shapes of one name: {twice}"
        raise ValueError(msg)
    schemas |= SHAPES.named
    components["responses"] = {f"Problem{status}": each for status, each in _problems()}
    components["examples"] = {name: {"value": each} for name, each in ANSWERS.items()}
    components["securitySchemes"] = {
        SECURITY: {"type": "http", "scheme": "bearer", "description": "API 令牌 API token"}
    }
    for name in NOT_OURS:
        components["schemas"].pop(name, None)
    anybody = open_to_anybody(routers)
    for operations in paths.values():
        for method, operation in operations.items():
            if method in METHODS:
                _complete(method, operation, guarded=operation["operationId"] not in anybody)
    return made


def open_to_anybody(routers: Sequence[APIRouter]) -> frozenset[str]:
    """The operations for which nobody has to sign in."""
    routes = (each for router in routers for each in router.routes if isinstance(each, APIRoute))
    return frozenset(each.operation_id or "" for each in routes if not _asks_who(each.dependant))


def _asks_who(dependant: Dependant) -> bool:
    return dependant.call in (caller, *SENDERS) or any(map(_asks_who, dependant.dependencies))


def _each(address: str, template: Document, commands: Mapping[str, type]) -> Iterator[tuple[str, Document]]:
    """One path for each command, under its own name."""
    labels = {row.command: row.label for desk in DESKS.values() for row in desk.procedure.rows}
    head, _, placeholder = address.rpartition("/")
    for name, command in sorted(commands.items()):
        operation: Document = deepcopy(template) | {"operationId": _camel(name)}
        operation["parameters"] = [each for each in operation["parameters"] if f"{{{each['name']}}}" != placeholder]
        operation["summary"] = f"{labels[command].zh} {labels[command].en}"
        operation["description"] = _told(command)
        _fill_in(operation, command)
        yield f"{head}/{name}", {"post": operation}


def _told(command: type) -> str:
    """Who may, from which stages, by which articles, with which papers."""
    rows = [row for row in DESKS[command].procedure.rows if row.command is command]
    labels = DESKS[command].procedure.labels
    sources = dict.fromkeys(source for row in rows for source in row.source)
    basis = dict.fromkeys(str(citation) for row in rows for citation in row.basis)
    papers = dict.fromkeys(paper for row in rows for paper in row.documents)
    lines = (
        (Words("阶段", "from"), "、".join(labels[each].zh for each in sources)),
        (Words("层级", "levels"), "、".join(dict.fromkeys(level.value for row in rows for level in row.levels))),
        (Words("文书", "papers"), "、".join(papers)),
        (Words("依据", "articles"), "；".join(basis)),
    )
    return "\n".join(f"- {head.zh} {head.en}: {text}" for head, text in lines if text)


def _fill_in(operation: Document, command: type) -> None:
    """Give an operation its form; every part of it is optional where nothing has to be filled in."""
    name = f"{command.__name__}{PART}"
    SHAPES.named[name] = form_schema(command, SHAPES)
    operation["requestBody"] = {
        "required": bool(SHAPES.named[name]["required"]),
        "content": {JSON: {"schema": {"$ref": f"{REFERENCE}{name}"}, "example": filled(command)}},
    }


def _complete(method: str, operation: Document, *, guarded: bool) -> None:
    """What every operation promises: who may ask, and every problem it may answer with."""
    responses = operation["responses"]
    for each in responses.values():
        if each["description"] == "Successful Response":
            each["description"] = DONE
        _show(each.get("content", {}).get(JSON, {}))
    for status in OF_READS if method == "get" else OF_WRITES:
        responses[str(status)] = {"$ref": f"#/components/responses/Problem{status}"}
    if guarded:
        operation["security"] = [{SECURITY: []}]
        asked = (OF_AN_OFFICE,) if method == "get" else (OF_AN_OFFICE, OF_A_COLLEAGUE)
        operation["parameters"] = [*operation.get("parameters", ()), *asked]


def _show(content: Document) -> None:
    """Give an answer the example of its shape."""
    name = content.get("schema", {}).get("$ref", "").removeprefix(REFERENCE)
    if name in ANSWERS:
        content["examples"] = {name: {"$ref": f"#/components/examples/{name}"}}


def _problems() -> Iterator[tuple[int, Document]]:
    """A response for each status, with the codes and kinds that it stands for."""
    for status in sorted({*OF_WRITES, *STATUS.values()}):
        words = [BARE[status][1]] if status in BARE else []
        words += [kind.title for kind, its in STATUS.items() if its == status]
        told = "；".join(dict.fromkeys(f"{each.zh} {each.en}" for each in words)) or "稍后再试 try again later"
        yield status, {"description": told, "content": {MEDIA_TYPE: {"schema": SHAPES.of(ProblemAnswer)}}}


def _camel(name: str) -> str:
    head, *rest = name.split("-")
    return head + "".join(each.title() for each in rest)
