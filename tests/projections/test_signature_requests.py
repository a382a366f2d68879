"""Which papers wait for whose signature, and which wait no more."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any, Final

import pytest

from domain.lead.stage import Stage
from domain.lead.standing import events as e
from domain.lead.verification.events import VerificationStarted
from domain.lead.vocabulary import Matter
from projections.risk_ledger import LEDGER
from projections.sight import Reader
from projections.signature_requests import REQUESTED, Asked, Unsigned, asked_by, briefly, unsigned
from tests.support.office import Office, office
from tests.support.samples import NOON, build

DISTRICT: Final = Reader("370104", "370104")
ORGAN: Final = "示例局"
REGULATOR: Final = "示例区市场监督管理局"
NOTICE: Final = Matter.INTERVIEW_NOTICE
VERIFYING: Final = {"came_from": Stage.VERIFYING, "stage": Stage.VERIFYING}


@pytest.fixture
def here(database_url: str, tmp_path: Path) -> Iterator[Office]:
    with office(database_url, tmp_path, LEDGER, REQUESTED) as opened:
        for lead in ("l1", "l2"):
            opened.registered(lead, number=f"370104-2022-000{lead[1]}", handler="cb-1")
            opened.happened(
                build(VerificationStarted, came_from=Stage.REGISTERED, stage=Stage.VERIFYING, officers=()),
                stream=f"lead/{lead}",
            )
        yield opened


def asked(here: Office, matter: Matter = NOTICE, lead: str = "l1", **more: object) -> None:
    usual: dict[str, object] = {
        "matter": matter, "asker": "cb-1", "organ": ORGAN, "proposal": "拟约谈负责人", "target": "",
        "occurred": NOON, **VERIFYING,
    }  # fmt: skip
    here.happened(build(e.SignatureRequested, **usual | more), stream=f"lead/{lead}")


def signed(here: Office, matter: Matter = NOTICE, lead: str = "l1", **more: object) -> None:
    usual: dict[str, object] = {"matter": matter, "organ": ORGAN, "target": "", **VERIFYING}
    here.happened(build(e.PaperSigned, **usual | more), stream=f"lead/{lead}")


def rows(here: Office, reader: Reader = DISTRICT, **more: Any) -> list[Unsigned]:  # noqa: ANN401 - of the query
    usual: dict[str, Any] = {"organ": ORGAN, "officer": "fg"}
    return [*here.ask(unsigned, more.pop("matters", tuple(Matter)), reader, **usual | more).rows]


def waiting(here: Office, reader: Reader = DISTRICT, **more: Any) -> list[tuple[str, Matter]]:  # noqa: ANN401 - as above
    found = [(each.lead, each.matter) for each in rows(here, reader, **more)]
    if "after" not in more:
        usual: dict[str, Any] = {"matters": tuple(Matter), "reader": reader, "organ": ORGAN, "officer": "fg"}
        counted = here.ask(briefly, **usual | more)
        assert [(each.lead, each.matter) for each in counted] == found, "counted alike"
    return found


def test_a_paper_waits_with_its_lead_and_who_asked_what_the_longest_wait_first(here: Office) -> None:
    asked(here, lead="l2", occurred=NOON + timedelta(hours=1))
    asked(here)

    first, second = rows(here)
    assert first == Unsigned(
        lead="l1", number="370104-2022-0001", subject="示例财富管理有限公司", natural_person=False, office="370104001",
        organ="示例街道办事处", division="370104001", stage=Stage.VERIFYING, matter=NOTICE, target="", asker="cb-1",
        asking_organ=ORGAN, asked_at=NOON, proposal="拟约谈负责人",
    )  # fmt: skip
    assert second.lead == "l2"


def test_it_waits_for_those_of_the_area_who_may_sign_such_a_paper(here: Office) -> None:
    asked(here)
    asked(here, Matter.SUSPENSION)

    assert waiting(here, matters=(Matter.SUSPENSION,)) == [("l1", Matter.SUSPENSION)]
    assert waiting(here, matters=()) == []
    assert waiting(here, Reader("370105", "370105")) == []
    assert waiting(here, organ=REGULATOR) == [("l1", Matter.SUSPENSION)], "an outward paper is each organ's own"


def test_neither_who_asked_nor_who_handles_the_lead_is_shown_it(here: Office) -> None:
    asked(here, asker="cb-2")

    assert waiting(here, officer="cb-1") == waiting(here, officer="cb-2") == []
    assert waiting(here) == [("l1", NOTICE)]


@pytest.mark.parametrize("approved", [True, False])
def test_a_leaders_word_takes_it_away_yes_or_no(here: Office, *, approved: bool) -> None:
    asked(here)
    asked(here, lead="l2")
    signed(here, approved=approved)

    assert waiting(here) == [("l2", NOTICE)]


def test_a_word_answers_what_it_is_about(here: Office) -> None:
    asked(here)
    asked(here, asker="js-1", organ=REGULATOR)
    asked(here, Matter.MERGER, target="l2")
    asked(here, Matter.MERGER, target="l3")
    signed(here, organ=REGULATOR)
    signed(here, Matter.MERGER, target="l3", organ=REGULATOR)

    assert [(each.matter, each.target, each.asking_organ) for each in rows(here)] == [
        (NOTICE, "", ORGAN), (Matter.MERGER, "l2", ORGAN)
    ]  # fmt: skip


def test_what_the_stage_reached_has_no_use_for_is_gone(here: Office) -> None:
    for matter in (NOTICE, Matter.INQUIRY_OPENING, Matter.SPLIT):
        asked(here, matter)
    here.happened(build(e.LeadSuspended, **VERIFYING))
    assert len(waiting(here)) == 3

    here.happened(build(VerificationStarted, came_from=Stage.VERIFYING, stage=Stage.INTERVIEW, officers=()))
    assert waiting(here) == [("l1", Matter.INQUIRY_OPENING), ("l1", Matter.SPLIT)]
    here.happened(build(e.LeadMerged, came_from=Stage.INTERVIEW, stage=Stage.MERGED))
    assert waiting(here) == []
    assert told(here) == []


def test_what_somebody_asked_for_who_is_recused_is_gone(here: Office) -> None:
    asked(here)
    asked(here, Matter.SPLIT, asker="cb-2")
    here.happened(build(e.OfficerRecused, officer="cb-1", **VERIFYING))

    assert waiting(here) == [("l1", Matter.SPLIT)]


def told(here: Office, officer: str = "cb-1", *, since: timedelta = timedelta(days=7)) -> list[Asked]:
    return [*here.ask(asked_by, officer, DISTRICT, since=NOON + timedelta(days=1) - since)]


@pytest.mark.parametrize("approved", [True, False])
def test_whoever_asked_is_told_the_word_and_that_what_else_he_asked_for_waits(here: Office, *, approved: bool) -> None:
    asked(here)
    asked(here, lead="l2")
    asked(here, Matter.SPLIT, asker="cb-2")
    hour = timedelta(hours=1)
    signed(here, approved=approved, signer="fg", occurred=NOON + hour)

    answered, waits = told(here)
    assert answered == Asked(
        lead="l1", number="370104-2022-0001", subject="示例财富管理有限公司", natural_person=False, office="370104001",
        division="370104001", stage=Stage.VERIFYING, matter=NOTICE, target="", asked_at=NOON,
        said_at=NOON + hour, approved=approved, signer="fg", word=answered.word,
    )  # fmt: skip
    assert answered.word is not None, "where his reasons stand"
    assert (waits.lead, waits.said_at, waits.approved, waits.signer, waits.word) == ("l2", None, None, None, None)
    assert [each.said_at for each in told(here, since=timedelta(hours=2))] == [None], "an old word is told no more"


def test_a_word_is_told_to_whom_it_answers(here: Office) -> None:
    asked(here)
    asked(here, asker="js-1", organ=REGULATOR)
    asked(here, Matter.MERGER, target="l2")
    signed(here, organ=REGULATOR, approved=True)
    signed(here, Matter.MERGER, target="l2", organ=REGULATOR, approved=False)

    assert {(each.matter, each.approved) for each in told(here)} == {(NOTICE, None), (Matter.MERGER, False)}
    assert [each.approved for each in told(here, "js-1")] == [True]
    assert [*here.ask(asked_by, "cb-1", Reader("370105", "370105"), since=NOON)] == []


def test_what_is_asked_for_anew_waits_again(here: Office) -> None:
    asked(here)
    signed(here, approved=False)
    asked(here, occurred=NOON + timedelta(hours=1))

    assert waiting(here) == [("l1", NOTICE)]
    assert [each.approved for each in told(here)] == [None]


def test_pages_follow_each_other(here: Office) -> None:
    for matter in (NOTICE, Matter.SPLIT, Matter.SUSPENSION):
        asked(here, matter)

    first = here.ask(unsigned, tuple(Matter), DISTRICT, organ=ORGAN, officer="fg", limit=2)
    assert len(first.rows) == 2
    assert waiting(here, after=first.following) == [("l1", Matter.SUSPENSION)]
