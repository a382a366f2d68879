"""A citizen sends photos from a phone, makes mistakes on the way, and an officer sees what he sent."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.api.http.conftest import Served
from tests.browser.conftest import Sitting
from tests.browser.hands import fill
from tests.support.chromium import PHONE, faults, watched
from tests.support.pictures import encoded, halves, of_a_phone

HEIC = b"\x00\x00\x00\x18ftypheic" + bytes(300)
SENT = 422
STREET = "兴福"
OFFICER = "xf-1"


@pytest.fixture
def album(tmp_path: Path) -> dict[str, Path]:
    """What lies on the phone."""
    photos = {"sign.jpg": of_a_phone(), "receipt.png": encoded(halves(300, 500), "PNG"), "IMG_1.HEIC": HEIC}
    for name, content in photos.items():
        (tmp_path / name).write_bytes(content)
    return {name: tmp_path / name for name in photos}


def seen(sitting: Sitting) -> None:
    """The officer opens the report, and one photo by itself."""
    sitting.go("/tips")
    sitting.page.locator("td a.number").first.click()
    shown = sitting.page.locator(".photos img")
    shown.first.wait_for()
    assert shown.count() == 3
    assert shown.evaluate_all("all => all.map(each => [each.complete, each.naturalWidth, each.naturalHeight])") == [
        [True, 200, 400], [True, 300, 500], [True, 300, 500],
    ]  # fmt: skip
    assert shown.evaluate_all("all => all.map(each => each.alt)") == ["照片 1", "照片 2", "照片 1"]
    assert faults(sitting.page) == []
    sitting.page.set_viewport_size(PHONE)
    assert faults(sitting.page) == []
    sitting.page.get_by_role("link", name="照片 1").first.click()
    assert sitting.page.locator("img").evaluate("each => each.naturalHeight") == 400


def test_photos_of_a_phone_reach_the_officer_though_the_form_had_mistakes(
    office: Served, browser: Browser, album: dict[str, Path], sit: Callable[..., Sitting]
) -> None:
    with watched(browser, viewport=PHONE, has_touch=True) as (context, watch):
        watch.expected.add(SENT)
        page = context.new_page()
        page.goto(f"{office.address}/report")
        fill(page.get_by_role("main"), {
            "单位或个人的名称": "示例财富", "在哪个街道": STREET, "具体情况": "门口挂着牌子，答应老人每月两分利",
        })  # fmt: skip
        page.get_by_label("匿名举报").check()
        page.get_by_label("照片 1").set_input_files(album["sign.jpg"])
        page.get_by_label("照片 2").set_input_files(album["IMG_1.HEIC"])
        page.get_by_role("button", name="提交举报").click()

        assert "HEIC" in page.locator("#e-photo-2").inner_text()
        assert page.get_by_label("已收到的第 1 张").is_checked()
        assert faults(page) == []
        page.get_by_label("照片 2").set_input_files(album["receipt.png"])
        page.get_by_label("我已读完须知").check()
        page.get_by_role("button", name="提交举报").click()
        assert "照片 2 张" in page.locator(".receipt").inner_text()
        assert faults(page) == []
        page.get_by_role("button", name="去看进度").click()
        page.get_by_label("照片 1").set_input_files(album["receipt.png"])
        page.get_by_role("button", name="提交").click()
        assert "附照片 1 张" in page.locator(".yours").inner_text()
        assert faults(page) == []
    seen(sit(OFFICER))
