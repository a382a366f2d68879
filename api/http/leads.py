"""``POST /v1/leads`` and its moves: every command of the tables, sent on the server's own loop."""

from typing import Any, Final

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse, Response
from starlette.convertors import register_url_convertor

from api.http.answering import told
from api.http.bodies import form
from api.http.caller import Caller, the_app
from api.http.headers import OF_A_KEY, OF_A_VERSION, POSITION, REPLAYED, expected_of, key_of
from api.http.names import Name
from api.http.one_lead import TheLead
from api.http.queries import only
from api.http.schemas.answers import ReceiptAnswer
from api.http.sending import MOVES, Done, Order, lead_of, send
from api.http.writers import Writer
from api.plain import plain
from domain.lead.intake.commands import RegisterAssistance, RegisterLead


class MoveConvertor(Name):
    """The name of a move in an address: nothing else there is one."""

    regex = "|".join(sorted(MOVES))


register_url_convertor("move", MoveConvertor())

routes = APIRouter(tags=["leads"])

WRITTEN: Final = {
    POSITION: "在日志中的位置，读时带上 where it stands in the log, to be sent with reads",
    REPLAYED: "true：此前已办，未重复办理 done before, not done again",
}
BEGUN: Final = told(ReceiptAnswer, status=201, headers={"Location": "线索的地址 address of the lead", **WRITTEN})


@routes.post("/leads/{lead}/{move:move}", operation_id="act", summary="办理事项 act upon a lead",
             openapi_extra={"parameters": [OF_A_KEY, OF_A_VERSION]},
             responses=told(ReceiptAnswer, headers=WRITTEN))  # fmt: skip
async def act(request: Request, caller: Writer, lead: TheLead, move: str) -> Response:
    """办理线索或其移送的一个事项。Do something to a lead or to one of its transfers."""
    only(request)
    app = await the_app(request)
    key, expected, values = key_of(request), expected_of(request), await form(request)
    return _answer(await send(app, caller, Order(MOVES[move], values, key, await lead_of(app, lead), expected)), 200)


@routes.post("/leads", operation_id="registerLead", status_code=201, summary="登记线索 register a lead",
             openapi_extra={"parameters": [OF_A_KEY]}, responses=BEGUN)  # fmt: skip
async def register_lead(request: Request, caller: Writer) -> Response:
    """登记一条线索：答复线索编号。Register a lead; its number is in the answer."""
    return await _begun(request, caller, RegisterLead)


@routes.post("/assistances", operation_id="registerAssistance", status_code=201, summary="登记协查函 register a letter",
             openapi_extra={"parameters": [OF_A_KEY]}, responses=BEGUN)  # fmt: skip
async def register_assistance(request: Request, caller: Writer) -> Response:
    """登记外地协查函。Register a letter by which another office asks for help."""
    return await _begun(request, caller, RegisterAssistance)


async def _begun(request: Request, caller: Caller, command: type[Any]) -> Response:
    only(request)
    done = await send(await the_app(request), caller, Order(command, await form(request), key_of(request)))
    answer = _answer(done, 201)
    answer.headers["location"] = f"/v1/leads/{done.lead}"
    return answer


def _answer(done: Done, status: int) -> Response:
    """The receipt; sent again, the same receipt, and the header says that nothing was done."""
    document = {name: value for name, value in done.document.items() if name != "repeated"}
    headers = {POSITION: str(done.receipt.last), "cache-control": "no-store"}
    if done.receipt.repeated:
        headers[REPLAYED] = "true"
    return JSONResponse(plain(document), status_code=status, headers=headers)
