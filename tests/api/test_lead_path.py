"""The nine steps of a lead: whoever was with the police has been there, as the ledger and the board count it."""

from datetime import date

import pytest

from api.lead_path import Progress, progress
from domain.lead.stage import Stage
from domain.lead.state import Carried, Lead, TransferRef
from domain.lead.vocabulary import TransferMark

POLICE = "移送公安"
MADE = {"delivered", "filed", "final-not-filed", "not-police-remit"}


def police(lead: Lead) -> Progress:
    """How far a lead is with the step of the police."""
    return {words.zh: how for words, how in progress(lead, [lead.stage])}[POLICE]


@pytest.mark.parametrize("mark", TransferMark)
def test_the_step_of_the_police_is_done_once_a_transfer_was_made_whatever_became_of_it(mark: TransferMark) -> None:
    begun = Lead("a", stage=Stage.FOLLOW_UP)
    came = Carried(Stage.FOLLOW_UP, "", date(2020, 1, 1), None, "", "", 1, "", transfer=mark)
    done = Progress.DONE if mark in MADE else Progress.SKIPPED

    assert police(begun._replace(transfers=(TransferRef("transfer/a-1", mark, Stage.FOLLOW_UP),))) is done
    assert police(begun._replace(carried=came)) is done
