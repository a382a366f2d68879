"""Every command of the lead has one way to its event, and the event gets every field it demands."""

from dataclasses import MISSING, fields
from typing import get_args

import pytest

from domain.catalogue import CATALOGUE
from domain.lead import decide as d
from domain.lead.disposal.commands import OpenTransfer
from domain.lead.disposal.events import TransferMoved
from domain.lead.evolve import AnyLeadEvent
from domain.lead.interview.events import InterviewSummoned
from domain.lead.stage import Stage
from domain.lead.standing.events import LeadAbsorbed, LeadReleased
from domain.outcome import carried
from tests.support.leads import legal
from tests.support.scenario import judged
from workflows.desks import DESKS
from workflows.procedures.lead import LEAD

COMMANDS = sorted({row.command for row in LEAD.rows}, key=lambda command: command.__name__)
OF_THE_TRACK = {OpenTransfer}
"""Judged on the lead, decided by the transfer's own chapter."""

BROUGHT = {LeadAbsorbed: ("hands", "tips"), LeadReleased: ("tips",)}
"""What a lead brings along into another, and takes away."""

PAIRS = [
    *((command, event, ()) for command, event in d.RECORDS.items()),
    *(
        (command, event, ("number", "organ", *(("office",) if event is InterviewSummoned else ())))
        for command, (event, _) in d.ISSUED.items()
    ),
    *((command, mine, ()) for command, (mine, _, _) in d.BOTH_LEADS.items()),
    *((command, theirs, ("other", *BROUGHT.get(theirs, ()))) for command, (_, _, theirs) in d.BOTH_LEADS.items()),
]


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_has_one_route_and_one_desk(command: type) -> None:
    routes = sum(command in table for table in (d.RECORDS, d.ISSUED, d.BOTH_LEADS, d.SPECIAL, OF_THE_TRACK))

    assert routes == 1
    assert DESKS[command].procedure is LEAD


def test_no_route_leads_from_a_command_that_no_row_has() -> None:
    assert {*d.RECORDS, *d.ISSUED, *d.BOTH_LEADS, *d.SPECIAL, *OF_THE_TRACK} == set(COMMANDS)


@pytest.mark.parametrize(("command", "event", "added"), PAIRS)
def test_an_event_gets_every_field_it_demands(command: type, event: type, added: tuple[str, ...]) -> None:
    given = {*carried(command, event), "move", "came_from", "stage", *added}
    demanded = {f.name for f in fields(event) if f.default is MISSING and f.default_factory is MISSING}

    assert demanded <= given


@pytest.mark.parametrize(("command", "event", "added"), PAIRS)
def test_nothing_that_a_command_says_is_lost(command: type, event: type, added: tuple[str, ...]) -> None:
    del added
    said = {f.name for f in fields(command)} - {"lead"}
    kept = {f.name for f in fields(event)}

    assert said - kept <= (
        {"relation", "reason", "into"} if event in {theirs for _, _, theirs in d.BOTH_LEADS.values()} else set()
    )


def test_every_event_of_the_lead_is_made_by_some_command() -> None:
    made = {
        type(event)
        for row in LEAD.rows
        if row.command not in OF_THE_TRACK
        for stream, event in judged(legal(row, Stage(row.source[0]))).then().decision
        if stream.startswith("lead/")
    }

    assert made | {TransferMoved} == set(get_args(AnyLeadEvent))


def test_a_number_is_drawn_in_the_same_decision_as_what_it_numbers() -> None:
    numbered = {
        row.command.__name__: [
            CATALOGUE.name_of(type(event)) for _, event in judged(legal(row, Stage(row.source[0]))).decision
        ]
        for row in LEAD.rows
        if row.id in {"M01", "M32", "M28s"}
    }

    assert all("number.issued/1" in names for names in numbered.values())
