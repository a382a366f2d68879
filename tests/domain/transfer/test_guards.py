"""Every guard of a transfer is seen failing, on what it was written for, with its code."""

from dataclasses import dataclass, fields, replace
from datetime import timedelta
from itertools import chain, takewhile
from typing import Any

import pytest

from domain.actor import Actor, Position
from domain.lead.shapes import Officer, Paper
from domain.transfer.base import OnPaper
from domain.transfer.guards import STANDING
from tests.support.transfers import (
    ACCEPTED,
    AUDITOR,
    DEPUTY,
    FIRST,
    HANDLER,
    HEAD,
    REGULATOR,
    SENT,
    TEAM,
    WALKS,
    District,
    altered,
    bundle,
    step,
    suspicion,
    walk,
    who,
)
from workflows.procedures.transfer import TRANSFER

BLANK = Paper(title="文书", reference=" ")
NOT_FILED = (*ACCEPTED, "T6n")
UPHELD = (*NOT_FILED, "T8a", "T9n")


@dataclass(frozen=True)
class Broken:
    """A step that lacks exactly what one guard asks for: after which walk, which row's command, changed how."""

    code: str
    after: tuple[str | int, ...]
    name: str
    changed: dict[str, Any]
    actor: Actor | None = None

    def __str__(self) -> str:
        return f"{self.code}-{self.name}"


def short(**missing: Paper) -> dict[str, Any]:
    changed: dict[str, Any] = {**missing}
    return {"bundle": replace(bundle(), **changed)}


BROKEN = (
    Broken("permission.role", (), "T2", {}, AUDITOR),
    Broken("permission.own-organ", (), "T2", {}, REGULATOR),
    Broken("permission.own-organ", ("T2", "T2r"), "T3", {}, REGULATOR),
    Broken("command.future", (), "T2", {"occurred": District().now + timedelta(days=1)}),
    Broken("transfer.two-officers", (), "T2", {"team": TEAM[:1]}),
    Broken("transfer.two-officers", (), "T2", {"team": (TEAM[0], TEAM[0])}),
    Broken("transfer.two-officers", (), "T2", {"team": (TEAM[0], Officer(id="second", certificate="别人的"))}),
    Broken("transfer.two-officers", ("T2",), "T2c", {"team": TEAM[1:]}),
    Broken("transfer.team-head", (), "T2", {"team": (*TEAM, Officer(id="head", certificate="Z-head"))}),
    Broken("transfer.team-head", ("T2",), "T2c", {"team": (*TEAM, Officer(id="acting", certificate="Z-acting"))}),
    Broken("transfer.facts", ("T2",), "T2r", {"facts": " "}),
    Broken("transfer.facts", ("T2", "T2r", "T3x"), "T2a", {"facts": ""}),
    Broken("transfer.refusal-reasons", ("T2", "T2r"), "T3x", {"reasons": " "}),
    Broken("transfer.four-eyes", ("T2", "T2r"), "T3", {}, replace(HEAD, id=FIRST.id)),
    Broken("transfer.four-eyes", ("T2", "T2r"), "T3x", {}, replace(HEAD, id=FIRST.id)),
    Broken("transfer.mark", ("T2", "T2r"), "T3", {}, replace(HEAD, mark="")),
    Broken("transfer.same-level", SENT[:3], "T4", {"police_division": "370100"}),
    Broken("transfer.same-level", SENT[:3], "T4", {"police_division": "370104001"}),
    Broken("transfer.same-level", SENT[:3], "T4", {"police_division": "370000"}),
    Broken("transfer.same-level", SENT[:3], "T4", {"police": " "}),
    Broken("transfer.own-area", SENT[:3], "T4", {"police_division": "370105"}),
    Broken("transfer.own-area", SENT[:3], "T4", {"police_division": "370105", "designation": BLANK}),
    Broken("transfer.bundle", SENT[:3], "T4", short(goods_list=BLANK)),
    Broken("transfer.letter-number", SENT[:3], "T4", {"bundle": bundle("示金监移送〔2022〕2号")}),
    Broken("transfer.supplement", (*ACCEPTED, "T5s"), "T5t", {"papers": ()}),
    Broken("transfer.other-police", ACCEPTED, "T5x", {"police": "示例区公安分局"}),
    Broken("transfer.other-police", ACCEPTED, "T5x", {"police": ""}),
    Broken("transfer.joint-inventory", (*ACCEPTED, "T6"), "T7", {"jointly_signed": False}),
    Broken("transfer.party-told", (*ACCEPTED, "T6"), "T7", {"party_told": None}),
    Broken("transfer.party-told", (*ACCEPTED, "T6"), "T7", {"party_told": BLANK}),
    Broken("transfer.reconsider-once", UPHELD, "T8a", {}),
    Broken("transfer.window", (*NOT_FILED, 4), "T8a", {}),
    Broken("transfer.window", (*NOT_FILED, 4), "T8b", {}),
    Broken("transfer.window", (*UPHELD, 4), "T10", {}),
    Broken("transfer.window", (*NOT_FILED, 4), "T8a", {"accepted_late": BLANK}),
    Broken("transfer.procuratorate", NOT_FILED, "T8b", {"procuratorate": ""}),
    Broken("transfer.procuratorate", SENT, "T10c", {"procuratorate": ""}),
    Broken("transfer.waiver-reasons", NOT_FILED, "T8c", {"reasons": " "}),
    Broken("transfer.silence", ACCEPTED, "T10b", {}),
    Broken("transfer.silence", (*ACCEPTED, 3), "T10b", {}),
    Broken("transfer.silence", (*NOT_FILED, "T8a"), "T10s", {}),
    Broken("transfer.silence", (*NOT_FILED, 3, "T8a", 2), "T10s", {}),
    Broken("transfer.undecided", (*NOT_FILED, "T8b"), "T10d", {}),
    Broken("transfer.unreceipted", (*NOT_FILED, "T8b"), "T10p", {}),
    Broken("transfer.silent", (*NOT_FILED, "T8b"), "T10w", {}),
    Broken("transfer.not-ordered", (*NOT_FILED, "T8b", "T10o"), "T10n", {}),
    Broken("transfer.not-ordered", (*ACCEPTED, 4, "T10b", "T10o"), "T10d", {}),
    Broken("transfer.ordered-once", (*NOT_FILED, "T8b", "T10o"), "T10o", {}),
)


@pytest.mark.parametrize("broken", BROKEN, ids=str)
def test_what_a_guard_asks_for_is_refused_when_missing(broken: Broken) -> None:
    district = walk(broken.after)
    command = altered(step(broken.name, district), **broken.changed)

    denied = district.refused(command, broken.actor or who(broken.name))

    assert denied.code == broken.code
    assert denied.basis
    assert denied.facts
    assert {each.partition(".")[0] for each in denied.fields} <= {each.name for each in fields(command)}


@pytest.mark.parametrize("name", [row.id for row in TRANSFER.rows if issubclass(row.command, OnPaper)])
def test_an_act_on_paper_needs_the_papers_reference(name: str) -> None:
    whole = next(steps for steps in WALKS if name in steps)
    district = walk(takewhile(lambda each: each != name, whole))

    denied = district.refused(altered(step(name, district), paper=BLANK))

    assert denied.code == "transfer.paper"


def test_an_order_to_file_is_noted_although_nobody_told_us_that_reasons_were_asked() -> None:
    assert walk((*NOT_FILED, "T8b", "T10o")).current.ordered


def test_suspicion_is_stated_or_nothing_opens() -> None:
    district = District()

    assert district.refused(replace(suspicion(district.now), suspicion=" ")).code == "transfer.suspicion"


def test_who_is_recused_from_the_lead_takes_no_step_and_is_on_no_team() -> None:
    district = walk(("T2",))
    district.states[district.lead_stream] = district.current_lead._replace(recused=(HANDLER.id, "second"))

    assert district.refused(step("T2r", district), HANDLER).code == "permission.recused"
    assert district.refused(step("T2c", district), FIRST).code == "transfer.team-recused"


@pytest.mark.parametrize("decision", ["T3", "T3x"])
def test_who_reported_does_not_decide_although_he_left_the_team_since(decision: str) -> None:
    district = walk(("T2",))
    district.do(altered(step("T2c", district), team=(*TEAM, Officer(id=DEPUTY.id, certificate=f"Z-{DEPUTY.id}"))))
    district.do(step("T2r", district))
    district.do(step("T2c", district))
    promoted = replace(DEPUTY, position=Position.PRINCIPAL)

    assert DEPUTY.id not in district.current.team
    assert district.refused(step(decision, district), promoted).code == "transfer.four-eyes"


def test_a_refused_transfer_is_not_reported_again_beside_a_newer_one() -> None:
    district = walk(("T2", "T2r", "T3x"))
    older = district.transfer
    district.open()

    denied = district.refused(altered(step("T2a", district), transfer=older))

    assert denied.code == "transfer.none-open"


def test_no_guard_is_left_untried() -> None:
    guards = {each.code for each in (*STANDING, *chain.from_iterable(row.guards for row in TRANSFER.rows))}
    elsewhere = {
        "transfer.paper", "transfer.suspicion", "transfer.reconsidered", "permission.recused", "transfer.team-recused",
        "transfer.none-open", "command.order", "command.stated-day",
    }  # fmt: skip

    assert guards - {broken.code for broken in BROKEN} == elsewhere


def test_the_way_after_reconsideration_is_told_from_the_direct_way() -> None:
    direct, after = walk((*NOT_FILED, "T8b")), walk((*UPHELD, "T10"))
    moves = [district.log[-1][1].move for district in (direct, after)]  # type: ignore[attr-defined]

    assert moves == ["T8b", "T10"]


def test_no_guard_asks_for_a_determination_a_threshold_or_a_fine() -> None:
    words = {each.words.zh + each.words.en for row in TRANSFER.rows for each in row.guards}
    asked = [
        text for text in words for word in ("认定", "标准", "罚款", "determin", "threshold", "fine ") if word in text
    ]

    assert asked == []


def test_a_denial_names_what_is_possible_instead() -> None:
    district = walk((*NOT_FILED, 4))

    denied = district.refused(step("T8a", district))

    assert {"T8a", "T8b", "T8c", "T10"} == {move.move for move in denied.legal}
