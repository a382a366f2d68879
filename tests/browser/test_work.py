"""People at their work, in a real browser: with scripts, without them, and by keyboard alone."""

import re
from collections.abc import Callable
from itertools import pairwise

import pytest
from playwright.sync_api import Page, ViewportSize, expect

from tests.browser.conftest import Sitting
from tests.browser.hands import found, register, registered
from tests.support.chromium import PHONE, SMALL


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without"])
def test_a_street_registers_a_lead_and_begins_to_verify_it(sit: Callable[..., Sitting], *, scripts: bool) -> None:
    page = sit("xf-1", java_script_enabled=scripts).page
    registered(page, "示例晨光商务咨询有限公司", 涉及人数="9", 疑似特征=["利诱性"])
    expect(page.get_by_role("heading", level=1)).to_contain_text("示例晨光商务咨询有限公司")

    page.get_by_role("link", name="开始核查").click()
    officers = page.get_by_role("group", name="办理人员")
    officers.get_by_label("人员").nth(0).select_option("xf-1")
    officers.get_by_label("人员").nth(1).select_option("xf-2")
    page.get_by_role("radiogroup", name="无利害关系").get_by_label("是").check()
    page.get_by_role("group", name="任务单").get_by_label("文书名称").fill("核查任务单")
    page.get_by_role("group", name="任务单").get_by_label("文号或存放处").fill("示核〔2026〕1号")
    page.get_by_role("button", name="开始核查").click()
    expect(page.get_by_role("listitem").filter(has_text="核查").first).to_be_visible()
    expect(page.locator(".state")).to_contain_text("核查中")


def test_mistakes_are_told_at_the_field_that_gets_the_focus(sit: Callable[..., Sitting]) -> None:
    sitting = sit("xf-1")
    sitting.watch.expected.add(422)
    page = sitting.page
    register(page, "示例晨光商务咨询有限公司", 涉及金额="12.5")
    expect(page.get_by_role("alert")).to_contain_text("填写有误")
    expect(page.get_by_label("基本情况")).to_have_value("楼道里贴有高息理财广告")
    assert page.evaluate("() => document.activeElement.getAttribute('aria-invalid')") == "true"


def test_a_whole_move_by_keyboard_alone(sit: Callable[..., Sitting]) -> None:
    page = sit("cb-1").page
    page.goto(page.url.replace("/work", "/ledger"))
    tab_to(page, "济南示例南山财富管理有限公司")
    page.keyboard.press("Enter")
    page.wait_for_url("**/leads/*")
    tab_to(page, "评定风险等级")
    page.keyboard.press("Enter")
    page.wait_for_url("**/do/grade-risk")
    tab_to(page, "风险等级")
    page.keyboard.press("ArrowDown")
    tab_to(page, "等级依据 1")
    page.keyboard.type("涉及老年人")
    page.keyboard.press("Enter")
    expect(page.locator(".notice.good")).to_contain_text("涉及老年人")


def tab_to(page: Page, name: str) -> None:
    """Press the tabulator until the focus is on what is called so."""
    for _ in range(150):
        page.keyboard.press("Tab")
        if page.evaluate(CALLED).removesuffix("必填").strip() == name:
            return
    pytest.fail(f"the tabulator never comes to {name}")


CALLED = "() => { const at = document.activeElement; return (at.labels?.[0] ?? at).innerText ?? ''; }"


def test_the_slider_shows_the_lead_as_it_stood(sit: Callable[..., Sitting]) -> None:
    page = sit("cb-1").page
    page.goto(page.url.replace("/work", "/ledger"))
    page.get_by_role("link", name="济南示例鑫金珠宝有限公司").click()
    page.get_by_label("回放到第几件").fill("2")
    expect(page.locator(".notice")).to_contain_text("历史回放")
    expect(page.locator("#timeline").get_by_role("link", name="回到现在")).to_be_in_viewport()


def test_a_term_of_the_past_goes_by_the_day_one_looks_at(sit: Callable[..., Sitting]) -> None:
    page = sit("cb-1").page
    found(page, "济南示例安居置业营销策划有限公司")
    lead, term = page.url, page.locator(".head .term")
    expect(term).to_contain_text("已超期")
    for asked, told in (
        ("version=8", "整改还有 15 天"),
        ("at=2022-04-20", "整改还有 9 天"),
        ("at=2022-05-02", "整改已超期 3 天"),
    ):
        page.goto(f"{lead}?{asked}")
        expect(term).to_have_text(told)


def test_a_page_says_nothing_of_moves_that_are_not_possible_where_all_are(sit: Callable[..., Sitting]) -> None:
    sitting = sit("cb-1")
    for name, told in (("示例链动科技（济南）有限公司", 1), ("示例链动科技", 0)):
        sitting.go("/ledger")
        sitting.page.get_by_role("link", name=name, exact=True).click()
        expect(sitting.page.locator("#moves")).to_be_visible()
        expect(sitting.page.get_by_text("现在不能办的")).to_have_count(told)


def test_an_open_page_says_when_something_happened_to_its_lead(sit: Callable[..., Sitting]) -> None:
    watching, working = sit("cb-2").page, sit("cb-1").page
    for page in (watching, working):
        page.goto(page.url.replace("/work", "/ledger"))
        page.get_by_role("link", name="济南示例南山财富管理有限公司").click()
    notice = watching.get_by_text("这条线索有了新的记录")
    expect(notice).to_be_hidden()

    working.get_by_role("link", name="评定风险等级").click()
    working.get_by_label("风险等级").select_option("red")
    working.get_by_label("等级依据 1").fill("涉及老年人")
    working.get_by_role("button", name="评定风险等级").click()

    expect(notice).to_be_visible()
    watching.get_by_role("link", name="刷新").click()
    expect(watching.locator("#timeline")).to_contain_text("涉及老年人")
    expect(notice).to_be_hidden()


def test_filters_leave_a_phone_to_the_list_until_they_are_asked_for(sit: Callable[..., Sitting]) -> None:
    sitting = sit("cb-1", viewport=PHONE, java_script_enabled=False)
    page, button = sitting.page, sitting.page.get_by_role("button", name="查询")
    for path in ("/ledger", "/registers/transfers"):
        sitting.go(path)
        expect(button).to_be_hidden()
        page.get_by_label("筛选条件").check()
        expect(button).to_be_visible()
    sitting.go("/ledger?stage=closed")
    expect(button).to_be_visible()


def test_a_phone_shows_in_which_room_one_is(sit: Callable[..., Sitting]) -> None:
    sitting = sit("cb-1", viewport=PHONE, java_script_enabled=False)
    for path in ("/work", "/ledger", "/registers", "/law"):
        sitting.go(path)
        expect(sitting.page.locator(".side [aria-current]")).to_be_in_viewport(ratio=1)


def test_the_button_of_filters_stands_beside_what_it_sends(sit: Callable[..., Sitting]) -> None:
    sitting = sit("cb-1", viewport=SMALL)
    for path in ("/ledger", "/registers/subjects", "/returns"):
        sitting.go(path)
        bottoms = sitting.page.locator(".filters.card > .actions > :is(button, a, label)").evaluate_all(
            "all => all.map(each => Math.round(each.getBoundingClientRect().bottom / 10))"
        )
        assert max(bottoms) - min(bottoms) <= 1, path


def test_the_grid_of_the_board_is_read_in_english_too(sit: Callable[..., Sitting]) -> None:
    sitting = sit("fg")
    sitting.page.get_by_role("button", name="English").click()
    sitting.go("/board")
    grid = sitting.page.locator("[aria-labelledby=t-ages] svg")
    assert "…" not in grid.inner_html(), "stages are called by their whole names"
    heads = grid.locator("text.small").evaluate_all(
        "all => all.map(each => each.getBoundingClientRect()).map(({left, right}) => [left, right])"
    )
    assert all(one[1] < other[0] for one, other in pairwise(heads))


@pytest.mark.parametrize(
    ("account", "path", "size", "last"),
    [
        ("cb-1", "/ledger", SMALL, "the day on which something is due"),
        ("sj", "/audit", SMALL, "the basis"),
        ("sj", "/audit", PHONE, "the basis"),
        ("sj", "/audit/reads", PHONE, "the way"),
    ],
)
def test_a_list_stands_whole_on_a_small_desk_and_that_of_auditors_on_a_phone(
    sit: Callable[..., Sitting], account: str, path: str, size: ViewportSize, last: str
) -> None:
    sitting = sit(account, viewport=size)
    sitting.go(path)
    hidden = sitting.page.locator(".wide").evaluate("at => at.scrollWidth - at.clientWidth")
    assert hidden == 0, f"the last column is {last}"


@pytest.mark.parametrize("path", ["/ledger", "/board", "/registers/transfers"])
def test_what_is_printed_names_whose_and_of_when_it_is(sit: Callable[..., Sitting], path: str) -> None:
    sitting = sit("fg")
    sitting.go(path)
    line = sitting.page.locator(".printed")
    expect(line).to_be_hidden()
    sitting.page.emulate_media(media="print")
    expect(line).to_be_visible()
    expect(line).to_contain_text(re.compile(r"（示例） 分管负责人，\d{4}年\d+月\d+日 \d\d:\d\d打印"))
