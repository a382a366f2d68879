"""A lead from its registration to the archive, through pages alone and without scripts: each at his own desk."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import Any

from playwright.sync_api import expect

from domain.instants import BEIJING
from tests.browser.conftest import Sitting
from tests.browser.hands import do, paper, send

LONG_AGO = timedelta(days=200)
"""Acts are recorded late, with the days on which they were done: an observation takes three months."""
FIRST = datetime.now(BEIJING) - LONG_AGO
BOTH = ["承办人甲", "承办人乙"]
NAME = "济南示例南辰养老服务有限公司"
ELEMENT = {"具备": True, "理由": "有据"}


def day(number: int) -> str:
    """A day of the story, as it is typed."""
    return f"{FIRST + timedelta(days=number):%Y-%m-%d}"


SERVED = {"方式": "直接送达", "日期": day(0), "已完成": True, "证明": "送达回证1"}
REGISTRATION = {
    "发生时间": f"{day(0)}T09:00", "来源渠道": "群众举报", "单位": {"名称": NAME, "注册地": "济南市槐荫区示例路1号"},
    "涉及金额": "28万元", "基本情况": "预收养老床位费，承诺年化8%", "责任人": "承办人甲",
}  # fmt: skip
STORY: tuple[tuple[str, str, dict[str, Any]], ...] = (
    ("cb-1", "开始核查", {"办理人员": BOTH, "无利害关系": True, "任务单": paper("核查任务单", "槐金核2026-1")}),
    ("fg", "签批文书", {"签批事项": "约谈通知书", "同意": True}),
    ("cb-1", "约谈警示", {
        "当事人": "负责人丁", "当事人身份": "法定代表人", "送达地址": "示例路1号", "地点": "示例局会议室",
        "约谈时间": f"{day(4)}T09:00", "风险情形": "公开承诺固定回报", "送达": SERVED,
    }),
    ("cb-1", "记录约谈", {
        "办理人员": BOTH, "地点": "示例局会议室", "当事人": "负责人丁", "告知事项": "告知非法集资的风险",
        "陈述": "称床位紧俏", "要求": {"要求 1": "停止预收"}, "签名": "已签名",
    }),
    ("fg", "签批文书", {"签批事项": "责令整改通知书", "同意": True}),
    ("cb-1", "责令整改", {"要求": {"要求 1": "停止预收"}, "期限": day(30), "承诺": "承诺整改", "送达": SERVED}),
    ("cb-1", "记录整改复查", {
        "办理人员": BOTH, "宣传已清除": False, "未再吸收资金": False, "退款有凭证": False, "复查情况": "仍在预收",
        "报告": paper("复查报告", "槐金复2026-1"),
    }),
    ("fg", "签批文书", {"签批事项": "启动调查认定审批表", "同意": True}),
    ("cb-1", "启动调查认定", {
        "情形类别": "以交易为名", "依据": ["虚假整改", "现场发现"], "嫌疑情况": "承诺回报，向不特定老人预收",
        "管辖依据": "登记地", "管辖地区划": "370104", "方案": paper("调查方案", "槐金查2026-1"),
    }),
    ("cb-1", "记录调查取证", {
        "种类": "询问", "办理人员": BOTH, "已出示执法证": True, "文书": paper("询问笔录", "卷1第12页"),
        "内容": "参与人陈述交款经过", "签名": "已签名",
    }),
    ("cb-1", "记录部门意见", {"部门": "示例区民政局", "意见": "未备案", "文书": paper("部门意见", "槐民函2026-5")}),
    ("cb-1", "听取陈述申辩", {
        "告知日期": day(0), "当事人": "负责人丁", "陈述": "愿意退还", "答复": "不影响认定", "已告知救济途径": True,
        "文书": paper("陈述申辩记录", "卷1第40页"),
    }),
    ("fg", "签批文书", {"签批事项": "认定意见书", "同意": True}),
    ("cb-1", "认定非法集资", {
        "三个要件": {"非法性": ELEMENT, "利诱性": ELEMENT, "社会性": ELEMENT}, "认定金额": "28万元", "认定人数": "9",
        "情节复杂或重大": False, "报告": paper("调查报告", "槐金调2026-1"),
    }),
    ("fg", "签批文书", {"签批事项": "责令停止决定书", "同意": True}),
    ("cb-1", "责令停止", {"被责令人": NAME, "已告知救济途径": True, "送达": SERVED}),
    ("cb-1", "记录里程碑", {"里程碑": "清退已启动", "文书": paper("清退方案", "卷1第60页"), "金额": "28万元"}),
    ("cb-1", "记录里程碑", {"里程碑": "清退完成", "文书": paper("发放清单", "卷1第66页"), "金额": "28万元"}),
    ("cb-1", "记录里程碑", {"里程碑": "奖励已决定", "文书": paper("举报奖励审批表", "奖励2026-1")}),
    ("cb-1", "转入信访跟踪", {
        "任务单": paper("信访跟踪任务单", "槐金访2026-1"), "负责人员": "承办人乙", "观察期截止": day(130),
    }),
    ("cb-1", "拟办结", {
        "发生时间": "", "报告": paper("结案报告", "槐金结2026-1"), "理由": "清退完毕，观察期满",
    }),
    ("zy", "批准办结", {"发生时间": "", "意见": "同意办结"}),
    ("da", "归档", {
        "发生时间": "", "卷宗目录": paper("卷宗目录", "档2026-1"), "文字材料齐全": True, "音像记录齐全": True,
    }),
)  # fmt: skip
"""Who does what, and what he types; each on the next day where no moment is said."""


def dated() -> Iterator[tuple[str, str, dict[str, Any]]]:
    """The story, each act on a day of its own."""
    for number, (who, label, answers) in enumerate(STORY, 1):
        yield who, label, {"发生时间": f"{day(number)}T09:00"} | answers


def test_a_lead_goes_from_its_registration_to_the_archive(sit: Callable[..., Sitting]) -> None:
    pages = {each: sit(each, java_script_enabled=False).page for each in ("cb-1", "fg", "zy", "da")}
    handler = pages["cb-1"]
    handler.get_by_role("link", name="登记线索").click()
    handler.get_by_role("main").get_by_role("link", name="登记线索").first.click()
    send(handler, "登记线索", REGISTRATION)
    lead = handler.url.partition("?")[0]

    for who, label, answers in dated():
        pages[who].goto(lead)
        do(pages[who], label, answers)

    expect(pages["da"].locator(".state")).to_contain_text("归档")
    expect(pages["da"].get_by_text("现在没有您能办的事项")).to_be_visible()
