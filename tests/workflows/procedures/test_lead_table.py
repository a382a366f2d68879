"""The lead's table against table (a) of the field: from, to, levels and articles, row by row."""

from datetime import date
from typing import Final

import pytest

from domain.actor import Grade, Level
from domain.lead.stage import BEFORE_FILING, EVERY, WORKING, Stage
from domain.procedure import Row
from workflows.law import unresolved
from workflows.procedures.lead import LEAD

S = Stage
COMMUNITY, STREET, DISTRICT, CITY, PROVINCE, INDUSTRY = (
    Level.COMMUNITY, Level.STREET, Level.DISTRICT_AUTHORITY, Level.CITY_AUTHORITY, Level.PROVINCE, Level.INDUSTRY
)  # fmt: skip
KEPT: Final = "kept"
BACK: Final = "back"
ORGANS: Final = (DISTRICT, INDUSTRY)
FIELD: Final = (STREET, DISTRICT, INDUSTRY)

FIELD_TABLE: Final[dict[str, tuple[tuple[Stage, ...], Stage | str, tuple[Level, ...], str]]] = {
    "M01": ((S.UNREGISTERED,), S.REGISTERED, (COMMUNITY, STREET, DISTRICT, CITY, PROVINCE, INDUSTRY),
            "R737 16, R737 17"),
    "M02": ((S.REGISTERED,), S.REFERRED, (STREET, DISTRICT), "R737 5, R737 8, R737 16"),
    "M03": ((S.REFERRED,), S.REGISTERED, (STREET, DISTRICT), "R737 20 ¶2"),
    "M04": ((S.REGISTERED,), S.VERIFYING, (STREET, INDUSTRY), "R737 8, APL 43"),
    "M05": ((S.VERIFYING,), S.RULED_OUT, ORGANS, "R737 2"),
    "M06": ((S.VERIFYING,), S.MONITORING, (STREET, DISTRICT), "R737 8"),
    "M07": ((S.MONITORING,), S.VERIFYING, FIELD, "R737 8"),
    "M08": ((S.VERIFYING,), S.INTERVIEW, ORGANS, "R737 18"),
    "M08a": ((S.MONITORING,), S.INTERVIEW, ORGANS, "R737 18"),
    "M09": ((S.INTERVIEW,), S.RECTIFYING, ORGANS, "R737 18"),
    "M10": ((S.INTERVIEW,), S.INVESTIGATING, (DISTRICT,), "R737 18, R737 19"),
    "M10a": ((S.INTERVIEW,), S.VERIFYING, ORGANS, "office no-show-alone"),
    "M11": ((S.RECTIFYING,), S.MONITORING, ORGANS, "R737 18, R737 25"),
    "M12": ((S.RECTIFYING,), S.INVESTIGATING, (DISTRICT,), "R737 18, R737 19"),
    "M12a": ((S.RECTIFYING,), S.INTERVIEW, ORGANS, "office overdue-alone"),
    "M13": ((S.VERIFYING, S.MONITORING), S.INVESTIGATING, (DISTRICT,), "R737 19, R737 20"),
    "M14": ((S.INVESTIGATING,), S.RULED_OUT, (DISTRICT,), "R737 23, ACL 28"),
    "M15": ((S.INVESTIGATING,), S.DETERMINED, (DISTRICT,), "R737 19, R737 21, R737 23"),
    "M16": ((S.DETERMINED,), S.DISPOSING, (DISTRICT,), "R737 23"),
    "M17": ((S.VERIFYING, S.MONITORING, S.INTERVIEW, S.RECTIFYING, S.INVESTIGATING, S.DETERMINED, S.DISPOSING), KEPT,
            ORGANS, "R737 23, R310 2, R310 3, R310 5"),
    "M18": ((S.REGISTERED, S.VERIFYING, S.MONITORING, S.INTERVIEW, S.RECTIFYING, S.INVESTIGATING, S.DETERMINED,
             S.DISPOSING), S.CRIMINAL, (DISTRICT,), "R737 23 ¶2, R310 8, R310 12"),
    "M19": ((S.CRIMINAL,), BACK, (DISTRICT,), "R310 13, JI22 6, APL 27, R737 23"),
    "M20": ((S.VERIFYING, S.MONITORING, S.INTERVIEW, S.RECTIFYING, S.INVESTIGATING, S.DETERMINED, S.DISPOSING), BACK,
            ORGANS, "R310 10, MPS 180"),
    "M21": ((S.DISPOSING, S.CRIMINAL), S.CLOSING, ORGANS, "R737 25, ACL 28"),
    "M21a": ((S.DISPOSING, S.CRIMINAL, S.MONITORING), S.FOLLOW_UP, ORGANS,
             "NOTICE 一(十), XF22 37, office follow-up-task"),
    "M21b": ((S.FOLLOW_UP,), S.CLOSING, ORGANS, "office observation-period"),
    "M22": ((S.MONITORING, S.RULED_OUT), S.CLOSING, FIELD, "office observation-period"),
    "M22r": ((S.REFERRED_ELSEWHERE,), S.CLOSING, FIELD, "office referral-reply"),
    "M22a": ((S.ASSISTING,), S.CLOSING, ORGANS, "office assistance-reply"),
    "M23": ((S.CLOSING,), S.CLOSED, ORGANS, "office closing-approval"),
    "M24": ((S.CLOSING,), BACK, ORGANS, "office return-reason"),
    "M25": ((S.CLOSED, S.NOT_ACCEPTED), S.ARCHIVED, FIELD, "APL 47"),
    "M26": ((S.FOLLOW_UP, S.RULED_OUT, S.REFERRED_ELSEWHERE, S.NOT_ACCEPTED, S.CLOSED, S.ARCHIVED), S.VERIFYING,
            FIELD, "APL 75 ¶2"),
    "M27": (WORKING, KEPT, ORGANS, "ACL 25, XF05 35, XF22 36"),
    "M28": (WORKING, S.MERGED, ORGANS, "office merger-approval"),
    "M29": (EVERY, KEPT, FIELD, "NOTICE 一, office major-lead"),
    "M30": ((S.REGISTERED,), S.NOT_ACCEPTED, (STREET, DISTRICT), "R737 16"),
    "M31": ((S.RULED_OUT,), S.REFERRED_ELSEWHERE, ORGANS, "R737 5, R737 39"),
    "M32": ((S.UNREGISTERED,), S.ASSISTING, (DISTRICT,), "R737 20 ¶1"),
    "M33": ((S.ASSISTING,), S.REGISTERED, (DISTRICT,), "R737 20 ¶2"),
    "M34": (EVERY, KEPT, FIELD, "R737 23, R737 28"),
}  # fmt: skip
"""From, to, levels, law, as the field's table says; where it names no level ("officer"), those of its office rule."""

WIDER: Final[dict[str, tuple[tuple[Stage, ...], tuple[Level, ...]]]] = {
    "M04": ((), (DISTRICT,)),
    "M06": ((), (INDUSTRY,)),
    "M17": (EVERY, ()),
    "M18": (BEFORE_FILING, ()),
    "M20": (EVERY, ()),
    "M22r": ((S.REFERRED,), ()),
}
"""What our table allows beyond the field's, each argued in docs/decisions/0002."""

ADDED: Final = {"M00", "M27r", "M28u", "M28s"} | {
    "E00a", "E00c", "E00d", "E00g", "E00q", "E00r", "E00s", "E00u", "E02", "E04", "E08", "E08n", "E11", "E13", "E13o",
    "E15", "E19", "E21", "E21a", "E28l", "E28n", "E32",
}  # fmt: skip
"""Rows that table (a) only implies: an older ledger carried over (0008), the way out of M27 and M28, and what is
recorded without a move."""

LEADERS: Final = {"E00d": Grade.RESPONSIBLE_LEADER, "M23": Grade.RESPONSIBLE_LEADER, "M24": Grade.RESPONSIBLE_LEADER}
DAYS: Final = (date(2022, 3, 2), date(2022, 5, 1), date(2026, 1, 1))


def sources(move: str) -> set[Stage]:
    return {Stage(source) for row in LEAD.rows if row.id == move for source in row.source}


def levels(move: str) -> set[Level]:
    return {level for row in LEAD.rows if row.id == move for level in row.levels}


def test_the_table_has_every_move_of_the_field_and_names_its_own_additions() -> None:
    assert {row.id for row in LEAD.rows} == set(FIELD_TABLE) | ADDED


@pytest.mark.parametrize("move", FIELD_TABLE)
def test_a_move_starts_where_the_field_says_and_by_whom(move: str) -> None:
    wider_stages, wider_levels = WIDER.get(move, ((), ()))

    assert sources(move) == {*FIELD_TABLE[move][0], *wider_stages}
    assert levels(move) == {*FIELD_TABLE[move][2], *wider_levels}


@pytest.mark.parametrize("move", FIELD_TABLE)
def test_a_move_ends_where_the_field_says(move: str) -> None:
    target = FIELD_TABLE[move][1]
    rows = [row for row in LEAD.rows if row.id == move]

    if target == KEPT:
        assert all(row.reaches(source) == source for row in rows for source in row.source)
    elif target == BACK:
        assert len({row.target for row in rows}) == len(rows) > 1
    else:
        assert {row.target for row in rows} == {target}


@pytest.mark.parametrize("move", FIELD_TABLE)
def test_a_move_cites_the_law_of_the_field(move: str) -> None:
    for row in LEAD.rows:
        if row.id == move:
            assert set(FIELD_TABLE[move][3].split(", ")) <= {str(citation) for citation in row.basis}


@pytest.mark.parametrize("row", LEAD.rows, ids=lambda row: f"{row.id}-{row.source[0]}")
def test_a_row_says_what_it_is_why_and_in_two_languages(row: Row) -> None:
    assert row.label.zh
    assert row.label.en
    assert row.basis
    for guard in (*LEAD.standing, *row.guards):
        assert guard.basis, guard.code
        assert guard.words.zh
        assert guard.words.en


def test_every_citation_of_rows_and_guards_is_in_the_register() -> None:
    cited = {c for row in LEAD.rows for c in (*row.basis, *(c for g in (*LEAD.standing, *row.guards) for c in g.basis))}

    assert len(cited) > 40
    assert sorted(str(c) for c in cited if all(unresolved([c], day) for day in DAYS)) == []


def test_only_who_judges_a_closing_or_a_date_needs_a_grade_in_the_row_itself() -> None:
    assert {row.id: row.grade for row in LEAD.rows if row.grade is not None} == LEADERS


def test_no_stage_is_a_trap() -> None:
    for stage in Stage:
        assert any(row.reaches(stage) != stage for row in LEAD.rows if stage in row.source), stage
