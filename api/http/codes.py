"""``/v1/problems``: what every code of a refusal or fault means; the ``type`` of a problem is its address here."""

import sys
from collections.abc import Iterator
from functools import cache
from typing import Annotated, Any, Final, NamedTuple

from fastapi import APIRouter, Path, Request
from fastapi.responses import Response

from api.http.answering import read, reply
from api.http.problems import BARE, STATUS
from api.http.queries import KnownOnly
from api.http.schemas.tables import CodeAnswer, CodesAnswer
from domain.errors import ChufeiError, InvalidInput, NotFound, NotLegal, NotPermitted, TooOften
from domain.procedure import Guard
from domain.values.mistake import Mistake
from domain.words import Words
from workflows.desks import DESKS, NOTED
from workflows.identity.refusals import REFUSALS

routes = APIRouter(tags=["problems"], dependencies=[KnownOnly])

ROOMS: Final = ("domain.", "workflows.", "projections.", "adapters.", "api.")
NO_CODE: Final = Words("没有“{code}”这个代码", "there is no code {code}")

_ROWS: Final = """
actor.unknown 名册里没有此人 nobody in the roster has this id
command.unknown 没有这个办理事项 there is no such move
data.missing 没有数据文件夹 there is no data folder
directory.unknown 还没有单位和人员名册 there is no directory of offices and people yet
file.empty 没有关于此对象的线索 there is no lead on this subject
filter.unknown 没有这个筛选 there is no such filter
law.not-in-force 这一天无效 not in force on that day
law.unknown 法规库没有此条 the law register holds no such entry
lead.unknown 没有这条线索，或不在您的权限内 there is no such lead, or not for you
office.unknown 名册里没有这个单位 no office in the directory has this code
move.not-from-here 当前阶段不能办理 not possible at this stage
permission.grade 须由规定职级的负责人决定 it needs a leader of the grade that the rule names
permission.level 所在层级无权办理 the level has no power for it
permission.oversight 查阅记录由审计员和负责机关的领导查看 reads on record are for auditors and the organ's leaders
permission.on-behalf 不是此人今天的代理人 no deputy of that colleague today
permission.operator 系统运行由运维员照管，管理员可以查看 the machine is for operators, and for administrators to see
permission.outsider 此机关不在系统内查阅线索 this organ looks up no leads here
permission.verify 日志由审计员核验 the log is verified by auditors
procedure.unknown 没有这个流程 there is no such procedure
projection.unknown 没有这个台账 there is no such read model
quarantine.unknown 没有搁置的事件 nothing is parked there
register.unknown 没有这本台账 there is no such register
rulebook.unknown 没有可以设定取值的这条办公规则 no office rule of this name has a value to be set
relay.unknown 没有往这个消息流送过 nothing was ever put on this stream
roster.missing 没有名册 there is no roster
sequence.unknown 事件流还没有这个序号 the feed has no such sequence yet
subject.erased 已依法封存，不能再写 its key was destroyed: nothing more can be sealed for it
feed.throttled 同一账号同时持续接收的太多 the account follows too many streams at once
informant.unknown 这件举报没有留下身份，或不在您的权限内 nobody named himself there, or it is not for you
tip.throttled 举报、查询过于频繁 too many reports or codes from there
tip.unknown 没有这件举报，或不在您的权限内 there is no such report, or not for you
transfer.unknown 没有这次移送，或不在您的权限内 there is no such transfer, or not for you
version.unknown 没有这一版，或那时还没有记录 there is no such version, or nothing was recorded by then
export.unknown 这个文件已取走，或不再保存 the file was fetched, or is kept no more
event-type.unknown 没有这种对外事件 there is no such type of event
import.unknown 没有这次导入，或已不再保存 there is no such import, or no more
input.actor 没有说明是谁在办理 it is not said who acts
input.demo.database 演示不用正式数据库 a demonstration uses no database of an office
input.demo.folder 演示文件夹不可用 the demonstration's folder cannot be used
input.file 文件不能读取 the file cannot be read
input.form.file 表单文件不能读取 the form's file cannot be read
input.listen 不能在这个地址上监听 it cannot be listened on there
input.synthetic.folder 合成数据的文件夹不可用 the folder for invented data cannot be used
input.synthetic.occupied 这里已有日志或密钥 there is a log or a key already
input.synthetic.range 合成数据的数量不可用 invented data of this size cannot be made
input.usage 写法有误 it is not written so
""".strip().splitlines()
SAID: Final = {code: Words(zh, en) for code, zh, en in (row.split(" ", 2) for row in _ROWS)}
"""Codes that are raised with words of the moment → what they mean in general."""
BRANCHES: Final = {"permission": NotPermitted, "input": InvalidInput, "unknown": NotFound,
                   "throttled": TooOften, "missing": NotFound, "not-in-force": NotFound, "empty": NotFound}  # fmt: skip
"""First or last word of a code → the branch of the tree that it hangs on; every other hangs on ``NotLegal``."""


class Code(NamedTuple):
    """What a code means."""

    code: str
    status: int
    words: Words
    way_out: Words | None = None
    basis: tuple[str, ...] = ()


@cache
def codes() -> dict[str, Code]:
    """Every code there is."""
    found = [*_bare(), *_said(), *_classes(ChufeiError), *_guards(), *_mistakes(), *_ways_in()]
    return {each.code: each for each in sorted(found, key=lambda each: each.code)}


@routes.get("/problems", operation_id="getProblems", summary="问题代码 codes of problems", responses=read(CodesAnswer))
def get_problems(request: Request) -> Response:
    """每个拒绝和故障代码的含义。What every code of a refusal or fault means."""
    return reply(request, {"codes": codes().values()})


@routes.get("/problems/{code}", operation_id="getProblem", summary="一个代码 a code", responses=read(CodeAnswer))
def get_problem(
    request: Request, code: Annotated[str, Path(max_length=100, description="代码 code", examples=["lead.unknown"])]
) -> Response:
    """一个代码的含义、依据和出路。What a code means, by which articles, and the way out."""
    found = codes().get(code)
    if found is None:
        raise NotFound(NO_CODE.fill(code=code), code="code.unknown")
    return reply(request, found)


def _bare() -> Iterator[Code]:
    for status, (code, words) in BARE.items():
        yield Code(code, status, words)


def _said() -> Iterator[Code]:
    yield Code("code.unknown", STATUS[NotFound], Words("没有这个代码", "there is no such code"))
    for code, words in SAID.items():
        first, last = code.partition(".")[0], code.rpartition(".")[2]
        branch = BRANCHES.get(first) or BRANCHES.get(last) or NotLegal
        yield Code(code, STATUS[branch], words)


def _classes(kind: type[ChufeiError]) -> Iterator[Code]:
    for each in kind.__subclasses__():
        status = next((STATUS[above] for above in each.__mro__ if above in STATUS), None)
        if status is not None and "code" in vars(each):
            yield Code(each.code, status, each.title)
        yield from _classes(each)


def _guards() -> Iterator[Code]:
    """Those of every procedure; one that asks for a power is a matter of permission."""
    procedures = {desk.procedure.name: desk.procedure for desk in (*DESKS.values(), *NOTED.values())}
    asked = [each for procedure in procedures.values() for each in procedure.standing]
    asked += [each for procedure in procedures.values() for row in procedure.rows for each in row.guards]
    for each in {each.code: each for each in asked}.values():
        yield _guard(each)


def _guard(guard: Guard) -> Code:
    branch = NotPermitted if guard.code.startswith("permission.") else NotLegal
    return Code(guard.code, STATUS[branch], guard.words, basis=tuple(map(str, guard.basis)))


def _ways_in() -> Iterator[Code]:
    """Why somebody is not let in."""
    for why, (kind, words, basis) in REFUSALS.items():
        status = next(STATUS[each] for each in kind.__mro__ if each in STATUS)
        yield Code(why.value, status, words, basis=tuple(map(str, basis)))


def _mistakes() -> Iterator[Code]:
    """Those that any of our modules holds."""
    for name, module in [*sys.modules.items()]:
        if name.startswith(ROOMS):
            for each in vars(module).values():
                for mistake in _held(each):
                    basis = (mistake.rule,) if mistake.rule else ()
                    yield Code(mistake.code, STATUS[InvalidInput], mistake.fault, mistake.way_out, basis)


def _held(value: Any) -> Iterator[Mistake]:  # noqa: ANN401 - anything that a module holds
    if isinstance(value, Mistake):
        yield value
    elif isinstance(value, dict):
        yield from (each for each in value.values() if isinstance(each, Mistake))
    elif isinstance(value, tuple | list):
        yield from (each for each in value if isinstance(each, Mistake))
