"""What waits for whom: legal moves at his level, the oldest duty first, page by page."""

from typing import Any

import pytest

from domain.catalogue import MASKED
from tests.api.conftest import Cli


@pytest.fixture
def office(cli: Cli) -> Cli:
    """Three leads: the last of them is to be verified by a day."""
    numbers = [cli.register("division=370104014", name=f"示例{each}投资有限公司") for each in "甲乙丙"]
    task = ("officers=jd-01；jd-02", "no_interest=是", "task.title=任务单", "task.reference=任务1", "due=2025-04-01")
    verified = cli(f"lead act {numbers[2]} start-verification", *task, "occurred=2025-03-02 09:00", "--as", "jd-01")
    assert verified.code == 0
    return cli


def duties(office: Cli, who: str, *flags: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = office.json("worklist", "--as", who, *flags)["duties"]
    return found


def test_the_oldest_duty_comes_first_and_what_has_no_deadline_last(office: Cli) -> None:
    found = duties(office, "jd-01")

    assert [each["deadline"] for each in found] == ["2025-04-01", None, None]
    assert found[0]["stage"] == "verifying"


def test_only_moves_legal_at_my_level_are_listed(office: Cli) -> None:
    def commands(who: str) -> set[str]:
        return {move["command"] for each in duties(office, who) for move in each["moves"]}

    assert {"start-verification", "record-visit"} <= commands("jd-01")
    assert not {"open-inquiry", "summon-interview"} & commands("jd-01")
    assert not {"grade-risk", "link-leads"} & commands("jd-01"), "what is always possible is no duty"
    assert office("worklist", "--as", "ga-01").code == 4


def test_every_listed_move_is_one_that_lead_moves_allows(office: Cli) -> None:
    for each in duties(office, "qj-01"):
        allowed = office.json(f"lead moves {each['number']}", "--as", "qj-01")["moves"]
        assert {m["command"] for m in each["moves"]} <= {m["command"] for m in allowed if m["possible"]}


def test_another_area_has_nothing_to_do_with_it(office: Cli) -> None:
    assert duties(office, "sq-01") == []


def test_mine_are_those_i_handle_and_those_of_my_office_that_nobody_does(office: Cli) -> None:
    assert [each["handler"] for each in duties(office, "jd-01", "--mine")] == ["jd-01", "", ""]
    assert {each["handler"] for each in duties(office, "jd-02", "--mine")} == {""}
    assert duties(office, "qj-01", "--mine") == [], "nobody's of a street is not the district's"


def test_pages_go_through_all_duties_once_while_leads_are_added(office: Cli) -> None:
    first = office.json("worklist", "--as", "jd-01", "--limit", "2")
    earlier = ("source=社区", "occurred=2025-02-01 09:00", "division=370104014", "unit.name=示例丁投资有限公司")
    assert office("lead register", *earlier, "--as", "jd-01").code == 0
    second = office.json("worklist", "--as", "jd-01", "--limit", "2", "--after", first["following"])

    assert [len(first["duties"]), len(second["duties"]), second["following"]] == [2, 1, None]
    seen = [each["number"] for page in (first, second) for each in page["duties"]]
    assert len(set(seen)) == 3, "what was added before the place is not told again"


def test_a_place_that_no_page_gave_is_refused(office: Cli) -> None:
    refused = office("worklist", "--as", "jd-01", "--after", "x", "--json")

    assert refused.code != 0
    assert "input.place" in refused.out


def test_persons_are_veiled_before_whoever_is_not_entitled(cli: Cli) -> None:
    person = ("person.ref=p1", "person.name=某某", "source=社区", "occurred=2025-03-01 09:00", "division=370104014")
    cli("lead register", *person, "--as", "jd-01")

    assert {each["subject"] for each in duties(cli, "jd-01")} == {"某某"}
    assert MASKED not in cli("worklist", "--as", "jd-01").out


def test_papers_to_sign_come_before_the_leads_for_whoever_may_sign_them(office: Cli) -> None:
    (number, *_) = [each["number"] for each in duties(office, "jd-01")]
    ask = f"lead act {number} request-signature matter=inquiry-opening proposal=资金流向可疑，拟启动调查认定"
    assert office(f"{ask} --as jd-01").code == 4, "a street opens no inquiry"
    assert office(f"{ask} --as qj-01").code == 0

    told = office("worklist --as qj-03").out
    assert told.index("待签批") < told.index("期限")
    assert f"chufei lead act {number} sign-paper matter=inquiry-opening approved=true" in " ".join(told.split())
    (paper,) = office.json("worklist --as qj-03")["unsigned"]
    assert (paper["number"], paper["asker"]) == (number, "qj-01")
    assert paper["proposal"] == "资金流向可疑，拟启动调查认定"
    assert office.json("worklist --as qj-01")["unsigned"] == []
    assert [each["approved"] for each in office.json("worklist --as qj-01")["asked"]] == [None]

    assert office(f"lead act {number} sign-paper matter=inquiry-opening approved=true --as qj-03").code == 0
    assert office.json("worklist --as qj-03")["unsigned"] == []
    told = office("worklist --as qj-01").out
    assert told.index("提请签批") < told.index("已同意") < told.index("测试副局长甲") < told.index("期限")
