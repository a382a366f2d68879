"""The main track of a lead: table (a) of the field, chapter by chapter."""

from typing import Final

from domain.lead.guards import STANDING
from domain.lead.stage import STAGE_WORDS, Stage
from domain.procedure import Procedure
from domain.words import Words
from workflows.procedures.lead import asking, closing, disposal, inquiry, intake, interview, standing, verification

LEAD: Final = Procedure(
    name="lead",
    words=Words("线索主线", "the main track of a lead"),
    stages=Stage,
    initial=Stage.UNREGISTERED,
    rows=(
        *intake.ROWS,
        *verification.ROWS,
        *interview.ROWS,
        *inquiry.ROWS,
        *disposal.ROWS,
        *closing.ROWS,
        *standing.ROWS,
        *asking.ROWS,
    ),
    labels=STAGE_WORDS,
    standing=STANDING,
)
