"""Filters kept under a name: the same on the page and at the command line, each for its officer or his office."""

from collections.abc import Callable

import pytest
from httpx2 import Client

from tests.api.http.conftest import Served

NARROWED = (
    "stage=verifying&been=interview&age=30-90&since=2025-01-01&text=%E5%AE%89&sort=amount&desc=True&column=number"
)


def test_what_is_asked_for_is_kept_used_and_forgotten(seated: Callable[[str], Client]) -> None:
    client = seated("jd-01")
    assert "kept-title" not in client.get("/ledger").text, "there is nothing to keep"
    kept = client.post(f"/ledger/kept?{NARROWED}&size=50", data={"name": " 大额 "})
    assert kept.url.path == "/ledger"
    page = client.get("/ledger").text
    (address,) = {each for each in page.split('"') if each.startswith("/ledger?") and "age=30-90" in each}
    shown = client.get(address.replace("&amp;", "&")).text
    assert "在本阶段30至90天" in shown
    assert 'name="text" type="search" value="安"' in shown
    assert 'aria-sort="none"' not in shown.split("万元")[0].rsplit("<th", 1)[-1]
    assert "大额" not in client.post("/ledger/kept/forget", data={"name": "大额"}).text


def test_the_command_line_and_the_page_keep_the_same(served: Served, seated: Callable[[str], Client]) -> None:
    client = seated("jd-01")
    client.post(f"/ledger/kept?{NARROWED}", data={"name": "甲"})
    assert served.app.filters.of("officer-jd-01")["甲"] == {
        "text": ["安"], "stage": ["verifying"], "since": ["2025-01-01"], "been": ["interview"], "age": ["30-90"],
        "sort": ["amount"], "desc": ["yes"], "columns": ["number"],
    }  # fmt: skip
    served.app.filters.keep("officer-jd-01", "乙", {"stage": ["核查中"], "due-by": ["+7"], "handler": ["测试承办甲"]})
    page = client.get("/ledger").text
    assert "stage=verifying&amp;handler=jd-01&amp;due_by=20" in page


def test_what_looks_for_a_text_is_kept_for_oneself_alone(served: Served, seated: Callable[[str], Client]) -> None:
    refused = seated("jd-01").post(f"/ledger/kept?{NARROWED}", data={"name": "甲", "shared": "true"})

    assert refused.status_code == 422
    assert "按文字查找的条件不能共用" in refused.text
    assert not served.app.filters.of(f"office-{served.app.roster.actor('jd-01').office}")


def test_a_filter_of_the_office_is_there_for_all_of_it_and_for_nobody_else(seated: Callable[[str], Client]) -> None:
    seated("jd-01").post("/ledger/kept?stage=closed", data={"name": "自用"})
    seated("jd-01").post("/ledger/kept?stage=closing", data={"name": "大家的", "shared": "true"})
    colleague, district = seated("jd-02"), seated("qj-01")
    assert [name in colleague.get("/ledger").text for name in ("自用", "大家的")] == [False, True]
    assert [name in district.get("/ledger").text for name in ("自用", "大家的")] == [False, False]
    assert district.post("/ledger/kept/forget", data={"name": "大家的", "shared": "true"}).status_code == 404


@pytest.mark.parametrize(("address", "name"), [("?stage=closed", ""), ("", "甲"), ("?stage=closed", "长" * 41)])
def test_what_has_no_name_or_says_nothing_is_not_kept(seated: Callable[[str], Client], address: str, name: str) -> None:
    client = seated("jd-01")
    assert client.post(f"/ledger/kept{address}", data={"name": name}).status_code == 422
    assert "kept-title" not in client.get("/ledger").text


def test_a_filter_that_means_nothing_any_more_is_told_and_can_be_forgotten(
    served: Served, seated: Callable[[str], Client]
) -> None:
    served.app.filters.keep("officer-jd-01", "旧", {"stage": ["天上"]})
    page = seated("jd-01").get("/ledger")
    assert page.status_code == 200
    assert "已失效" in page.text
