"""Who took part is looked up as of the day of the act, who is given something as of today."""

from datetime import date
from pathlib import Path

from domain.actor import Actor
from domain.errors import NotFound
from domain.instants import day_of
from domain.lead.shapes import Officer
from domain.lead.standing.commands import AssignHandler
from domain.lead.verification.commands import RecordVisit
from domain.words import Words
from tests.support.leads import command
from tests.support.people import OFFICER, STREET, Roster
from tests.support.roads import registration
from tests.support.samples import NOON
from tests.support.served import process
from workflows.people import named_officers


class Asked(Roster):
    """A roster that remembers the days it was asked about; one person is nobody in it."""

    def __init__(self) -> None:
        self.days: dict[str, date | None] = {}

    def actor(self, actor_id: str, on: date | None = None, office: str = "") -> Actor:
        self.days[actor_id] = on
        if actor_id == "gone":
            raise NotFound(Words("不在", "gone"), code="actor.no-power")
        return super().actor(actor_id, on, office)


def test_who_took_part_is_taken_as_of_the_day_of_the_act() -> None:
    roster = Asked()
    officers = (Officer(id=STREET.id), Officer(id="gone"))

    found = named_officers(command(RecordVisit, officers=officers), roster)

    assert roster.days == {STREET.id: day_of(NOON), "gone": day_of(NOON)}
    assert found == {STREET.id: STREET}


def test_who_is_given_something_is_taken_as_of_today() -> None:
    roster = Asked()
    named_officers(command(AssignHandler, handler=OFFICER.id), roster)

    assert roster.days == {OFFICER.id: None}


def test_the_service_lets_nobody_act_for_a_colleague_whose_deputy_he_is_not(tmp_path: Path) -> None:
    with process(f"sqlite:///{tmp_path / 'log.sqlite'}", tmp_path) as here:
        refusal = here.refused(STREET, registration(), on_behalf_of="street-deputy")
        here.do(STREET, registration(), on_behalf_of="street-second")
        (number, registered) = here.store.log()

    assert (refusal.code, refusal.basis[0].article) == ("permission.on-behalf", "directory-deputies")
    assert {number.meta.on_behalf_of, registered.meta.on_behalf_of} == {"street-second"}
