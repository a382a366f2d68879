"""Two servers that take turns at every request: people at their browsers do all that they do before one."""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from shutil import copytree

import pytest
from playwright.sync_api import Browser, expect

from tests.api.console.conftest import password_of
from tests.api.console.test_import import LEDGER
from tests.browser.conftest import PASSWORD, Sitting, standing
from tests.browser.hands import do, found, registered
from tests.support.chromium import watched
from tests.support.turns import Turns, taking_turns

FIRM = "济南示例晨光商务咨询有限公司"


class House:
    """Two servers over one folder, and the one way in."""

    def __init__(self, folder: Path, stack: ExitStack, browser: Browser) -> None:
        servers = [stack.enter_context(standing(folder)) for _ in range(2)]
        self._served, self._stack, self._browser = servers[0], stack, browser
        self.address, self.way_in = stack.enter_context(taking_turns([each.address for each in servers]))

    def sit(self, account: str) -> Sitting:
        """Somebody at a browser of his own."""
        password_of(self._served, account)
        context, watch = self._stack.enter_context(watched(self._browser))
        sitting = Sitting(context.new_page(), watch, self.address)
        sitting.sign_in(account, PASSWORD)
        return sitting


@pytest.fixture
def house(played: Path, tmp_path: Path, browser: Browser) -> Iterator[House]:
    with ExitStack() as stack:
        yield House(copytree(played, tmp_path / "office"), stack, browser)


def each_had_its_turns(way_in: Turns) -> bool:
    counts = [way_in.turns.count(each) for each in {*way_in.turns}]
    return len(counts) == 2 and min(counts) > 5


def test_people_work_and_are_told_how_far_long_work_is(house: House, tmp_path: Path) -> None:
    page = house.sit("cb-1").page
    registered(page, FIRM)
    do(page, "评定风险等级", {"风险等级": "高", "等级依据": {"等级依据 1": "涉及老年人"}})
    expect(page.locator(".notice.good")).to_contain_text("涉及老年人")

    (tmp_path / "ledger.csv").write_bytes(LEDGER)
    page.get_by_role("navigation").get_by_role("link", name="登记线索").click()
    page.get_by_role("main").get_by_role("link", name="导入台账").click()
    page.get_by_label("台账文件").set_input_files(tmp_path / "ledger.csv")
    page.get_by_role("button", name="先试一遍").click()
    page.get_by_role("button", name="正式导入 2 行").click()
    expect(page.get_by_role("status")).to_contain_text("有 1 行未存入")
    found(page, "示例甲公司")

    page.get_by_role("navigation").get_by_role("link", name="线索台账").click()
    with page.expect_download() as file:
        page.get_by_role("link", name="CSV").click()
    assert FIRM in Path(file.value.path()).read_text(encoding="utf-8-sig")
    assert each_had_its_turns(house.way_in)


def test_the_log_is_verified_wherever_one_looks(house: House) -> None:
    page = house.sit("sj").page
    page.goto(f"{house.address}/audit/verify")
    page.get_by_role("button", name="开始核验").click()
    for _ in range(2):
        expect(page.get_by_role("status").filter(has_text="日志完好")).to_be_visible()
        page.reload()
