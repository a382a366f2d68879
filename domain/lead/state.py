"""What a lead remembers for its next decision: immutable, and cheap to change a field of, since every event does."""

from datetime import date
from typing import TYPE_CHECKING, Final, NamedTuple

from domain.lead.shapes import Person, Unit
from domain.lead.stage import Stage
from domain.lead.vocabulary import Matter, Milestone, Source, TransferMark
from domain.values.risk_grade import RiskGrade


class Signature(NamedTuple):
    """A paper signed and not yet used; ``on`` is the day of signing at UTC+8."""

    matter: Matter
    number: str
    signer: str
    organ: str
    on: date = date.min


class Interviewing(NamedTuple):
    """The interview in hand: whose it is, what was recorded, what was ordered and re-checked."""

    office: str = ""
    minutes: bool = False
    no_show: bool = False
    deadline: date | None = None
    rechecked: bool | None = None
    """None before a re-check, then whether it was positive."""


class Inquiry(NamedTuple):
    """The inquiry in hand."""

    evidence: int = 0
    opinions: int = 0
    heard: bool = False
    determined: bool = False
    stop_ordered: bool = False


class TransferRef(NamedTuple):
    """A transfer track of this lead and the stage held when it opened."""

    track: str
    mark: TransferMark
    held: Stage
    taken_up: bool = False


class Item(NamedTuple):
    """The last milestone of one item of a track (a measure, a petition, the refund)."""

    item: str
    milestone: Milestone


class _Fields(NamedTuple):
    """What a lead remembers. Amounts in 分; ``*_from`` fields remember the stage to go back to."""

    id: str
    stage: Stage = Stage.UNREGISTERED
    number: str = ""
    office: str = ""
    organ: str = ""
    division: str = ""
    source: Source | None = None
    unit: Unit | None = None
    person: Person | None = None
    handler: str = ""
    recused: tuple[str, ...] = ()
    grade: RiskGrade | None = None
    amount_fen: int | None = None
    participants: int | None = None
    participants_known: bool = False
    signatures: tuple[Signature, ...] = ()
    suspended: bool = False
    receipt: bool = False
    answered: bool = False
    review_on: date | None = None
    interview: Interviewing = Interviewing()
    inquiry: Inquiry = Inquiry()
    transfers: tuple[TransferRef, ...] = ()
    items: tuple[Item, ...] = ()
    filed_from: Stage | None = None
    closing_from: Stage | None = None
    merged_from: Stage | None = None
    merged_into: str = ""
    absorbed: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    observe_until: date | None = None
    proposed_by: str = ""


class Lead(_Fields):
    """A risk lead, as its events left it."""

    __slots__ = ()

    if not TYPE_CHECKING:  # checkers know the field names of the one that named tuples have

        def _replace(self, **changes: object) -> "Lead":
            """The same with other values, in a third of the time that named tuples take for so many fields."""
            values = list(self)
            for name, value in changes.items():
                values[_PLACE[name]] = value
            return tuple.__new__(Lead, values)

    def signature(self, matter: Matter, organ: str) -> Signature | None:
        """The unused signature for a matter, the organ's own before another's."""
        given = [each for each in self.signatures if each.matter is matter]
        return next((each for each in given if each.organ == organ), given[0] if given else None)

    def without_signature(self, matter: Matter) -> "Lead":
        """The lead after the signed paper was used: a signature serves one act."""
        return self._replace(signatures=tuple(s for s in self.signatures if s.matter is not matter))


_PLACE: Final = {name: place for place, name in enumerate(_Fields._fields)}
