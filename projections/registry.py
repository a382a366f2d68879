"""The read models of the product: a new ledger is one file and one line here."""

from projections.acts import ACTS
from projections.assisting_register import ASSISTING
from projections.base import Projection
from projections.building_register import BUILDINGS
from projections.referral_register import REFERRALS
from projections.risk_ledger import LEDGER
from projections.stage_times import TIMES
from projections.subject_file import SubjectFiles
from projections.subjects import Subjects
from projections.transfer_register import REGISTER


def read_models(subjects: Subjects) -> tuple[Projection, ...]:
    """All of them; the last two need an installation's key."""
    files = SubjectFiles(subjects.digest)
    return (LEDGER, REGISTER, REFERRALS, ASSISTING, BUILDINGS, ACTS, TIMES, subjects.projection, files.projection)
