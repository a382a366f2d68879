"""To whom a lead is not shown, it is as if there were none: whatever he sends, and wherever he names it."""

from dataclasses import replace
from typing import Any, Final

import pytest

from domain.actor import Actor
from domain.errors import NotFound
from domain.lead.base import LeadCommand
from domain.lead.closing import commands as closing
from domain.lead.disposal import commands as disposal
from domain.lead.stage import Stage
from domain.lead.standing import commands as standing
from domain.lead.verification import commands as verification
from domain.transfer.commands import FormTeam
from tests.support.leads import command
from tests.support.people import OFFICER, PEOPLE, STREET
from tests.support.roads import registration
from tests.support.samples import build
from tests.support.served import Process

BESIDE: Final = replace(STREET, office="370104002", division="370104002")
ELSEWHERE: Final = replace(OFFICER, office="370105", division="370105")
STRANGERS: Final = [BESIDE, ELSEWHERE, PEOPLE["police-first"], PEOPLE["procuratorate-principal"]]
ACTS: Final[list[type[LeadCommand]]] = [closing.ApproveClosing, verification.RuleOut, disposal.OpenTransfer]


@pytest.mark.parametrize("stranger", STRANGERS, ids=lambda each: each.office)
def test_a_stranger_is_answered_as_if_there_were_no_lead(here: Process, stranger: Actor) -> None:
    here.bring(Stage.VERIFYING)

    for kind in ACTS:  # not from here; from here; at any stage
        refusal = here.refused(stranger, command(kind))
        assert (refusal.code, refusal.rule, refusal.facts, refusal.legal) == ("lead.unknown", "", (), ())
        assert here.refused(stranger, command(kind), expected=1).code == "lead.unknown", "nor its version"
    assert here.refused(stranger, registration("l1", stranger)).code == "lead.unknown"


def test_a_strange_lead_that_an_act_on_ones_own_names_is_unknown_too(here: Process) -> None:
    here.do(STREET, registration("l1"))
    here.do(BESIDE, registration("l2", BESIDE))

    for kind in (standing.LinkLeads, standing.UnlinkLeads, standing.MergeLead):
        assert here.refused(STREET, command(kind)).code == "lead.unknown"
    here.do(OFFICER, command(standing.LinkLeads))


def test_a_strange_transfer_is_unknown_too(here: Process) -> None:
    here.do(STREET, registration("l1"))
    here.do(OFFICER, command(disposal.OpenTransfer))
    act: Any = build(FormTeam, transfer="l1-1")

    with pytest.raises(NotFound) as told:
        here.do(ELSEWHERE, act)
    assert told.value.code == "transfer.unknown"


def test_what_lies_elsewhere_is_not_hidden_from_the_office_above_the_one_that_answers_for_it(here: Process) -> None:
    here.do(OFFICER, registration("l1", office="370104001", division="370105001"))

    assert here.refused(OFFICER, command(verification.StartVerification)).code == "permission.office"


def test_a_command_sent_again_is_answered_though_its_sender_has_left_the_area(here: Process) -> None:
    first = here.do(STREET, registration("l1"), "c-1")
    again = here.do(replace(STREET, office="370104002", division="370104002"), registration("l1"), "c-1")

    assert (again.repeated, again.first) == (True, first.first)
