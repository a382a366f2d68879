"""Which desk handles which command: its procedure, the streams it reads, how it decides. One table for everything."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import reduce
from typing import Any, Final

from domain import access, feeds, numbers
from domain.directory.changes import decide as decide_directory
from domain.directory.changes import reads as directory_reads
from domain.directory.evolve import evolve as evolve_directory
from domain.directory.state import Directory
from domain.lead.decide import Decision
from domain.lead.decide import decide as decide_lead
from domain.lead.decide import reads as lead_reads
from domain.lead.disposal.commands import OpenTransfer
from domain.lead.evolve import evolve as evolve_lead
from domain.lead.state import Lead
from domain.office_rules import Rulebook
from domain.office_rules import evolve as evolve_rulebook
from domain.procedure import Procedure, Ruling, Situation
from domain.rulebook import decide as rulebooks
from domain.subscription.decide import decide as decide_subscription
from domain.subscription.decide import reads as subscription_reads
from domain.subscription.state import Subscription
from domain.subscription.state import evolve as evolve_subscription
from domain.tip import decide as tips
from domain.tip import reading
from domain.tip.state import Identity, Tip, evolve_identity
from domain.tip.state import evolve as evolve_tip
from domain.transfer.decide import decide as decide_transfer
from domain.transfer.decide import open_transfer
from domain.transfer.decide import reads as transfer_reads
from domain.transfer.evolve import evolve as evolve_transfer
from domain.transfer.state import Transfer
from workflows.machine import check
from workflows.procedures.access import ACCESS
from workflows.procedures.directory import DIRECTORY
from workflows.procedures.feed_rights import FEED_RIGHTS
from workflows.procedures.lead import LEAD
from workflows.procedures.rulebook import RULEBOOK
from workflows.procedures.subscription import SUBSCRIPTION
from workflows.procedures.tip import INFORMANT, TIP, TIP_READS
from workflows.procedures.transfer import TRANSFER


@dataclass(frozen=True, slots=True)
class Noun:
    """How the state of a stream is folded: from its initial value (given the id) by ``evolve``."""

    initial: Callable[[str], Any]
    evolve: Callable[[Any, Any], Any]


NOUNS: Final[dict[str, Noun]] = {
    "lead": Noun(Lead, evolve_lead),
    "transfer": Noun(Transfer, evolve_transfer),
    "rulebook": Noun(lambda _: Rulebook(), evolve_rulebook),
    "directory": Noun(lambda _: Directory(), evolve_directory),
    "subscription": Noun(Subscription, evolve_subscription),
    "tip": Noun(Tip, evolve_tip),
    "informant": Noun(Identity, evolve_identity),
    "numbers": Noun(lambda _: numbers.Numbers(), numbers.evolve),
    "access": Noun(lambda _: access.Access(), access.evolve),
    "feed": Noun(lambda _: feeds.Rights(), feeds.evolve),
}
"""Stream noun → fold."""


@dataclass(frozen=True, slots=True)
class Desk:
    """Where a command goes. ``reads`` names the judged stream first; ``decide`` turns a ruling into events."""

    procedure: Procedure
    reads: Callable[[Any, Situation], tuple[str, ...]]
    decide: Callable[[Any, Ruling, Situation], Decision]


PROCEDURES: Final = (
    LEAD, TRANSFER, ACCESS, FEED_RIGHTS, DIRECTORY, RULEBOOK, SUBSCRIPTION, TIP, INFORMANT, TIP_READS,
)  # fmt: skip


def desks() -> Mapping[type, Desk]:
    """Every command of every procedure with its desk.

    Opening a transfer is judged on the lead (M17), a report by name on the report (J01).

    Raises ``ValueError`` for a table that is no machine: a fault of the programmer, found when the program starts.
    """
    for procedure in PROCEDURES:
        check(procedure)
    lead = Desk(LEAD, lead_reads, decide_lead)
    transfer = Desk(TRANSFER, transfer_reads, decide_transfer)
    directory = Desk(DIRECTORY, directory_reads, decide_directory)
    rulebook = Desk(RULEBOOK, rulebooks.reads, rulebooks.decide)
    subscription = Desk(SUBSCRIPTION, subscription_reads, decide_subscription)
    tip = Desk(TIP, tips.reads, tips.decide)
    identity = Desk(INFORMANT, tips.identity_reads, tips.decide_identity)
    return {
        **{row.command: directory for row in DIRECTORY.rows},
        **{row.command: rulebook for row in RULEBOOK.rows},
        **{row.command: subscription for row in SUBSCRIPTION.rows},
        **{row.command: identity for row in INFORMANT.rows},
        **{row.command: tip for row in TIP.rows},
        **{row.command: transfer for row in TRANSFER.rows},
        **{row.command: lead for row in LEAD.rows},
        OpenTransfer: Desk(LEAD, lead_reads, open_transfer),
    }


DESKS: Final = desks()
NOTED: Final[Mapping[type, Desk]] = {
    access.RecordAccess: Desk(ACCESS, access.reads, access.decide),
    reading.RecordTipRead: Desk(TIP_READS, reading.reads, reading.decide),
    feeds.NoteFeedRights: Desk(FEED_RIGHTS, feeds.reads, feeds.decide),
}
"""What the ways in put on record by themselves: nobody fills it in, and it is no move of anything."""


def desk_of(command: type) -> Desk:
    """Where a command goes. Raises ``KeyError`` for what is none."""
    return DESKS.get(command) or NOTED[command]


def fold(stream: str, events: Any, state: Any = None) -> Any:  # noqa: ANN401 - each noun has its own shapes
    """The state of a stream after ``events``, from ``state`` or from nothing."""
    noun, _, id_ = stream.partition("/")
    initial, evolve = NOUNS[noun].initial, NOUNS[noun].evolve
    return reduce(evolve, events, initial(id_) if state is None else state)
