"""What a lead remembers for its next decision: immutable, and cheap to change a field of, since every event does."""

from datetime import UTC, date, datetime
from typing import Any, Final, NamedTuple

from domain.lead.acts import Acts, Counted
from domain.lead.shapes import Person, Unit
from domain.lead.stage import Stage
from domain.lead.vocabulary import Matter, Milestone, Source, Track, TransferMark
from domain.records import record
from domain.values.risk_grade import RiskGrade

NEVER: Final = datetime.min.replace(tzinfo=UTC)
"""Before anything happened."""


class Signature(NamedTuple):
    """A paper signed and not yet used; ``on`` is the day of signing at UTC+8, ``target`` the other lead it is for."""

    matter: Matter
    number: str
    signer: str
    organ: str
    on: date = date.min
    target: str = ""


class Request(NamedTuple):
    """A paper asked for and not answered yet: by whom, in which organ, when; ``target`` the other lead it is for."""

    matter: Matter
    target: str
    asker: str
    organ: str
    at: datetime


@record
class Interviewing(NamedTuple):
    """The interview in hand: whose it is, when it is to be, what was recorded, what was ordered and re-checked."""

    office: str = ""
    at: datetime | None = None
    minutes: bool = False
    no_show: bool = False
    deadline: date | None = None
    rechecked: bool | None = None
    """None before a re-check, then whether it was positive."""


@record
class Inquiry(NamedTuple):
    """The inquiry in hand; ``opened`` by the coordinating authority, which answers for the lead from then on."""

    opened: bool = False
    evidence: int = 0
    opinions: int = 0
    heard: bool = False
    determined: bool = False


@record
class TransferRef(NamedTuple):
    """A transfer track of this lead, the stage held when it opened, and the day of its last mark."""

    track: str
    mark: TransferMark
    held: Stage
    taken_up: bool = False
    on: date = date.min


class Carried(NamedTuple):
    """Where a lead stood before it came here: stage and number there, since when, on which paper, until when.

    ``digest`` is the SHA-256 of the file, ``row`` the line in it, ``by`` whoever brought it, ``transfer`` what it
    says of one.
    """

    stage: Stage
    old_number: str
    since: date
    due: date | None
    reference: str
    digest: str
    row: int
    by: str
    transfer: TransferMark | None = None


class Item(NamedTuple):
    """The last milestone of one item of a track (a measure, a petition, the refund), with its amount in 分 and its day.

    ``begun`` is the day of the last milestone that left it open: it was not settled before.
    """

    item: str
    milestone: Milestone
    amount_fen: int | None = None
    on: date = date.min
    begun: date = date.min


class Turn(NamedTuple):
    """The day on which something that can be taken back last began or ended: a suspension, a recusal, a link."""

    what: str
    which: str
    on: date


@record
class Lead(NamedTuple):
    """A risk lead, as its events left it. Amounts in 分; ``*_from`` fields remember the stage to go back to.

    ``since`` is when the stage held was reached, ``latest`` when the last act happened that counts at it: what leads on
    from here comes after both. ``graded_on`` is the first day on which there was a grade. ``paused`` is the stage that
    a pause interrupted, and its ``since``. ``handlers`` were handlers before the present one at this stage, ``hands``
    at any time since the lead began or was reopened, or of a lead that it came from or took in. ``counted`` are the
    acts behind ``since`` and ``latest``, as they were entered; a corrected date stands in them. ``tips`` are the leads
    taken in whose reward is decided here, ``populated`` those with known participants; ``parts`` were split from it.
    ``filed_at`` is when the police filed, wherever the lead went since; None once the criminal procedure ended.
    ``carried`` is there where the lead came from an older ledger: what led to the stage stated there is not on record.
    """

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
    graded_on: date = date.min
    amount_fen: int | None = None
    participants: int | None = None
    participants_known: bool = False
    signatures: tuple[Signature, ...] = ()
    requests: tuple[Request, ...] = ()
    suspended: bool = False
    turns: tuple[Turn, ...] = ()
    receipt: bool = False
    answered: bool = False
    review_on: date | None = None
    interview: Interviewing = Interviewing()
    inquiry: Inquiry = Inquiry()
    transfers: tuple[TransferRef, ...] = ()
    items: tuple[Item, ...] = ()
    filed_from: Stage | None = None
    filed_at: datetime | None = None
    closing_from: Stage | None = None
    merged_from: Stage | None = None
    merged_into: str = ""
    absorbed: tuple[str, ...] = ()
    tips: tuple[str, ...] = ()
    populated: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    observe_until: date | None = None
    proposed_by: str = ""
    since: datetime = NEVER
    latest: datetime = NEVER
    counted: Acts | None = None
    paused: tuple[Stage, datetime] | None = None
    handlers: tuple[str, ...] = ()
    hands: tuple[str, ...] = ()
    carried: Carried | None = None

    @property
    def knows_participants(self) -> bool:
        """Whether anybody is known to have put money in: it was said so, a number is on record, or one came along."""
        return self.participants_known or bool(self.participants) or bool(self.populated)

    def counting(self, move: str, occurred: datetime) -> dict[str, Any]:
        """What an act at the stage changes of a lead when the next move rests on it."""
        return {"latest": max(self.latest, occurred), "counted": Acts(self.counted, move, occurred)}

    def acts(self) -> tuple[Counted, ...]:
        """The acts that later ones are dated after, in the order in which they were entered."""
        return tuple(self.counted or ())

    def handed_to(self, officer: str, *, anew: bool = False) -> "Lead":
        """The lead with another handler; whose work it was until now is not forgotten.

        ``anew`` when a turn begins with him: nobody did any work of this stage before.
        """
        before = (self.handler,) if self.handler not in {"", officer} else ()
        handlers = () if anew else (*self.handlers, *before)
        return self._replace(handler=officer, handlers=handlers, hands=(*self.hands, *before))

    def unrewarded(self) -> tuple[str, ...]:
        """The leads, this one or those taken in, that came by a tip whose reward is not decided: yes or no.

        A decision about a lead taken in names it as its item; any other is about this one.
        """
        decided = {i.item for i in self.items if i.milestone is Milestone.REWARD_DECIDED}
        own = (self.id,) if self.source is Source.TIP and not decided - set(self.tips) else ()
        return (*own, *(tip for tip in self.tips if tip not in decided))

    def item(self, name: str, track: Track) -> Item | None:
        """An item of a track, if it is on file."""
        return next((each for each in self.items if (each.item, each.milestone.track) == (name, track)), None)

    def signature(self, matter: Matter, organ: str) -> Signature | None:
        """The unused signature for a matter, the organ's own before another's."""
        given = [each for each in self.signatures if each.matter is matter]
        return next((each for each in given if each.organ == organ), given[0] if given else None)

    def unsigned(self, matter: Matter) -> tuple[Signature, ...]:
        """The signatures that are left when the signed paper was used: a signature serves one act."""
        return tuple([each for each in self.signatures if each.matter is not matter])
