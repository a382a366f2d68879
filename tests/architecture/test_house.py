"""The house is what its plan says, to the stranger who clones it and to the packages beside it."""

import re
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path
from typing import Any, Final

import pytest

from tests.support.tree import BESIDE, ROOMS, ROOT, shown, texts

MACHINE_PATHS: Final = re.compile(rb"(?<![\w.~-])/(work|root|home|Users|opt)/")
COMMANDS: Final = ("pip install uv && uv run chufei demo", "pip install uv && uv run pytest")


@pytest.fixture(scope="module")
def pyproject() -> dict[str, Any]:
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def test_the_five_rooms_are_shipped_and_guarded(pyproject: dict[str, Any]) -> None:
    tool = pyproject["tool"]

    assert tuple(tool["hatch"]["build"]["targets"]["wheel"]["packages"]) == ROOMS
    assert tuple(tool["importlinter"]["root_packages"]) == ROOMS
    assert tuple(tool["importlinter"]["contracts"][0]["layers"]) == ROOMS[::-1]


def test_no_package_stands_outside_the_rooms() -> None:
    assert {shown(path.parent) for path in ROOT.glob("*/__init__.py")} == set(ROOMS)


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_ships_its_types(room: str) -> None:
    assert (ROOT / room / "py.typed").is_file()


@pytest.mark.parametrize("name", [*ROOMS, *BESIDE])
def test_no_stranger_ships_a_package_of_our_name(name: str) -> None:
    assert set(packages_distributions().get(name, ())) <= {"chufei"}


def test_every_requirement_is_pinned(pyproject: dict[str, Any]) -> None:
    asked = [*pyproject["project"]["dependencies"], *pyproject["dependency-groups"]["lint"]]
    names = {re.split(r"[\[<>=,]", line)[0] for line in asked if isinstance(line, str)}
    pins = {pin.partition("==")[0] for pin in pyproject["tool"]["uv"]["constraint-dependencies"]}

    assert names - pins == set()


def test_the_production_export_names_no_host_and_every_hash() -> None:
    export = (ROOT / "requirements.txt").read_text(encoding="utf-8")

    asked = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["dependencies"]
    held = {line.partition("==")[0] for line in export.splitlines() if "==" in line}
    assert {re.split(r"[\[<>=,]", each)[0] for each in asked} - held == set()
    assert "://" not in export
    assert all("--hash=sha256:" in entry for entry in re.split(r"\n(?=\w)", export.strip()))


@pytest.mark.parametrize("path", texts(), ids=shown)
def test_no_file_knows_the_machine_it_was_written_on(path: Path) -> None:
    assert MACHINE_PATHS.findall(path.read_bytes()) == []


@pytest.mark.parametrize("readme", ["README.md", "README.zh-CN.md"])
@pytest.mark.parametrize("command", COMMANDS)
def test_the_readme_gives_the_command_in_one_line(readme: str, command: str) -> None:
    assert command in (ROOT / readme).read_text(encoding="utf-8").splitlines()
