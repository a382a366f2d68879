"""What a lead still owes goes wherever it goes: through mergers, their undoing, and splits."""

from collections.abc import Callable
from typing import Final

import pytest

from domain.lead.closing import commands as closing
from domain.lead.stage import Stage
from domain.lead.standing import commands as standing
from domain.lead.standing.events import LeadInherited
from domain.lead.state import Inquiry, Lead, TransferRef
from domain.lead.verification import commands as verification
from domain.lead.vocabulary import Matter, TransferMark
from tests.support.criminal import FOLLOWED, days, determined_anew, ended, filed, paid
from tests.support.leads import command, lead_at
from tests.support.people import DEPUTY, OFFICER, PRINCIPAL, STREET
from tests.support.roads import at, on_the_way, registration, sign
from tests.support.samples import DAY, NOON
from tests.support.scenario import Scenario

MERGE: Final = command(standing.MergeLead)
UNMERGE: Final = command(standing.UnmergeLead)
PROPOSE: Final = command(closing.ProposeClosing)
OPEN: Final = (TransferRef("transfer/l2-1", TransferMark.DELIVERED, Stage.VERIFYING),)


def test_what_is_split_off_a_lead_with_the_police_is_not_fined_either() -> None:
    split = on_the_way(*FOLLOWED, sign(Matter.SPLIT), (OFFICER, command(standing.SplitLead, occurred=NOON + days(150))),
                       start=at(Stage.DISPOSING))  # fmt: skip
    part: Lead = split.states["lead/l3"]
    part = part._replace(stage=Stage.DETERMINED, inquiry=Inquiry(determined=True))
    determined = Scenario({**split.states, "lead/l3": part}).by(OFFICER)

    determined.when(paid(160, "l3")).then_refused("penalty.transfer")
    on_the_way(ended(155, "l3"), start=determined).by(OFFICER).when(paid(160, "l3")).then()


def test_nothing_is_split_off_while_a_transfer_is_open() -> None:
    verifying = lead_at(Stage.VERIFYING, OFFICER, transfers=OPEN)

    Scenario({"lead/l1": verifying}).when(command(standing.SplitLead)).then_refused("close.transfers", rule="M28s")


def pair(one: Lead, other: Lead) -> Scenario:
    return Scenario({"lead/l1": one, "lead/l2": other._replace(id="l2")})


def test_a_lead_with_the_police_goes_only_into_one_with_the_police() -> None:
    criminal, plain = at(Stage.CRIMINAL).lead, lead_at(Stage.VERIFYING, OFFICER)
    signed = criminal._replace(signatures=plain.signatures)
    followed = signed._replace(stage=Stage.FOLLOW_UP)

    for one in (signed, followed):
        pair(one, plain).when(MERGE).then_refused("merge.filed", rule="M28", cites="R310 11")
        assert pair(one, criminal).when(MERGE).then().lead.stage is Stage.MERGED
    assert pair(plain, criminal).when(MERGE).then().lead.stage is Stage.MERGED


REGISTERED: Final[dict[str, Callable[[], Lead]]] = {
    "it was said": lambda: lead_at(Stage.MONITORING, OFFICER, participants_known=True),
    "a number was registered": lambda: lead_at(Stage.MONITORING, OFFICER, participants=40),
}


@pytest.mark.parametrize("why", REGISTERED)
def test_known_participants_come_along_and_leave_again(why: str) -> None:
    other = lead_at(Stage.MONITORING, OFFICER, review_on=DAY)
    merged = pair(REGISTERED[why](), other).when(MERGE)
    propose = command(closing.ProposeClosing, lead="l2")

    merged.then().when(propose).then_refused("close.no-participants", rule="M22")
    left = on_the_way((OFFICER, UNMERGE), start=merged).by(OFFICER)
    left.when(propose).then()
    left.when(PROPOSE).then_refused("close.no-participants")


def test_what_is_observed_for_longer_is_not_merged_to_be_over_sooner() -> None:
    longer = lead_at(Stage.FOLLOW_UP, OFFICER, observe_until=DAY + days(90))
    shorter = lead_at(Stage.FOLLOW_UP, OFFICER, observe_until=DAY + days(10))

    refused = pair(longer, shorter).when(MERGE)
    refused.then_refused("merge.observation", rule="M28", fact=f"≥ {DAY + days(90)}")
    pair(shorter, longer).when(MERGE).then()
    pair(longer, lead_at(Stage.VERIFYING, OFFICER)).when(MERGE).then()
    pair(longer._replace(observe_until=DAY), shorter).when(MERGE).then()


def test_a_letter_is_answered_before_its_lead_goes_into_another() -> None:
    asked, plain = lead_at(Stage.ASSISTING, OFFICER), lead_at(Stage.VERIFYING, OFFICER)

    pair(asked, plain).when(MERGE).then_refused("merge.answered", rule="M28", cites="R737 20 ¶1")
    pair(asked._replace(answered=True), plain).when(MERGE).then()


HANDLED_THERE: Final = (
    (PRINCIPAL, command(standing.AssignHandler, lead="l2", handler=PRINCIPAL.id)),
    (PRINCIPAL, command(standing.AssignHandler, lead="l2", handler=OFFICER.id)),
)


def test_who_handled_the_lead_it_was_in_closes_and_signs_nothing_of_the_one_that_left() -> None:
    left = on_the_way(*HANDLED_THERE, (OFFICER, UNMERGE), start=at(Stage.MERGED))
    ready = on_the_way((OFFICER, command(verification.RuleOut)), (OFFICER, PROPOSE), start=left)
    paper = command(standing.SignPaper, matter=Matter.INQUIRY_OPENING)

    ready.by(PRINCIPAL).when(command(closing.ApproveClosing)).then_refused("close.four-eyes", fact=PRINCIPAL.id)
    ready.by(DEPUTY).when(command(closing.ApproveClosing)).then()
    left.by(PRINCIPAL).when(paper).then_refused("sign.four-eyes")
    left.by(DEPUTY).when(paper).then()


def test_who_handled_a_lead_signs_nothing_of_the_stage_at_which_it_went_into_another() -> None:
    handled = on_the_way((PRINCIPAL, command(standing.AssignHandler, handler=PRINCIPAL.id)), start=at(Stage.VERIFYING))
    road = ((STREET, registration("l2")), (STREET, command(verification.StartVerification, lead="l2")),
            sign(Matter.MERGER), (OFFICER, MERGE))  # fmt: skip
    paper = command(standing.SignPaper, lead="l2", matter=Matter.INQUIRY_OPENING)

    on_the_way(*road, start=handled).by(PRINCIPAL).when(paper).then_refused("sign.four-eyes")


def test_who_kept_out_of_the_lead_it_was_in_keeps_out_of_the_one_that_left() -> None:
    recused = (PRINCIPAL, command(standing.Recuse, lead="l2", officer=OFFICER.id))
    left = on_the_way(recused, (DEPUTY, UNMERGE), start=at(Stage.MERGED))

    assert left.lead.recused == (OFFICER.id,)
    left.by(OFFICER).when(command(verification.RuleOut)).then_refused("permission.recused")


def test_a_later_merger_is_undone_first() -> None:
    """The lead in between would not know who handled the matter last."""
    road = ((STREET, registration("l4")),
            (DEPUTY, command(standing.SignPaper, lead="l2", matter=Matter.MERGER, target="l4")),
            (OFFICER, command(standing.MergeLead, lead="l2", into="l4")))  # fmt: skip
    nested = on_the_way(*road, start=at(Stage.MERGED)).by(OFFICER)

    nested.when(UNMERGE).then_refused("unmerge.leaves", rule="M28u", fact="l4")
    on_the_way((OFFICER, command(standing.UnmergeLead, lead="l2", into="l4")), (OFFICER, UNMERGE), start=nested)


def test_nothing_leaves_a_lead_that_is_on_its_way_to_the_police() -> None:
    merged = at(Stage.MERGED)
    into: Lead = merged.states["lead/l2"]
    under_way = Scenario({**merged.states, "lead/l2": into._replace(transfers=OPEN)})

    under_way.when(UNMERGE).then_refused("unmerge.leaves", cites="R310 11", fact="transfer 1")


def test_what_was_in_a_lead_when_the_police_filed_is_not_fined_when_it_left() -> None:
    left = on_the_way(filed(1, "l2"), (OFFICER, command(standing.UnmergeLead, occurred=NOON + days(2))),
                      start=at(Stage.MERGED))  # fmt: skip

    assert left.lead.filed_at == NOON + days(1)
    determined_anew(left).when(paid(3)).then_refused("penalty.transfer")


def test_what_went_into_a_lead_that_was_with_the_police_before_leaves_as_it_came() -> None:
    road = ((STREET, registration("l2")), filed(1, "l2"), sign(Matter.MERGER),
            (OFFICER, command(standing.MergeLead, occurred=NOON + days(5))),
            (OFFICER, command(standing.UnmergeLead, occurred=NOON + days(6))))  # fmt: skip

    assert on_the_way(*road, start=at(Stage.VERIFYING)).lead.filed_at is None


def test_where_nothing_comes_along_nothing_is_told() -> None:
    split = on_the_way(sign(Matter.SPLIT), (OFFICER, command(standing.SplitLead)), start=at(Stage.VERIFYING))

    assert not [event for scenario in (split, at(Stage.MERGED)) for _, event in scenario.log
                if isinstance(event, LeadInherited)]  # fmt: skip


def test_known_participants_stay_with_the_lead_that_a_part_was_split_off() -> None:
    """A part begins with nothing found, and its subject is named anew."""
    counted = on_the_way((OFFICER, command(standing.CorrectFacts, participants=40)), sign(Matter.SPLIT),
                         (OFFICER, command(standing.SplitLead)), start=at(Stage.VERIFYING))  # fmt: skip
    part: Lead = counted.states["lead/l3"]

    assert (counted.lead.knows_participants, part.knows_participants) == (True, False)
