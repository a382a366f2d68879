"""Whom a number on record tells of is known: the lead goes through follow-up, or the number is put right."""

from typing import Final

import pytest

from domain.lead.closing import commands as closing
from domain.lead.intake import commands as intake
from domain.lead.stage import Stage
from domain.lead.standing import commands as standing
from domain.lead.verification import commands as verification
from tests.support.criminal import FOLLOWED, HANDED_OVER, days, filed
from tests.support.leads import command
from tests.support.people import OFFICER, STREET
from tests.support.roads import Step, at, on_the_way, registration
from tests.support.samples import NOON

COUNTED: Final[dict[str, tuple[Step, ...]]] = {
    "registered": ((STREET, registration(participants=40)), (OFFICER, command(verification.StartVerification))),
    "corrected": (
        (STREET, registration()), (OFFICER, command(verification.StartVerification)),
        (OFFICER, command(standing.CorrectFacts, participants=40)),
    ),
    "carried over": ((OFFICER, command(
        intake.CarryOverLead, office=OFFICER.office, organ=OFFICER.organ, division=OFFICER.division, participants=40,
        handler="",
    )),),
}  # fmt: skip


@pytest.mark.parametrize("how", COUNTED)
def test_participants_on_record_are_known_participants(how: str) -> None:
    criminal = on_the_way(*COUNTED[how], filed(5), HANDED_OVER).by(OFFICER)
    late = command(closing.ProposeClosing, occurred=NOON + days(7))

    criminal.when(late).then_refused("close.no-participants", rule="M21", fact="40")
    criminal.when(FOLLOWED[-1][1]).then()
    on_the_way((OFFICER, command(standing.CorrectFacts, participants=0)), start=criminal).by(OFFICER).when(late).then()


def test_what_a_determination_found_is_not_corrected_away() -> None:
    wrong = on_the_way((OFFICER, command(standing.CorrectFacts, participants=0)), start=at(Stage.DISPOSING))

    assert wrong.lead.knows_participants
