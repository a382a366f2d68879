"""Commands of the warning interview, the order to rectify and its re-check (R737 18)."""

from datetime import date, datetime
from typing import ClassVar

from domain.catalogue import Personal, shape
from domain.lead.base import LeadCommand
from domain.lead.shapes import Officer, Paper, Service
from domain.lead.vocabulary import PartySignature


@shape
class SummonInterview(LeadCommand):
    """M08, M08a, M12a: summon the party by a signed notice in the organ's own name and seal.

    ``risk`` says why a risk may exist (the threshold of art. 18, below suspicion).
    """

    stated: ClassVar[tuple[str, ...]] = ("service.on",)

    party: Personal[str]
    party_role: str
    address: Personal[str]
    place: Personal[str]
    at: datetime
    risk: Personal[str]
    service: Service


@shape
class RecordInterview(LeadCommand):
    """The minutes 约谈记录: officers with certificates, what the party was told, said, was asked for and promised."""

    officers: tuple[Officer, ...]
    place: Personal[str]
    party: Personal[str]
    told: Personal[str]
    statement: Personal[str]
    demands: tuple[Personal[str], ...]
    signature: PartySignature
    promises: Personal[str] = ""


@shape
class RecordNoShow(LeadCommand):
    """未到场记录: the party did not come, although waited for."""

    stated: ClassVar[tuple[str, ...]] = ("waited_until",)

    officers: tuple[Officer, ...]
    waited_until: datetime
    note: Personal[str] = ""


@shape
class OrderRectification(LeadCommand):
    """M09: the order 责令整改通知书 with its demands and the deadline set in it."""

    stated: ClassVar[tuple[str, ...]] = ("service.on",)

    demands: tuple[Personal[str], ...]
    deadline: date
    promise: Personal[str]
    service: Service


@shape
class ReturnToVerification(LeadCommand):
    """M10a: no-show or no result, nothing suspected yet: a new visit or a second summons (office rule)."""

    reason: Personal[str]


@shape
class RecordRecheck(LeadCommand):
    """整改验收: the on-site re-check of a rectification."""

    officers: tuple[Officer, ...]
    promotion_removed: bool
    no_new_money: bool
    refunds_evidenced: bool
    found: Personal[str]
    report: Paper


@shape
class AcceptRectification(LeadCommand):
    """M11: the re-check shows it rectified; it stays under observation until the review day."""

    review_on: date
    report: Paper
    participants_known: bool = False
