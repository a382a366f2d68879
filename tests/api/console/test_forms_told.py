"""Forms say what is asked for in the words that stand on the page, and nothing that only a terminal understands."""

import re
from collections.abc import Callable
from typing import TypeVar

import pytest
from httpx2 import Client

from api.console.forms.notes import BEGINNINGS_TOLD
from api.console.views.act import BY_FORM
from domain.lead.intake.events import LeadReferred
from domain.lead.verification.events import LeadReferredElsewhere
from domain.procedure import command_name
from tests.api.console.test_pages import REGISTERED, done, hidden, registered
from tests.api.http.conftest import Served

E = TypeVar("E")
Seated = Callable[[str], Client]


def test_what_is_missing_is_told_under_the_name_of_its_field(seated: Seated) -> None:
    client = seated("jd-01")
    answer = done(client, registered(client), "start-verification", {})

    assert answer.status_code == 422
    assert '<a href="#c-officers">办理人员：没有填写，此项必填</a>' in answer.text
    assert "|" not in answer.text, "bars are for terminals"


def test_a_wrong_part_of_a_group_is_told_with_the_name_of_the_group(seated: Seated) -> None:
    client = seated("jd-01")
    form = hidden(client.get("/register/register-lead").text)
    answer = client.post("/register/register-lead", data={**form, "source": "community", "person.residence": "示例路"})

    assert '<a href="#c-person.name">个人 姓名：没有填写，此项必填</a>' in answer.text


def test_a_group_that_may_be_left_empty_asks_only_whoever_fills_it_in(seated: Seated) -> None:
    page = seated("jd-01").get("/register/register-lead").text

    assert asked(page, "c-source") == "必填"
    assert asked(page, "c-unit.name") == asked(page, "c-contacts.1.kind") == "填此栏时必填"


def test_hints_say_more_than_that_a_text_is_a_text(seated: Seated) -> None:
    page = seated("jd-01").get("/register/register-lead").text

    assert ">文字</span>" not in page
    assert "单位名称或代码；不填即按本单位" in page


@pytest.mark.parametrize("move", ["monitor", "accept-rectification", "start-follow-up"])
def test_whoever_sets_the_end_of_an_observation_reads_between_which_days_it_lies(seated: Seated, move: str) -> None:
    client = seated("qj-01")
    page = client.get(f"{registered(client)}/do/{move}").text

    assert "自办理之日起满3个月、不超过6个月；今日办理的，在" in page


@pytest.mark.parametrize(
    ("move", "field", "told"),
    [
        ("grade-risk", "score", "可以不填；0 至 100 的整数"),
        ("order-rectification", "deadline", "须晚于责令当日"),
        ("suspend", "expected", "须晚于办理之日"),
    ],
)
def test_the_bounds_of_a_value_are_told_before_it_is_refused(seated: Seated, move: str, field: str, told: str) -> None:
    client = seated("qj-01")
    page = client.get(f"{registered(client)}/do/{move}").text

    assert f'<span class="help" id="h-{field}">{told}</span>' in page


def test_a_form_opens_with_who_sits_there_and_the_paper_that_the_move_makes(seated: Seated) -> None:
    client = seated("jd-01")
    page = client.get(f"{registered(client)}/do/start-verification").text

    assert '<option value="jd-01" selected>' in page.partition('name="officers.1.id"')[2].partition("</select>")[0]
    assert " selected" not in page.partition('name="officers.2.id"')[2].partition("</select>")[0]
    assert re.search(r'name="task.title" type="text" value="核查任务单"', page)


@pytest.mark.parametrize(("subject", "named"), [("unit.name", True), ("person.name", False)])
def test_a_form_names_the_unit_it_is_about_and_no_person(seated: Seated, subject: str, *, named: bool) -> None:
    client = seated("qj-01")
    form = {**hidden(client.get("/register/register-lead").text), "source": "community", subject: "示例丁"}
    lead = str(client.post("/register/register-lead", data=form).url.path)
    crumbs = client.get(f"{lead}/do/assign-handler").text.partition('<p class="crumbs">')[2].partition("</p>")[0]

    assert ("示例丁" in crumbs) is named


def test_a_lead_is_given_only_to_people_whose_post_is_case_work(seated: Seated) -> None:
    client = seated("qj-01")
    pages = ("/register/register-lead", f"{registered(client)}/do/assign-handler", "/ledger")
    offered = [client.get(each).text.partition('name="handler"')[2].partition("</select>")[0] for each in pages]

    assert all('value="qj-02"' in each and 'value="jd-01"' in each for each in offered)
    assert not any(f'value="{keeper}"' in each for keeper in ("qj-05", "qj-06") for each in offered)


@pytest.mark.parametrize(
    ("move", "there", "away"),
    [
        ("start-verification", ("qj-01", "scjg-01"), ("jd-01", "qj-05", "admin")),
        ("record-visit", ("qj-01", "jd-01"), ("qj-05", "admin")),
        ("record-evidence", ("qj-01", "qj-02"), ("jd-01", "admin", "qj-05")),
    ],
)
def test_only_people_who_can_be_named_are_offered(
    seated: Seated, move: str, there: tuple[str, ...], away: tuple[str, ...]
) -> None:
    client = seated("qj-01")
    offered = client.get(f"{registered(client)}/do/{move}").text.partition('name="officers.2.id"')[2]
    offered = offered.partition("</select>")[0]

    assert all(f'value="{each}"' in offered for each in there)
    assert not any(f'value="{each}"' in offered for each in away)


def test_whoever_was_chosen_stays_chosen_although_he_is_not_offered(seated: Seated) -> None:
    client = seated("qj-01")
    page = done(client, registered(client), "start-verification", {"officers.2.id": "qj-05"}).text

    assert '<option value="qj-05" selected>' in page


def test_the_form_of_a_new_lead_says_that_one_of_two_subjects_is_filled_in(seated: Seated) -> None:
    page = seated("jd-01").get("/register/register-lead").text

    assert page.count("单位、个人二者填一项") == 2


def test_each_way_to_begin_says_when_it_is_the_one(seated: Seated) -> None:
    client = seated("qj-01")
    page = client.get("/register").text

    assert "本辖区新发现的一条线索" in page
    assert 'href="/import"' in page.partition("<main")[2]
    assert "carry-over-lead" not in page, "what an older ledger holds is imported with it"
    assert client.get("/register/carry-over-lead").status_code == 404


def test_every_way_to_begin_is_told() -> None:
    assert set(BEGINNINGS_TOLD) == {command_name(each) for each in BY_FORM}


def asked(page: str, control: str) -> str:
    """What stands beside the label of a control."""
    found = re.search(rf'<label for="{re.escape(control)}">[^<]*<span class="needed">([^<]*)', page)
    assert found, control
    return found[1]


def test_a_refusal_names_the_people_it_counts(seated: Seated) -> None:
    client = seated("qj-01")
    task = {"no_interest": "是", "task.title": "核查任务单", "task.reference": "1"}
    answer = done(client, registered(client), "start-verification", {**task, "officers.1.id": "jc-01"})

    assert answer.status_code == 409
    assert "<dt>jc-01</dt>" not in answer.text
    assert "<dt>测试检察官甲</dt>" in answer.text


def test_the_certificate_of_an_officer_who_is_chosen_need_not_be_typed(seated: Seated) -> None:
    client = seated("qj-01")
    address = f"{registered(client)}/do/start-verification"
    form = client.get(address).text
    task = {"no_interest": "是", "task.title": "核查任务单", "task.reference": "1", "officers.1.id": "qj-01"}
    answer = client.post(address, data={**hidden(form), **task, "officers.2.id": "qj-02"})

    assert "不填即按名册" in form
    assert answer.status_code == 200, answer.text
    assert "示执370104001" in answer.text.partition('id="timeline"')[2]


def test_a_certificate_stands_as_it_was_typed_and_nowhere_else(seated: Seated) -> None:
    client = seated("qj-01")
    typed = {"officers.1.id": "qj-01", "officers.1.certificate": "另一证号", "officers.3.id": "qj-02"}
    page = done(client, registered(client), "start-verification", typed).text

    assert 'name="officers.1.certificate" type="text" value="另一证号"' in page
    assert 'name="officers.2.certificate" type="text" value=""' in page, "whoever is chosen instead has another"


def test_areas_are_offered_by_their_names_those_of_ones_own_first(seated: Seated) -> None:
    client = seated("qj-01")
    for address in ("/register/register-lead", f"{registered(client)}/do/open-inquiry"):
        page = client.get(address).text
        offered = re.findall(r'<option value="([^"]+)">(\d+)</option>', page.partition('<datalist id="divisions">')[2])
        assert offered[0] == ("槐荫区", "370104")
        assert ("历下区", "370102") in offered, "another may be competent"
        assert "区划名称或代码" in page


def test_an_area_is_typed_by_its_name_or_its_code(seated: Seated) -> None:
    client = seated("jd-01")
    for typed in ("兴福街道", "兴福", "370104014"):
        page = client.get(registered(client, division=typed, **{"areas.1": "历下区"})).text
        assert "<dt>所在地区划</dt><dd>兴福街道（370104014）</dd>" in page
        assert "<dt>涉及地区</dt><dd>历下区、" in page


def test_an_office_is_offered_and_typed_by_its_name_and_read_by_its_code(seated: Seated) -> None:
    client = seated("qj-01")
    page = client.get("/register/register-lead").text
    offered = page.partition('<datalist id="offices">')[2].partition("</datalist>")[0]
    assert offered.count('<option value="示例街道办事处">370104014</option>') == 1
    assert "单位名称或代码" in page
    for typed in ("示例街道办事处", "370104014"):
        told = client.get(registered(client, office=typed, division="370104014")).text
        assert "<dt>登记单位</dt><dd>示例街道办事处（370104014）</dd>" in told


def test_where_a_lead_is_referred_to_is_an_office_inside_and_a_text_outside(seated: Seated, served: Served) -> None:
    client, letter = seated("qj-01"), {"letter.title": "移送函", "letter.reference": "1"}
    to = {"reason": "属地管辖", "receiver": "示例街道办事处", **letter}
    inside = done(client, registered(client, handler="qj-01"), "refer-lead", {**to, "receiver_organ": "街道"})
    assert inside.status_code == 200, inside.text
    assert last(served, LeadReferred).receiver == "370104014"

    two = {"officers.1.id": "qj-01", "officers.2.id": "qj-02", "no_interest": "true"}
    lead = registered(client, handler="qj-01", **{"unit.name": "示例乙公司"})
    done(client, lead, "start-verification", {**two, "task.title": "任务单", "task.reference": "1"})
    absent = {f"elements.{each}.{name}": value for each in ("unlicensed", "promised_return", "unspecified_people")
              for name, value in (("present", "false"), ("reasons", "没有"))}  # fmt: skip
    found = {
        "confirmed_by.1.id": "qj-01",
        "confirmed_by.2.id": "qj-02",
        "report.title": "报告",
        "report.reference": "1",
    }
    ruled = done(client, lead, "rule-out", {**absent, **found})
    assert ruled.status_code == 200, ruled.text
    assert done(client, lead, "refer-elsewhere", to).status_code == 200
    assert last(served, LeadReferredElsewhere).receiver == "示例街道办事处"


def last(served: Served, kind: type[E]) -> E:
    """The last event of a kind."""
    return next(each.event for each in reversed(served.app.store.log(limit=500)) if isinstance(each.event, kind))


def test_what_is_no_area_stays_in_the_form_as_it_was_typed(seated: Seated) -> None:
    client = seated("jd-01")
    form = hidden(client.get("/register/register-lead").text)
    answer = client.post("/register/register-lead", data={**form, **REGISTERED, "division": "不知何处"})
    assert answer.status_code == 422
    assert 'name="division" type="text" value="不知何处"' in answer.text
