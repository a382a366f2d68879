"""A citizen reports by phone and comes back by his code; the street asks, is answered, and takes it up as a lead."""

from collections.abc import Callable

from playwright.sync_api import expect

from tests.browser.conftest import Sitting
from tests.browser.hands import fill
from tests.support.chromium import PHONE

NAME = "示例福满多养老服务部"


def test_a_report_by_phone_becomes_a_lead_of_the_street(
    sit: Callable[..., Sitting], visit: Callable[..., Sitting]
) -> None:
    phone = visit(viewport=PHONE, has_touch=True, is_mobile=True, java_script_enabled=False)
    code = reported(phone)
    street = sit("xf-1").page
    street.get_by_role("link", name="群众举报").click()
    street.locator("tbody").get_by_role("link").first.click()
    expect(street.get_by_role("main")).to_contain_text("答应老人")
    fill(street.get_by_role("main"), {"提问": "宣传单上写的是哪一家？"})
    street.get_by_role("button", name="发给举报人").click()

    back_by(phone, code)
    expect(phone.page.get_by_text("宣传单上写的是哪一家？")).to_be_visible()
    fill(phone.page.get_by_role("main"), {"答复或补充": "写的是福满多服务部"})
    phone.page.get_by_role("button", name="提交").click()
    expect(phone.page.get_by_text("已提交，工作人员会看到")).to_be_visible()

    street.get_by_role("navigation").get_by_role("link", name="群众举报").click()
    expect(street.locator("tbody tr").first).to_contain_text("有新的补充")
    street.locator("tbody").get_by_role("link").first.click()
    expect(street.get_by_role("main")).to_contain_text("写的是福满多服务部")
    street.get_by_role("link", name="受理，转为线索").click()
    expect(street.get_by_role("group", name="单位").get_by_label("名称")).to_have_value(NAME)
    fill(street.get_by_role("main"), {"基本情况": "店内宣传预存养老金有高额回报"})
    street.get_by_role("button", name="受理", exact=True).click()
    street.get_by_role("main").get_by_role("link", name="线索 ").click()
    expect(street.get_by_role("heading", level=1)).to_contain_text(NAME)

    back_by(phone, code)
    expect(phone.page.locator(".standing")).to_contain_text("正在依法办理")


def reported(phone: Sitting) -> str:
    """Report with a mistake first, look at the receipt as it would be printed, and keep its code."""
    page = phone.page
    phone.watch.expected.add(422)
    phone.go("/report")
    fill(page.get_by_role("main"), {"单位或个人的名称": NAME, "具体情况": "答应老人预存养老金，每年返利百分之十"})
    page.get_by_label("匿名举报").check()
    page.get_by_label("我已读完须知").check()
    page.get_by_role("button", name="提交举报").click()
    expect(page.get_by_role("alert")).to_contain_text("有 1 处要改，写好的内容都还在")
    fill(page.get_by_role("main"), {"在哪个街道": "兴福街道办事处"})
    page.get_by_role("button", name="提交举报").click()

    expect(page.get_by_role("heading", name="已收到")).to_be_visible()
    page.emulate_media(media="print")
    expect(page.locator("p.code")).to_be_visible()
    expect(page.get_by_role("button", name="抄好了")).to_be_hidden()
    expect(page.locator(".receipt")).to_contain_text(f"查进度：{phone.address.partition('//')[2]}/report/status")
    assert NAME not in page.locator("body").inner_text()
    page.emulate_media(media="screen")
    return page.locator("p.code").inner_text()


def back_by(phone: Sitting, code: str) -> None:
    """Come back by the code, as it was copied."""
    phone.go("/report/status")
    fill(phone.page.get_by_role("main"), {"回执码": code.lower()})
    phone.page.get_by_role("button", name="查看").click()
