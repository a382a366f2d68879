"""The read models of the product: a new ledger is one file and one line here."""

from projections.assisting_register import ASSISTING
from projections.base import Projection
from projections.referral_register import REFERRALS
from projections.risk_ledger import LEDGER
from projections.subjects import Subjects
from projections.transfer_register import REGISTER


def read_models(subjects: Subjects) -> tuple[Projection, ...]:
    """All of them; ``subjects`` is the one that needs an installation's key."""
    return (LEDGER, REGISTER, REFERRALS, ASSISTING, subjects.projection)
