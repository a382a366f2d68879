"""Every register is sorted by every column that says so, either way round, page by page, with nothing left out."""

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

import pytest

from api.app import App
from api.bootstrap import bootstrap, make_folder
from api.registers.tables import REGISTERS
from api.settings import DATABASE_URL, Settings
from projections.registers import RegisterFilter
from tests.api.conftest import Cli
from tests.support.world import world_of

SORTS: Final = [(name, sort) for name, register in REGISTERS.items() for sort in sorted(register.sorts)]


@pytest.fixture
def app(database_url: str, tmp_path: Path) -> Iterator[App]:
    make_folder(tmp_path / "data")
    settings = Settings.read({DATABASE_URL: database_url}, data=str(tmp_path / "data"))
    with bootstrap(settings) as made:
        world_of(made)
        yield made


def rows(app: App, name: str, wanted: RegisterFilter, size: int) -> list[Any]:
    """All rows, page by page."""
    found: list[Any] = []
    after = None
    while True:
        page = app.ask(REGISTERS[name].query(app), wanted, after=after, limit=size)
        found += page.rows
        if page.following is None:
            return found
        after = page.following


def test_whatever_a_register_is_sorted_by_its_pages_hold_all_of_it_in_order(app: App) -> None:
    telling = set[str]()
    for name, sort in SORTS:
        everything = rows(app, name, RegisterFilter(), 1_000)
        up, down = (
            rows(app, name, RegisterFilter(sort=sort, descending=descending), 23) for descending in (False, True)
        )
        assert up == down[::-1], (name, sort)
        assert sorted(map(repr, up)) == sorted(map(repr, everything)), (name, sort)
        values = [getattr(row, sort) for row in up]
        known = [each for each in values if each not in {None, ""}]
        assert values[len(values) - len(known) :] == known, f"what is not known stands first: {name}, {sort}"
        assert all(one <= other for one, other in pairwise(known)), (name, sort)
        telling |= {name} if len(set(known)) > 1 else set()
    assert telling == set(REGISTERS), "each by something that differs"


def test_the_command_line_sorts_them_too(cli: Cli) -> None:
    for firm, amount in (("示例一有限公司", "3万元"), ("示例二有限公司", "9万元")):
        cli.register("division=370104014", f"amount_fen={amount}", name=firm)

    def order(*flags: str) -> list[str]:
        return [row["subject"] for row in cli.json("register list", "subjects", "--sort", "amount_fen", *flags)["rows"]]

    assert order() == ["示例一有限公司", "示例二有限公司"]
    assert order("--desc") == ["示例二有限公司", "示例一有限公司"]


def test_a_column_to_sort_by_is_named_by_its_key_or_as_it_is_headed(cli: Cli) -> None:
    refused = cli.json("register list", "subjects", "--sort", "subject")["error"]
    assert refused["code"] == "input.register.sort"
    for said in (*refused["way_out"]["zh"].partition("：")[2].split("、"), "AMOUNT_FEN", "last"):
        assert "rows" in cli.json("register list", "subjects", "--sort", said), said
