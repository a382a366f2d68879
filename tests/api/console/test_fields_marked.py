"""A form that comes back shows at its fields what is wrong with them, and begins at the first, whoever judged it."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from httpx2 import Client

from domain.instants import BEIJING
from tests.api.console.test_pages import done, hidden, registered
from tests.api.http.conftest import Served

Seated = Callable[[str], Client]

GRADE = {"grade": "medium", "reasons.1": "示例理由", "score": "9999"}


def test_what_a_guard_says_of_one_value_stands_at_its_field_and_the_whole_of_it_above(seated: Seated) -> None:
    client = seated("qj-01")
    answer = done(client, registered(client), "grade-risk", GRADE)

    assert answer.status_code == 409
    score = tag(answer.text, "score")
    assert 'aria-invalid="true"' in score
    assert "e-score" in score
    assert score.endswith(" autofocus>")
    assert '<span class="error" id="e-score">评分应在 0—100 之间</span>' in answer.text
    above = answer.text.partition('<section class="refusal"')[2].partition("</section>")[0]
    assert "<dt>评分</dt><dd>9999" in above
    assert "办公规则" in above


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"unit.name": "示例甲公司", "person.name": "示例乙"}, "unit.name"),
        ({}, "unit.name"),
    ],
)
def test_of_a_group_the_inputs_are_marked_that_mend_it(seated: Seated, typed: dict[str, str], field: str) -> None:
    client = seated("jd-01")
    form = hidden(client.get("/register/register-lead").text)
    page = client.post("/register/register-lead", data={**form, "source": "community", **typed}).text

    assert tag(page, field).endswith(' aria-invalid="true" aria-describedby="e-unit" autofocus>')
    assert 'aria-invalid="true" aria-describedby="e-person"' in tag(page, "person.name")
    assert "aria-invalid" not in tag(page, "unit.uscc")
    assert 'id="c-unit" aria-invalid="true" aria-describedby="h-unit e-unit"' in page


def test_a_time_in_the_future_is_told_at_the_time(seated: Seated, served: Served) -> None:
    client = seated("qj-01")
    ahead = (served.app.clock.now() + timedelta(days=2)).astimezone(BEIJING).strftime("%Y-%m-%dT%H:%M")
    page = done(client, registered(client), "grade-risk", {**GRADE, "score": "1", "occurred": ahead}).text

    occurred = tag(page, "occurred")
    assert 'aria-describedby="h-occurred e-occurred"' in occurred, "the help is told too"
    assert "autofocus" in occurred


def test_an_empty_paper_marks_both_its_inputs(seated: Seated) -> None:
    client = seated("qj-01")
    page = done(client, registered(client), "record-milestone", {"milestone": "refund.open", "item": "1"}).text

    for part in ("paper.title", "paper.reference"):
        assert 'aria-invalid="true" aria-describedby="e-paper"' in tag(page, part)
    assert tag(page, "paper.title").endswith(" autofocus>")


def test_a_question_of_yes_or_no_that_was_left_open_says_so_itself(seated: Seated) -> None:
    client = seated("qj-01")
    page = done(client, registered(client), "start-verification", {"officers.1.id": "qj-01"}).text

    told = 'aria-labelledby="l-no_interest" aria-invalid="true" aria-describedby="h-no_interest e-no_interest"'
    assert f'id="c-no_interest" {told}>' in page


def test_a_row_that_was_asked_for_is_where_one_goes_on(seated: Seated) -> None:
    client = seated("qj-01")
    page = done(client, registered(client), "start-verification", {"officers.1.id": "qj-01", "_more": "officers"}).text

    assert re.findall(r'<\w+ id="c-([^"]+)"[^>]* autofocus>', page) == ["officers.3.id"]


def tag(page: str, key: str) -> str:
    """The control of a field."""
    found = re.search(rf'<(?:input|select|textarea) id="c-{re.escape(key)}"[^>]*>', page)
    assert found, key
    return found[0]
