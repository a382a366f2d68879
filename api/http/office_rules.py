"""``/v1/office-rules``: values that the office sets of the rules which the law leaves to it; the law is not set."""

from datetime import datetime
from typing import Annotated, Any, Final

from fastapi import APIRouter, Path, Request
from fastapi.responses import JSONResponse, Response

from api.http.answering import read, reply, told
from api.http.caller import Reader, TheApp
from api.http.headers import OF_A_KEY, POSITION, REPLAYED, key_of
from api.http.queries import KnownOnly, On
from api.http.schemas.office_rules import OfficeRuleForm, OfficeRulesAnswer, RuleSetAnswer
from api.http.sending import command_id_of, handle
from api.http.writers import Administrator
from api.office_rules import Settable, given_for, settable
from domain.instants import day_of
from domain.procedure import Act
from domain.rulebook.commands import SetOfficeRule

routes = APIRouter(prefix="/office-rules", tags=["law"], dependencies=[KnownOnly])

WRITTEN: Final = {
    POSITION: "在日志中的位置 where it stands in the log",
    REPLAYED: "true：此前已办，未重复办理 done before, not done again",
}
KEYED: Final[dict[str, Any]] = {"parameters": [OF_A_KEY]}
TheRule = Annotated[str, Path(max_length=60, description="规则代号 the rule", examples=["observation-period"])]


@routes.get("", operation_id="getOfficeRules", summary="办公规则取值 values of office rules",
            responses=read(OfficeRulesAnswer))  # fmt: skip
def office_rules(request: Request, app: TheApp, _: Reader, on: On = None) -> Response:
    """可设定取值的办公规则（非法律规定）。Office rules, not law, whose value can be set, as of a day."""
    day = on or day_of(app.clock.now())
    return reply(request, {"on": day, "rules": [_as_json(each) for each in settable(app, day)]})


@routes.post("/{rule}", operation_id="setOfficeRule", summary="设定取值 set a value", openapi_extra=KEYED,
             responses=told(RuleSetAnswer, headers=WRITTEN))  # fmt: skip
async def set_office_rule(
    *, request: Request, app: TheApp, caller: Administrator, rule: TheRule, form: OfficeRuleForm
) -> Response:
    """按书面决定设定取值，自次日或以后起有效。Set a value by a written decision, from tomorrow or later."""
    command_id = command_id_of(app, caller, key_of(request))

    async def reading(now: datetime) -> Act:
        given: Any = given_for(now) | ({"since": form.since} if form.since else {})
        return SetOfficeRule(rule=rule, setting=form.value, paper=form.paper, **given)

    _, receipt = await handle(app, caller, command_id, reading)
    headers = {POSITION: str(receipt.last), "cache-control": "no-store"}
    headers |= {REPLAYED: "true"} if receipt.repeated else {}
    return JSONResponse({"rule": rule, "command_id": command_id, "first": receipt.first}, headers=headers)


def _as_json(each: Settable) -> dict[str, object]:
    """The documented shape of a rule."""
    least, most = each.rule.bounds or (0, 0)
    return {
        "rule": each.rule.slug, "text": each.rule.words, "value": each.rule.value, "unit": each.rule.unit,
        "came": each.came, "least": least, "most": most, "changes": [change._asdict() for change in each.changes],
    }  # fmt: skip
