"""What hands do at a page: fill in forms by the labels that stand there, do moves where they are offered."""

import re
from collections.abc import Mapping

from playwright.sync_api import Locator, Page, expect


def called(label: str) -> re.Pattern[str]:
    """A label, whatever it says of being required."""
    return re.compile(rf"^{re.escape(label)}(?: (?:填此栏时)?必填)?$")


def fill(place: Page | Locator, answers: Mapping[str, object]) -> None:
    """Fill in a form: label → text, choice, yes or no; or the same for a group; or whom it names, or what is ticked."""
    for label, answer in answers.items():
        if isinstance(answer, str):
            _fill(place.get_by_label(called(label)), answer)
        else:
            _group(_grouped(place, label), answer)


def _grouped(place: Page | Locator, label: str) -> Locator:
    name = called(label)
    return place.get_by_role("group", name=name).or_(place.get_by_role("radiogroup", name=name))


def _group(group: Locator, answer: object) -> None:
    if isinstance(answer, bool):
        group.get_by_label("是" if answer else "否", exact=True).check()
    elif isinstance(answer, Mapping):
        fill(group, answer)
    elif isinstance(answer, list):
        people = group.get_by_label(called("人员"))
        for row, text in enumerate(answer):
            if people.count():
                _fill(people.nth(row), text)
            else:
                group.get_by_label(text, exact=True).check()


def _fill(control: Locator, answer: str) -> None:
    if control.evaluate("at => at.tagName") == "SELECT":
        control.select_option(control.locator("option", has_text=answer).first.get_attribute("value"))
    else:
        control.fill(answer)


def press(page: Page, label: str, answers: Mapping[str, object]) -> None:
    """Fill in the form that is open, and press its button."""
    fill(page.get_by_role("main"), answers)
    page.get_by_role("main").get_by_role("button", name=label, exact=True).last.click()


def send(page: Page, label: str, answers: Mapping[str, object]) -> None:
    """Fill in the form that is open, and do what it is for."""
    press(page, label, answers)
    expect(page.locator(".notice.good").first).to_contain_text("已")


def do(page: Page, label: str, answers: Mapping[str, object]) -> None:
    """Do a move that the page of a lead offers."""
    page.locator("#moves").get_by_role("link", name=label, exact=True).click()
    send(page, label, answers)


def register(page: Page, name: str, **more: object) -> None:
    """Fill in the form of a lead, from wherever one is, and press its button."""
    page.get_by_role("navigation").get_by_role("link", name="登记线索").click()
    page.get_by_role("main").get_by_role("link", name="登记线索").first.click()
    press(page, "登记线索", {
        "来源渠道": "社区报告", "单位": {"名称": name}, "涉及金额": "12.5万元", "基本情况": "楼道里贴有高息理财广告",
    } | more)  # fmt: skip


def registered(page: Page, name: str = "济南示例晨光商务咨询有限公司", **more: object) -> str:
    """Register a lead; where its page is."""
    register(page, name, **more)
    expect(page.locator(".notice.good").first).to_contain_text("已记录")
    return page.url.partition("?")[0]


def found(page: Page, name: str) -> None:
    """Look for a lead by its name, and open it."""
    page.get_by_label("查找线索").fill(name)
    page.get_by_role("button", name="查找").click()
    page.get_by_role("table").get_by_role("link", name=name).click()


def paper(title: str, reference: str) -> dict[str, str]:
    """A paper, named in a form."""
    return {"文书名称": title, "文号或存放处": reference}
