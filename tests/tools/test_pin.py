"""The pins bind every version that was resolved, and leave the rest of the file as its readers know it."""

import tomllib

import pytest

from tools.pin import table, with_table


def test_a_pin_binds_whatever_the_platform() -> None:
    written = table("pins", "tzdata==2025.2 ; sys_platform == 'win32'\nalembic==1.2.3\n")

    assert tomllib.loads(written) == {"pins": ["alembic==1.2.3", "tzdata==2025.2"]}


def test_only_the_named_array_is_replaced() -> None:
    before = 'kept = ["x"]\npins = [\n    "old==1",\n]\nafter = 1\n'

    assert with_table(before, "pins", "pins = []") == 'kept = ["x"]\npins = []\nafter = 1\n'


def test_a_file_without_the_array_is_refused() -> None:
    with pytest.raises(ValueError, match="no array pins"):
        with_table("kept = []\n", "pins", "pins = []")
