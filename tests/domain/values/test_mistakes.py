"""Every way to be wrong has a permanent code of its own, and says in both languages what to do."""

import importlib
import pkgutil
import string

import domain.values
import workflows.divisions
from domain.values.mistake import Mistake

MISTAKES = [
    (f"{module.name}.{name}", value)
    for package in (domain.values, workflows.divisions)
    for module in pkgutil.iter_modules(package.__path__, f"{package.__name__}.")
    for name, value in vars(importlib.import_module(module.name)).items()
    if isinstance(value, Mistake)
]


def test_codes_are_unique() -> None:
    by_code: dict[str, Mistake] = {}
    for where, mistake in MISTAKES:
        assert by_code.setdefault(mistake.code, mistake) is mistake, where
    assert len(by_code) > 30


def test_every_mistake_says_fault_and_way_out_in_chinese_and_english() -> None:
    for where, mistake in MISTAKES:
        assert mistake.code.startswith("input."), where
        for words in (mistake.fault, mistake.way_out):
            assert any("\u4e00" <= character <= "\u9fff" for character in words.zh), where
            assert any(character in string.ascii_letters for character in words.en), where


def test_every_mistake_names_its_rule_or_is_about_arithmetic_or_the_file() -> None:
    without = {mistake.code for _, mistake in MISTAKES if not mistake.rule}
    assert without == {"input.file.encoding", "input.money.negative", "input.money.fen", "input.money.limit"}
