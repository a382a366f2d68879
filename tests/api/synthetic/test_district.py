"""The district is what an office could have brought: a list of divisions and a roster that the product reads."""

from datetime import date

from api.synthetic.places import FIRST, division_file, streets
from api.synthetic.staff import roster_file, staff
from domain.values.divisions import DivisionLevel
from tests.support.staff import actors
from workflows.divisions.loader import read_list, shipped

STREETS = streets(2022, 7)
DAY = date(2022, 6, 1)


def test_every_row_of_the_list_of_divisions_is_taken() -> None:
    read = read_list(division_file(STREETS), shipped())
    made = [area for each in STREETS for community in each.communities for area in (community.area, *community.grids)]

    assert read.refused == ()
    assert read.taken == len(made)
    assert all(read.divisions.find(area.code, DAY) == area for area in made)


def test_all_sixteen_streets_have_communities_and_these_have_grids() -> None:
    assert len(STREETS) == 16
    for street in STREETS:
        assert len(street.communities) >= 4
        for community in street.communities:
            assert community.area.level is DivisionLevel.COMMUNITY
            assert int(community.area.code[-3:]) >= FIRST
            assert "示例" in community.area.name
            assert {grid.level for grid in community.grids} == {DivisionLevel.GRID}
            assert len(community.grids) >= 3


def test_the_roster_file_is_read_as_the_people_it_was_written_from() -> None:
    people = staff(STREETS, 2022)

    assert actors(roster_file(people), DAY) == tuple(people)


def test_nobody_on_the_roster_has_the_name_of_a_person() -> None:
    posts = ("专班", "网格员", "承办", "负责人", "分管", "档案员", "审计员", "民警", "检察官")

    assert all(any(post in each.name for post in posts) for each in staff(STREETS, 2022))
