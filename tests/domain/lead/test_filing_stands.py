"""A filing of the police stands wherever the lead goes: no fine beside it, until its end is noted."""

from typing import Final

import pytest

from domain.lead.closing import commands as closing
from domain.lead.disposal import commands as disposal
from domain.lead.stage import Stage
from domain.lead.standing import commands as standing
from domain.lead.vocabulary import Matter, Milestone
from tests.support.criminal import FOLLOWED, days, determined_anew, ended, filed, paid
from tests.support.leads import command
from tests.support.people import DEPUTY, OFFICER, PRINCIPAL, STREET
from tests.support.roads import ARCHIVIST, Step, at, on_the_way
from tests.support.samples import DAY, NOON

LATE: Final = {"occurred": NOON + days(150)}
CLOSED: Final = (*FOLLOWED, (OFFICER, command(closing.ProposeClosing, **LATE)),
                 (PRINCIPAL, command(closing.ApproveClosing, **LATE)))  # fmt: skip
AFTER_FILING: Final[dict[Stage, tuple[Step, ...]]] = {
    Stage.CRIMINAL: FOLLOWED[:1],
    Stage.FOLLOW_UP: FOLLOWED,
    Stage.CLOSING: CLOSED[:-1],
    Stage.CLOSED: CLOSED,
    Stage.ARCHIVED: (*CLOSED, (ARCHIVIST, command(closing.ArchiveLead, **LATE))),
}
FINE_BEGUN: Final = (OFFICER, command(disposal.RecordMilestone, milestone=Milestone.PENALTY_NONE, reason="示例"))


@pytest.mark.parametrize("stage", AFTER_FILING)
def test_no_fine_is_taken_wherever_a_lead_went_after_the_police_filed(stage: Stage) -> None:
    gone = on_the_way(FINE_BEGUN, *AFTER_FILING[stage], start=at(Stage.DISPOSING)).by(OFFICER)

    assert gone.lead.stage is stage
    gone.when(paid(160)).then_refused("penalty.transfer", rule="E21", cites="R310 11")
    gone.when(paid(3)).then()


def test_a_second_notice_of_filing_frees_no_day_since_the_first() -> None:
    again = on_the_way(*FOLLOWED, filed(20), start=at(Stage.DISPOSING)).by(OFFICER)

    again.when(paid(10)).then_refused("penalty.transfer")


def test_a_filing_dated_too_late_binds_from_the_right_day() -> None:
    right = command(standing.CorrectDate, act="M18", happened_on=DAY + days(2), occurred=NOON + days(9))
    corrected = on_the_way(filed(5), (DEPUTY, right), start=at(Stage.DISPOSING)).by(OFFICER)

    corrected.when(paid(3)).then_refused("penalty.transfer")
    corrected.when(paid(1)).then()


REOPENED: Final = (
    *CLOSED,
    (DEPUTY, command(standing.SignPaper, matter=Matter.REOPENING, **LATE)),
    (STREET, command(closing.ReopenLead, **LATE)),
)


def test_a_filing_stands_through_reopening_until_its_end_is_noted() -> None:
    reopened = determined_anew(on_the_way(*REOPENED, start=at(Stage.DISPOSING)))

    reopened.when(paid(160)).then_refused("penalty.transfer", fact="note its end first")
    over = on_the_way(ended(155), start=reopened)
    assert over.lead.stage is Stage.DETERMINED
    over.by(OFFICER).when(paid(160)).then()


def test_only_a_filing_that_stands_can_end() -> None:
    at(Stage.DISPOSING).by(OFFICER).when(ended(1)[1]).then_refused("criminal-end.filed", rule="E19", cites="R310 13")
    back = on_the_way(filed(5), ended(9), start=at(Stage.DISPOSING)).by(OFFICER)
    back.when(ended(9)[1]).then_refused("criminal-end.filed")
    back.when(paid(10)).then()


def test_a_proposal_to_close_is_decided_before_the_end_of_the_criminal_procedure_is_noted() -> None:
    """Otherwise it might be returned to a stage that nothing leads out of."""
    proposed = on_the_way(*AFTER_FILING[Stage.CLOSING], start=at(Stage.DISPOSING)).by(OFFICER)

    proposed.when(ended(150)[1]).then_refused("move.not-from-here")
