"""Whether the place that gives jurisdiction is the one on file: what an officer states does not move a firm."""

from collections.abc import Callable
from datetime import date
from typing import Final

from domain.law import cite
from domain.lead.guards import act_day
from domain.lead.inquiry.commands import JurisdictionBy, OpenInquiry
from domain.lead.state import Lead
from domain.procedure import Failed, Guard, Situation, failed
from domain.values.divisions import contains
from domain.words import Words

DistrictIn = Callable[[str, date], str]
"""What was written of a place, and a day → the code of its district; empty where the text does not tell."""

WORDS: Final = Words(
    "管辖地与在案的登记地、住址不符：在案有误的先更正；上级指定管辖的，管辖依据填指定管辖并附决定书；否则由有管辖权的机关调查认定，本机关转办或协办",
    "the place on file is elsewhere: correct the file if it is wrong; of a designation state the paper; else whoever is"
    " competent investigates, and one's own authority refers or assists",
)
NAMES: Final = {
    JurisdictionBy.REGISTRATION: Words("在案登记地", "place of registration on file"),
    JurisdictionBy.HABITUAL_RESIDENCE: Words("在案住址", "residence on file"),
}


def place_on_file(district_in: DistrictIn) -> Guard:
    """The guard of M10, M12 and M13 that the ground of jurisdiction does not contradict what the lead says.

    A domicile is not on file: of a person the lead knows where he lives, and the two may differ (R737 20 ¶1).
    """

    def check(lead: Lead, command: OpenInquiry, situation: Situation) -> Failed | None:
        written = _written(lead, command.jurisdiction)
        place = district_in(written, act_day(command))
        own = situation.actor.division
        if not place or contains(place, own) or contains(own, place):
            return None
        name = NAMES[command.jurisdiction]
        return failed(name.zh, name.en, place, own)  # the code alone: where somebody lives is not for a refusal

    basis = cite("R737 20 ¶1", "R737 20 ¶2", "office lead-correction")
    return Guard("inquiry.place-on-file", WORDS, basis, check)


def _written(lead: Lead, ground: JurisdictionBy) -> str:
    """What the lead says of the place on which a ground rests; empty where it says nothing."""
    if ground is JurisdictionBy.REGISTRATION and lead.unit is not None:
        return lead.unit.registered_place
    if ground is JurisdictionBy.HABITUAL_RESIDENCE and lead.person is not None:
        return lead.person.residence
    return ""
