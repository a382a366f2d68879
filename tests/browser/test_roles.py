"""Each role at its main work, from the desk that it begins at: leaders, the principal, auditors, regulators."""

from collections.abc import Callable
from datetime import datetime, timedelta

from playwright.sync_api import expect

from domain.instants import BEIJING
from tests.browser.conftest import Sitting
from tests.browser.hands import do, found, paper, registered, send

VERIFYING = "济南示例南山财富管理有限公司"
OBSERVED = "济南示例元境文化科技有限公司"
RECTIFYING = "济南示例乐龄"


def test_a_leader_refuses_a_paper_with_reasons_and_signs_it_later(sit: Callable[..., Sitting]) -> None:
    sitting = sit("fg")
    sitting.watch.expected.add(409)
    page = sitting.page
    found(sitting.page, VERIFYING)
    lead = page.url
    page.locator("#moves").get_by_role("link", name="签批文书").click()
    page.get_by_label("签批事项").select_option(label="约谈通知书")
    page.get_by_role("radiogroup", name="同意").get_by_label("否").check()
    page.get_by_role("main").get_by_role("button", name="签批文书").click()
    expect(page.get_by_role("alert")).to_contain_text("不同意的须写明意见")
    send(page, "签批文书", {"意见": "风险情形没有写清"})
    expect(page.locator("#timeline")).to_contain_text("风险情形没有写清")

    handler = sit("cb-1").page
    handler.goto(lead)
    expect(handler.locator("#moves").get_by_role("link", name="约谈警示")).to_have_count(0)
    do(page, "签批文书", {"签批事项": "约谈通知书", "同意": True})
    handler.reload()
    expect(handler.locator("#moves").get_by_role("link", name="约谈警示")).to_be_visible()


def test_a_leader_follows_a_mark_of_the_board_to_its_leads(sit: Callable[..., Sitting]) -> None:
    page = sit("fg").page
    page.get_by_role("link", name="看板").click()
    overdue = page.locator(".figures").get_by_role("link", name="超期")
    count = int(overdue.locator("strong").inner_text())
    overdue.click()
    expect(page.locator("table.ledger tbody tr")).to_have_count(count)
    page.get_by_role("link", name="看板").click()
    page.locator("svg a").first.click()
    expect(page.locator("table.ledger tbody tr").first).to_be_visible()


def test_a_leader_approves_a_closing_that_he_did_not_propose(sit: Callable[..., Sitting]) -> None:
    handler, leader = sit("cb-1"), sit("fg").page
    found(handler.page, OBSERVED)
    lead = handler.page.url
    do(handler.page, "拟办结", {"报告": paper("结案报告", "槐金结2026-7"), "理由": "观察期满，未见异常"})
    expect(handler.page.locator("#moves").get_by_role("link", name="批准办结")).to_have_count(0)
    leader.goto(lead)
    do(leader, "批准办结", {"意见": "同意办结"})
    expect(leader.locator(".state")).to_contain_text("已办结")


def test_only_the_principal_lets_a_case_go_to_the_police(sit: Callable[..., Sitting]) -> None:
    handler = sit("cb-1")
    found(handler.page, VERIFYING)
    lead = handler.page.url
    do(handler.page, "启动移送公安", {"嫌疑情况": "数额达到追诉标准", "罪名": "非法吸收公众存款罪"})
    do(handler.page, "组成专案组", {"专案组成员": ["承办人甲", "承办人乙"]})
    do(handler.page, "提出书面报告", {"文书": paper("书面报告", "槐金移报2026-1"), "事实": "35.5万元"})

    deputy, principal = sit("fg").page, sit("zy").page
    deputy.goto(lead)
    expect(deputy.locator("#moves").get_by_role("link", name="批准移送")).to_have_count(0)
    principal.goto(lead)
    do(principal, "批准移送", {"意见": "同意移送"})


def test_an_auditor_finds_who_did_and_read_what_and_takes_it_away(sit: Callable[..., Sitting]) -> None:
    reader = sit("cb-2")
    found(reader.page, RECTIFYING)
    page = sit("sj").page
    page.get_by_role("link", name="审计", exact=True).click()
    page.get_by_label("办理人").fill("承办人甲")
    page.get_by_label("线索编号").fill("370104-2022-0002")
    page.get_by_label("事项").select_option(label="启动调查认定")
    page.get_by_role("button", name="查询").click()
    rows = page.locator("table.records tbody tr")
    expect(rows.first).to_contain_text("承办人甲")
    count = rows.count()
    page.get_by_label("从").fill("2099-01-01")
    page.get_by_role("button", name="查询").click()
    expect(page.get_by_text("没有符合条件的记录")).to_be_visible()
    page.go_back()
    expect(rows).to_have_count(count)
    with page.expect_download() as file:
        page.get_by_role("link", name="Excel").click()
    assert file.value.suggested_filename.endswith(".xlsx")

    page.get_by_role("link", name="查阅记录").click()
    page.get_by_label("查阅人").fill("承办人乙")
    page.get_by_role("button", name="查询").click()
    expect(rows.first).to_contain_text("370104-2022-0011")
    page.get_by_role("link", name="日志核验").click()
    page.get_by_role("button", name="核验").click()
    expect(page.get_by_text("日志完好")).to_be_visible()


def test_a_regulator_registers_a_lead_and_ends_the_rectification_of_another(sit: Callable[..., Sitting]) -> None:
    sitting = sit("mz-1")
    page = sitting.page
    registered(page, "济南示例长者之家养老服务有限公司")
    expect(page.locator(".state")).to_contain_text("已登记")
    found(sitting.page, RECTIFYING)
    page.get_by_text("现在不能办的").click()
    inquiry = page.locator(".unable li").filter(has_text="启动调查认定")
    expect(inquiry).to_contain_text("谁可以 区牵头部门")
    do(page, "记录整改复查", {
        "办理人员": ["民政甲", "民政乙"], "宣传已清除": True, "未再吸收资金": True, "退款有凭证": True,
        "复查情况": "预收款已存入专户", "报告": paper("复查报告", "槐民复2026-1"),
    })  # fmt: skip
    do(
        page,
        "整改验收",
        {
            "复核日期": f"{datetime.now(BEIJING) + timedelta(days=120):%Y-%m-%d}",
            "报告": paper("整改验收表", "槐民验2026-1"),
        },
    )
    expect(page.locator(".state")).to_contain_text("持续关注")
