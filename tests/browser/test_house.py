"""Whoever keeps the house at his work: an administrator lets people in, an operator looks after the machine."""

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from sqlite3 import connect

from playwright.sync_api import Page, expect

from tests.api.http.conftest import Served
from tests.browser.conftest import PASSWORD, Sitting
from tests.browser.hands import fill, registered, send
from tests.support.waiting import comes_true

OFFICE = "济南市槐荫区住房和城乡建设局（示例）"


def test_an_administrator_opens_an_office_and_somebody_begins_to_work_there(
    sit: Callable[..., Sitting], visit: Callable[..., Sitting]
) -> None:
    admin = sit("admin").page
    admin.get_by_role("link", name="设立单位").click()
    send(admin, "设立单位", {
        "单位代码": "370104-zj", "单位类别": "行业主管部门", "名称": OFFICE, "辖区区划": "370104", "机关代字": "示住建",
        "上级单位": "370104",
    })  # fmt: skip
    expect(admin.get_by_role("heading", level=1)).to_contain_text(OFFICE)
    appointed(admin, "示例新人甲", "行业主管承办人")
    admin.get_by_role("link", name="登记执法证").click()
    send(admin, "登记执法证", {"证号": "示执370104999", "有效期至": "2030-12-31"})
    once = password_for(admin)

    newcomer = visit()
    newcomer.sign_in("xr-1", once)
    new = newcomer.page
    expect(new.get_by_role("status")).to_contain_text("请先改成自己的")
    newcomer.go("/ledger")
    expect(new.get_by_role("heading", level=1)).to_contain_text("我的账号")
    choose_password(new, once)
    expect(new.get_by_role("link", name="我的待办")).to_be_visible()
    expect(new.locator("header")).to_contain_text(OFFICE)


def test_an_operator_looks_after_what_follows_the_log(
    sit: Callable[..., Sitting], visit: Callable[..., Sitting], office: Served
) -> None:
    operator = subscribing_operator(sit("admin"), visit())
    page = operator.page
    page.get_by_role("link", name="运行状况").click()
    expect(page.get_by_text("风险线索台账").first).to_be_visible()

    with standing_in_the_way(office):
        registered(sit("cb-1").page)
        assert comes_true(lambda: bool(office.app.read_models.held()))
        page.get_by_role("link", name="搁置事件").click()
        expect(page.locator("tbody")).to_contain_text("风险线索台账")
        page.get_by_role("button", name="全部重试").click()
        expect(page.get_by_role("status")).to_contain_text("已记入 0 件")
    page.get_by_role("button", name="全部重试").click()
    expect(page.get_by_text("没有搁置的事件")).to_be_visible()

    page.get_by_role("link", name="推送订阅").click()
    page.get_by_role("link", name="city-platform").click()
    fill(page.locator("main"), {"起号": "1", "止号": "20"})
    page.get_by_role("button", name="补发", exact=True).click()
    expect(page.get_by_role("region", name="补发")).to_contain_text("20")


def subscribing_operator(keeper: Sitting, newcomer: Sitting) -> Sitting:
    """An operator in whose name a system is called, at his desk."""
    admin = keeper.page
    keeper.go("/admin/offices/370100")
    appointed(admin, "示例运维", "运维员")
    admin.get_by_role("link", name="授予岗位").click()
    send(admin, "授予岗位", {"岗位": "数据接入方"})
    once = password_for(admin)
    keeper.go("/admin/feeds")
    admin.get_by_text("新增订阅").click()
    fill(
        admin.locator("main"),
        {"接收地址": "http://127.0.0.1:9/in", "按谁的权限推送": "示例运维", "编号": "city-platform"},
    )
    admin.get_by_role("button", name="订阅", exact=True).click()
    expect(admin.locator("output.once")).to_contain_text("whsec_")

    newcomer.sign_in("xr-1", once)
    choose_password(newcomer.page, once)
    return newcomer


@contextmanager
def standing_in_the_way(office: Served) -> Iterator[None]:
    """No new lead comes into the ledger meanwhile."""
    with closing(connect(office.app.settings.data / "chufei.db")) as database:
        ((table,),) = database.execute("SELECT name FROM sqlite_master WHERE name GLOB 'risk_ledger_v*_g1'")
        with database:
            database.execute(
                f"CREATE TRIGGER full BEFORE INSERT ON {table} BEGIN SELECT RAISE(ABORT, 'the ledger is full'); END"
            )
        yield
        with database:
            database.execute("DROP TRIGGER full")


def appointed(admin: Page, name: str, post: str) -> None:
    """Open an account from the page of an office, and give it a post there."""
    admin.get_by_role("link", name="登记人员").click()
    send(admin, "登记人员", {"账号": "xr-1", "姓名": name})
    admin.get_by_role("link", name="授予岗位").click()
    send(admin, "授予岗位", {"岗位": post})


def password_for(admin: Page) -> str:
    """Hand out a one-time password from the page of somebody."""
    admin.get_by_role("button", name="发一次性密码").click()
    return admin.locator("output.once").inner_text()


def choose_password(newcomer: Page, once: str) -> None:
    """Change what was handed out for a password of his own."""
    fill(newcomer.get_by_role("main"), {"现在的密码": once, "新密码": PASSWORD, "新密码再输一次": PASSWORD})
    newcomer.get_by_role("button", name="改密码").click()
