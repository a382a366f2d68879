"""提请签批 in a real browser: the handler asks, the leader finds it on his page and signs, the handler does the act."""

from collections.abc import Callable

from playwright.sync_api import expect

from tests.browser.conftest import Sitting
from tests.browser.hands import found
from tests.support import chromium

FIRM = "济南示例南山财富管理有限公司"
PROPOSAL = "公司已清场，负责人外出，拟中止核查"


def test_a_paper_is_asked_for_found_by_the_leader_signed_and_used(sit: Callable[..., Sitting]) -> None:
    handler, leader = sit("cb-1").page, sit("fg").page
    before = leader.locator(".to-sign li").count()

    found(handler, FIRM)
    handler.get_by_text("现在不能办的").click()
    handler.get_by_role("link", name="提请签批《中止审批表》").click()
    expect(handler.get_by_label("提请事项")).to_have_value("suspension")
    handler.get_by_label("拟办意见").fill(PROPOSAL)
    handler.get_by_role("button", name="提请签批").click()
    expect(handler.locator(".notice.good")).to_contain_text("提请签批：中止审批表")
    expect(handler.locator("#requests")).to_contain_text("已提请签批：中止审批表")

    leader.goto(leader.url)
    expect(leader.locator(".count.sign")).to_have_text(f"待签批 {before + 1}")
    asked = leader.locator(".to-sign li").filter(has_text=FIRM)
    expect(asked).to_contain_text("承办人甲")
    expect(asked).not_to_contain_text(PROPOSAL)
    assert chromium.violations(leader) == []
    leader.get_by_role("link", name="显示个人姓名和拟办意见（留痕）").click()
    expect(asked).to_contain_text(PROPOSAL)
    asked.get_by_role("link", name="签批").click()
    expect(leader.get_by_label("签批事项")).to_have_value("suspension")
    leader.get_by_role("radiogroup", name="同意").get_by_label("是").check()
    leader.get_by_role("button", name="签批文书").click()
    expect(leader.locator(".notice.good")).to_contain_text("签批同意：中止审批表")

    handler.goto(handler.url.partition("?")[0])
    expect(handler.locator("#requests")).to_have_count(0)
    handler.get_by_role("link", name="中止", exact=True).click()
    handler.get_by_label("事由").select_option("other-area")
    handler.get_by_label("理由").fill(PROPOSAL)
    handler.get_by_label("预计恢复").fill("2030-01-31")
    handler.get_by_role("button", name="中止").click()
    expect(handler.locator(".state")).to_contain_text("已中止")


def test_who_may_not_sign_finds_no_such_papers_on_his_page(sit: Callable[..., Sitting]) -> None:
    assert sit("fg").page.locator(".to-sign li").count() == 1
    for account in ("cb-2", "xf-1", "mz-fg"):
        page = sit(account).page
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        expect(page.locator(".to-sign")).to_have_count(0)
        expect(page.locator(".count.sign")).to_have_count(0)
