"""The read models of the product: a new ledger is one file and one line here."""

from projections.access_register import ACCESS
from projections.acts import ACTS
from projections.assisting_register import ASSISTING
from projections.base import Projection
from projections.building_register import BUILDINGS
from projections.classes import CLASSES
from projections.doings import DOINGS
from projections.ledger_search import Initials, searchable
from projections.referral_register import REFERRALS
from projections.signature_requests import REQUESTED
from projections.stage_times import TIMES
from projections.subject_file import SubjectFiles
from projections.subjects import Subjects
from projections.subscriptions import SUBSCRIBED
from projections.tips import REPORTED
from projections.transfer_register import REGISTER


def read_models(subjects: Subjects, files: SubjectFiles, initials: Initials) -> tuple[Projection, ...]:
    """All of them; some need an installation's key, and the ledger the initials by which names are found."""
    ledger = searchable(initials)
    return (
        ledger, REGISTER, REFERRALS, ASSISTING, BUILDINGS, ACTS, TIMES, CLASSES, subjects.projection, files.projection,
        ACCESS, DOINGS, SUBSCRIBED, REPORTED, REQUESTED,
    )  # fmt: skip
