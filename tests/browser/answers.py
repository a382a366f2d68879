"""The pages that have no address of their own, each with the way there: what is shown when a form was sent."""

from typing import Final, NamedTuple

from tests.api.conftest import HEADING
from tests.api.console.test_import import LEDGER
from tests.browser import happenings as h
from tests.browser.conftest import PASSWORD
from tests.browser.steps import Step, at, beside, chosen, pressed, ticked

LEAD: Final = "370104-2022-0002"
OPEN: Final = "370104-2022-0006"
GRADING: Final = f"/leads/{OPEN}/do/grade-risk"
HIMSELF: Final = "admin,管理员,370100,济南市地方金融监督管理局（示例）,市牵头部门,370100,示市金监,正职,管理、领导,,"
NEW: Final = "xr-{n},示例新人,370104014,兴福街道办事处（示例）,街道,370104014,,,承办,示执{n},2035-12-31"
REPORT: Final = {"单位或个人的名称": "示例福满多养老服务部", "在哪个街道": "兴福街道办事处", "具体情况": "答应老人返利"}
SENT: Final = (ticked("匿名举报", "我已读完须知"), pressed("提交举报", **REPORT))
TOO_LARGE: Final = b"x" * 21_000_000
WRONG: Final = "J 1,,370,示例,乡里,37,,副局级,司机,,"
GRANT: Final = "/admin/change/grant?account=yw&office=370104"
CODES: Final = (at("/account"), pressed("开启动态验证码", 本人密码=PASSWORD))
MASKED: Final = "个人信息已屏蔽；写明理由后显示，理由和查阅人留痕"


class Answer(NamedTuple):
    """A page that only an answer shows: where, whose, as what template with which status, and how one comes there."""

    route: str
    account: str
    template: str
    status: int
    steps: tuple[Step, ...]


def _(route: str, account: str, template: str, status: int, *steps: Step) -> Answer:
    return Answer(route, account, f"{template}.html", status, steps)


def staff(*rows: str) -> bytes:
    """A staff file."""
    return "\n".join((HEADING, *rows)).encode()


def looked(*rows: str) -> tuple[Step, ...]:
    """Look at what a staff file changes."""
    return at("/admin/staff"), chosen("名册文件", "名册.csv", staff(*rows)), pressed("先看会改什么")


def tried(content: bytes, name: str = "台账.csv") -> tuple[Step, ...]:
    """Try a ledger."""
    return at("/import"), chosen("台账文件", name, content), pressed("先试一遍"), h.over


def by_code(code: str) -> tuple[Step, ...]:
    """Come back by a receipt code."""
    return at("/report/status"), pressed("查看", 回执码=code)


ANSWERS: Final[dict[str, Answer]] = {
    # at the door
    "wrong password": _("/sign-in", "", "sign-in", 401, at("/sign-in"),
                        pressed("登录", 账号="cb-2", 密码="不对的口令")),
    "too many wrong passwords": _("/sign-in", "", "sign-in", 429, h.guessed("mz-fg"), at("/sign-in"),
                                  pressed("登录", 账号="mz-fg", 密码="不对的口令")),
    "code is wanted": _("/sign-in", "", "sign-in", 401, h.with_codes("mz-2"), at("/sign-in"),
                        pressed("登录", 账号="mz-2", 密码=PASSWORD)),
    "first password": _("/account", "ls-1", "account", 200, h.given_a_password("ls-1")),
    "passwords that differ": _("/account/password", "ls-2", "account", 422, at("/account"),
                               pressed("改密码", 现在的密码=PASSWORD, 新密码=PASSWORD, 新密码再输一次="别的口令")),
    "codes of an app begun": _("/account/codes", "ls-2", "account-codes", 200, *CODES),
    "codes begun with a wrong password": _("/account/codes", "ls-2", "account", 401, at("/account"),
                                           pressed("开启动态验证码", 本人密码="不对的口令")),
    "first code is wrong": _("/account/codes/confirm", "ls-2", "account-codes", 401, *CODES,
                             pressed("确认开启", 验证码="000000")),
    "recovery codes": _("/account/codes/confirm", "sq-1", "account-codes", 200, *CODES, h.first_code),
    "codes not given up": _("/account/codes/off", "xf-2", "account", 401, *CODES, h.first_code, at("/account"),
                            pressed("关闭动态验证码", 本人密码="不对的口令", 验证码或恢复码="000000")),
    "signed out meanwhile": _("/register/register-lead", "cb-3", "again", 401, at("/register/register-lead"),
                              h.signed_out, pressed("登记线索", 基本情况="楼道里贴有高息理财广告")),
    # leads
    "mistakes in a move": _("/leads/{lead}/do/{move}", "cb-1", "act", 422, at(GRADING),
                            pressed("评定风险等级")),
    "one more row": _("/leads/{lead}/do/{move}", "cb-1", "act", 200, at(GRADING),
                      pressed("再加一项")),
    "older than the lead": _("/leads/{lead}/do/{move}", "cb-1", "act", 409, at(GRADING),
                             beside(at(GRADING), pressed("评定风险等级", 风险等级="高", **{"等级依据 1": "涉老"})),
                             pressed("评定风险等级", 风险等级="中", **{"等级依据 1": "涉众"})),
    "not possible now": _("/leads/{lead}/do/{move}", "cb-1", "act", 409, at(f"/leads/{OPEN}/do/approve-closing"),
                          pressed("批准办结", 意见="同意办结")),
    "signing refused": _("/leads/{lead}/do/{move}", "fg", "act", 409, at(f"/leads/{OPEN}/do/sign-paper"),
                         pressed("签批文书", 签批事项="约谈通知书", 同意=False)),
    "mistakes in a new lead": _("/register/{move}", "cb-1", "act", 422, at("/register/register-lead"),
                                pressed("登记线索", 单位={"名称": "示例公司", "统一社会信用代码": "91370"},
                                        涉及金额="很多")),
    "names for a reason": _("/leads/{lead}/opened", "sj", "lead", 200, at(f"/leads/{LEAD}"),
                            pressed("显示", **{MASKED: "核对当事人身份"})),
    "several given to one": _("/ledger/assign", "cb-1", "assigned", 200, at("/ledger"), h.all_picked,
                              pressed("指定承办人", 勾选的线索交给="承办人乙")),
    "nothing ticked": _("/ledger/assign", "cb-1", "assigned", 200, at("/ledger"),
                        pressed("指定承办人", 勾选的线索交给="承办人乙")),
    "filter without a name": _("/ledger/kept", "cb-1", "refused", 422, at("/ledger?text=示例"),
                               pressed("保存", 名称=" ")),
    "register kept without a name": _("/registers/{name}/kept", "cb-1", "refused", 422,
                                      at(f"/registers/transfers?lead={LEAD}"), pressed("保存", 名称=" ")),
    # ledgers that are brought
    "empty ledger": _("/import", "cb-1", "import", 422, at("/import"), chosen("台账文件", "空.csv", b""),
                      pressed("先试一遍")),
    "no ledger at all": _("/import/{job}", "cb-1", "import", 422, *tried("甲,乙\n1,2\n".encode(), "别的.csv")),
    "tried with faults": _("/import/{job}", "cb-1", "import-job", 200, *tried(LEDGER)),
    "stored": _("/import/{job}", "cb-1", "import-job", 200, *tried(LEDGER), pressed("正式导入 2 行"), h.over),
    # reports, at the desk
    "empty question": _("/tips/{tip}/ask", "xf-1", "tip", 422, at("/tips/{tip}"), pressed("发给举报人", 提问=" ")),
    "refused without a reason": _("/tips/{tip}/refuse", "xf-1", "tip", 422, at("/tips/{tip}"),
                                  pressed("不予受理并告知", 向举报人说明="已另案处理")),
    "number in a reason": _("/tips/{tip}/identity/ask", "cb-1", "tip", 422, at("/tips/{tip}"),
                            pressed("申请查看", 理由="13812345678 来电询问")),
    "identity allowed twice": _("/tips/{tip}/identity/{what}", "fg", "tip", 409, at("/tips/{asked}"),
                                beside(at("/tips/{asked}"), pressed("同意查看一次")), pressed("同意查看一次")),
    "identity shown": _("/tips/{tip}/identity/open", "cb-1", "tip", 200, at("/tips/{allowed}"),
                        pressed("查看（留痕）")),
    "settled too early": _("/tips/{tip}/settle", "cb-1", "tip", 409, at("/tips/{taken}"), pressed("告知已办结")),
    "accepted with mistakes": _("/tips/{tip}/accept", "xf-1", "tip-accept", 422, at("/tips/{tip}/accept"),
                                pressed("受理", 涉及金额="很多")),
    "accepted twice": _("/tips/{tip}/accept", "cb-1", "tip-accept", 409, at("/tips/{asked}/accept"),
                        h.taken_up("asked"), pressed("受理", **{"并入已有线索（填线索编号）": LEAD})),
    # reports, as who sends them sees it
    "report with mistakes": _("/report", "", "citizen/report", 422, at("/report"),
                              pressed("提交举报", 具体情况="答应返利")),
    "receipt": _("/report", "", "citizen/receipt", 200, at("/report"), *SENT),
    "receipt of what came before": _("/report", "", "citizen/receipt", 200, at("/report"), *SENT, h.back,
                                     *SENT),
    "code that is none": _("/report/status", "", "citizen/status", 404, *by_code("2222-2222-2222-2222-2222")),
    "code cut short": _("/report/status", "", "citizen/status", 422, *by_code("ABCD")),
    "questions and answers": _("/report/status", "", "citizen/status", 200, *by_code("{code}")),
    "report refused": _("/report/status", "", "citizen/status", 200, *by_code("{refused}")),
    "empty answer": _("/report/answer", "", "citizen/status", 422, *by_code("{code}"), pressed("提交")),
    "answered": _("/report/answer", "", "citizen/status", 200, *by_code("{code}"),
                  pressed("提交", 答复或补充="写的是福满多服务部")),
    # the house
    "mistakes in a change": _("/admin/change/{change}", "admin", "directory-change", 422,
                              at("/admin/change/open-office"), pressed("设立单位", 单位代码="住建局", 名称="示例局")),
    "change that a rule forbids": _("/admin/change/{change}", "admin", "directory-change", 403,
                                    at("/admin/change/grant?account=admin"),
                                    pressed("授予岗位", 岗位="审计员", 单位代码="370100")),
    "staff file looked at": _("/admin/staff/look", "admin", "staff-look", 200, *looked(NEW.format(n=1))),
    "staff file that a rule forbids": _("/admin/staff/look", "admin", "staff-look", 403, *looked(HIMSELF)),
    "staff file with mistakes": _("/admin/staff/look", "admin", "staff", 422, *looked(WRONG)),
    "staff file loaded": _("/admin/staff", "admin", "staff", 200, *looked(NEW.format(n=2)), pressed("装入")),
    "staff file older than the directory": _("/admin/staff", "admin", "staff-look", 409, *looked(NEW.format(n=3)),
                                             beside(at(GRANT), pressed("授予岗位", 岗位="档案员")), pressed("装入")),
    "one-time password": _("/admin/people/{person}/password", "admin", "secret", 200, at("/admin/people/sq-1"),
                           pressed("发一次性密码")),
    "key": _("/admin/people/{person}/tokens", "admin", "secret", 200, at("/admin/people/sq-1"), ticked("查询"),
             pressed("签发", 用途="街道大屏")),
    "key for nothing": _("/admin/people/{person}/tokens", "admin", "person", 422, at("/admin/people/sq-1"),
                         pressed("签发")),
    "rule out of bounds": _("/admin/rules/{rule}", "admin", "rule-set", 409, at("/admin/rules/observation-period"),
                            pressed("设定", 取值="99", 依据文书="示金办〔2026〕1号")),
    "subscription with mistakes": _("/admin/feeds", "admin", "feeds", 422, at("/admin/feeds"),
                                    pressed("订阅", 接收地址="ftp://example.org", 按谁的权限推送="市局分管负责人")),
    "secret of a subscription": _("/admin/feeds", "admin", "feed-secret", 200, at("/admin/feeds"),
                                  pressed("订阅", 接收地址="http://127.0.0.1:9/two", 按谁的权限推送="市局分管负责人")),
    "secret changed": _("/admin/feeds/{subscription}/rotate", "js-fg", "feed-secret", 200, at("/admin/feeds/{feed}"),
                        pressed("更换")),
    "secret kept too long": _("/admin/feeds/{subscription}/rotate", "js-fg", "feed", 409, at("/admin/feeds/{feed}"),
                              pressed("更换", 新旧并用几小时="999")),
    "range beyond the feed": _("/admin/feeds/{subscription}/replay", "js-fg", "feed", 409, at("/admin/feeds/{feed}"),
                               pressed("补发", 起号="5", 止号="3")),
    "paused twice": _("/admin/feeds/{subscription}/{move}", "js-fg", "feed", 409, at("/admin/feeds/{feed}"),
                      beside(at("/admin/feeds/{feed}"), pressed("暂停推送，不丢事件")), pressed("暂停推送，不丢事件")),
    "log verified": _("/audit/verify", "sj", "audit-verify", 200, at("/audit/verify"), pressed("开始核验"), h.over),
    # what stands at no address
    "nowhere": _("/nowhere", "cb-1", "refused", 404, at("/nowhere")),
    "nowhere, for the public": _("/report/nowhere", "", "citizen/refused", 404, at("/report/nowhere")),
    "lead that is none": _("/leads/{lead}", "cb-1", "refused", 404, at("/leads/370104-2022-9999")),
    "not for him": _("/audit", "xf-1", "refused", 403, at("/audit")),
    "not so": _("/ledger/assign", "cb-1", "refused", 405, at("/ledger/assign")),
    "wrong in the address": _("/ledger", "cb-1", "refused", 422, at("/ledger?stage=nothing&since=yesterday")),
    "fetched before": _("/exports/{export}", "cb-1", "refused", 404, at("/exports/nothing")),
    "too large": _("/import", "cb-1", "refused", 413, at("/import"), chosen("台账文件", "台账.xlsx", TOO_LARGE),
                   pressed("先试一遍")),
    "our own fault": _("/admin/quarantine", "admin", "refused", 500, h.broken("/admin/quarantine")),
}  # fmt: skip
