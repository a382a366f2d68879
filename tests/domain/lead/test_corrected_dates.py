"""A date entered too late is put right by a leader: the history keeps both, and what follows is bound no more."""

from datetime import date, timedelta
from typing import Any, Final

import pytest

from domain.instants import day_of
from domain.lead.disposal import commands as disposal
from domain.lead.inquiry import commands as inquiry
from domain.lead.interview import commands as interview
from domain.lead.stage import Stage
from domain.lead.standing import commands as standing
from domain.lead.standing.events import DateCorrected
from domain.lead.vocabulary import Matter
from tests.support.leads import command
from tests.support.people import DEPUTY, OFFICER, PRINCIPAL
from tests.support.roads import at, on_the_way, sign
from tests.support.samples import DAY, NOON
from tests.support.scenario import Scenario

YEAR: Final = timedelta(days=365)
LATE: Final = NOON + YEAR
"""2023 typed for 2022."""


def correct(day: date, **changes: Any) -> Any:  # noqa: ANN401 - a command
    """Entered by a leader a year later."""
    return command(standing.CorrectDate, happened_on=day, occurred=LATE, **changes)


def misdated() -> Scenario:
    """The inquiry was opened on 2 March, and entered a year too late."""
    return on_the_way(sign(Matter.INQUIRY_OPENING), (OFFICER, command(inquiry.OpenInquiry, occurred=LATE)),
                      start=at(Stage.VERIFYING))  # fmt: skip


def evidence(days: int) -> Any:  # noqa: ANN401 - a command
    return command(inquiry.RecordEvidence, occurred=NOON + timedelta(days=days))


def test_a_wrong_date_binds_what_follows_until_it_is_put_right() -> None:
    wrong = misdated()

    wrong.by(OFFICER).when(evidence(3)).then_refused("command.order")
    right = wrong.by(PRINCIPAL).when(correct(DAY + timedelta(days=2))).then(DateCorrected)
    assert (day_of(right.lead.since), day_of(right.lead.latest)) == (DAY + timedelta(days=2),) * 2
    right.by(OFFICER).when(evidence(3)).then()
    right.by(OFFICER).when(evidence(1)).then_refused("command.order")


def test_the_event_keeps_the_act_both_dates_and_why() -> None:
    ((_, event),) = misdated().by(PRINCIPAL).when(correct(DAY, reason="笔误")).decision

    assert isinstance(event, DateCorrected)
    assert (event.act, event.was, event.happened_on, event.reason) == ("M13", LATE, DAY, "笔误")


@pytest.mark.parametrize(("days", "may"), [(-1, False), (0, True), (364, True), (365, False), (366, False)])
def test_a_date_goes_back_and_not_behind_the_act_before(days: int, *, may: bool) -> None:
    asked = misdated().by(PRINCIPAL).when(correct(DAY + timedelta(days=days)))

    if may:
        asked.then()
    else:
        refused = "command.stated-day" if days > YEAR.days else "date.between"
        asked.then_refused(refused)


def test_only_a_leader_corrects_a_date_with_reasons_and_a_paper() -> None:
    wrong = misdated()

    wrong.by(OFFICER).when(correct(DAY)).then_refused("permission.grade", rule="E00d")
    wrong.by(DEPUTY).when(correct(DAY, reason=" ")).then_refused("date.reason", cites="office date-correction")


def test_an_act_at_the_stage_goes_back_among_the_others() -> None:
    road = ((OFFICER, evidence(365)), (OFFICER, evidence(5)))
    right = on_the_way(*road, (PRINCIPAL, correct(DAY + timedelta(days=3))), start=at(Stage.INVESTIGATING)).lead

    assert (day_of(right.latest), right.since) == (DAY + timedelta(days=5), NOON)
    assert [day_of(each.at) for each in right.acts()[-2:]] == [DAY + timedelta(days=3), DAY + timedelta(days=5)]


def test_an_older_act_is_named_when_one_after_it_was_dated_after_it() -> None:
    wrong = on_the_way((OFFICER, evidence(366)), start=misdated()).by(PRINCIPAL)

    wrong.when(correct(DAY)).then_refused("date.between", fact=str(day_of(LATE)))
    wrong.when(correct(DAY, act="M99")).then_refused("date.act", fact="M99")
    first = wrong.when(correct(DAY, act="M13")).then()
    second = first.when(correct(DAY + timedelta(days=1), act="E13")).then().lead
    assert (day_of(second.since), day_of(second.latest)) == (DAY, DAY + timedelta(days=1))


def test_a_paper_that_was_void_stays_void_when_a_date_goes_back() -> None:
    interviewed = on_the_way(
        sign(Matter.RECTIFICATION_ORDER),
        (OFFICER, command(interview.RecordInterview, occurred=NOON + timedelta(days=10))),
        (PRINCIPAL, correct(DAY)), start=at(Stage.INTERVIEW),
    )  # fmt: skip

    interviewed.by(OFFICER).when(command(interview.OrderRectification)).then_refused("signature.rectification-order")


def test_a_pause_gives_back_the_corrected_day() -> None:
    road = ((OFFICER, command(disposal.NotePoliceFiling, occurred=NOON + timedelta(days=9))),
            (PRINCIPAL, correct(DAY, act="M13")),
            (OFFICER, command(disposal.NoteCriminalEnd, occurred=NOON + timedelta(days=12))))  # fmt: skip
    back = on_the_way(*road, start=misdated()).by(OFFICER)

    assert back.lead.stage is Stage.INVESTIGATING
    back.when(evidence(3)).then()
