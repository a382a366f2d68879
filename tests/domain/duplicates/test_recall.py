"""Ten thousand leads with five hundred planted duplicates: enough of them are found, and little else is shown."""

from collections import Counter
from dataclasses import dataclass, field
from functools import cache

import pytest

from domain.duplicates.prints import Kind, fingerprints, sealed
from domain.duplicates.score import Verdict
from tests.support.lead_register import Register, make_register
from tests.support.lead_slips import SLIPS
from tests.support.memory_index import MemoryIndex, candidates


@dataclass
class Outcome:
    """How many shown pairs were right and wrong, and which planted duplicates were found, by slip."""

    right: int = 0
    wrong: int = 0
    found: Counter[str] = field(default_factory=Counter)

    @property
    def precision(self) -> float:
        return self.right / (self.right + self.wrong)


def register_all(register: Register, without: frozenset[Kind] = frozenset(), *, seal: bool = False) -> Outcome:
    """Register lead after lead, each compared with all before it; ``without`` switches kinds of print off."""
    index, outcome = MemoryIndex(), Outcome()
    for lead, subject in register.leads:
        prints = frozenset(found for found in fingerprints(subject) if found.kind not in without)
        prints = sealed(prints, lambda found: f"digest of {hash(found)}") if seal else prints
        shown = [it.lead for it in candidates(prints, index) if it.match.verdict is Verdict.DUPLICATE]
        first = register.repeats.get(lead, lead)
        same = [other for other in shown if register.repeats.get(other, other) == first]
        outcome.right += len(same)
        outcome.wrong += len(shown) - len(same)
        if lead in register.repeats and first in shown:
            outcome.found[register.slips[lead]] += 1
        index.add(lead, prints)
    return outcome


@cache
def small() -> Register:
    return make_register(11, size=1_500, planted=150)


@cache
def outcome_of(without: frozenset[Kind] = frozenset()) -> Outcome:
    """What becomes of the small register with some kinds of print switched off."""
    return register_all(small(), without)


@pytest.mark.parametrize("seed", [2022, 3])
def test_recall_and_precision_on_ten_thousand_leads(seed: int) -> None:
    register = make_register(seed, size=10_000, planted=500)
    assert (len(register.leads), len(register.repeats)) == (10_000, 500)
    outcome = register_all(register)
    assert outcome.found.total() / 500 >= 0.95
    assert outcome.precision >= 0.9


def test_every_kind_of_slip_is_planted_equally_often_and_mostly_found() -> None:
    planted = Counter(small().slips.values())
    assert set(planted) == set(SLIPS)
    found = outcome_of().found
    assert {slip: found[slip] for slip in SLIPS if found[slip] < planted[slip] / 2} == {}


@pytest.mark.parametrize(
    ("kinds", "slip"),
    [
        ({Kind.PHONE}, "phone only"),
        ({Kind.ACCOUNT}, "account only"),
        ({Kind.SITE}, "other page of the site"),
        ({Kind.HANDLE}, "handle only"),
        ({Kind.RESIDENT_ID}, "same person"),
        ({Kind.NAME, Kind.CORE, Kind.BRAND}, "short name"),
        ({Kind.NAME, Kind.CORE, Kind.BRAND}, "place dropped"),
    ],
)
def test_without_its_rule_a_slip_goes_unseen(kinds: set[Kind], slip: str) -> None:
    planted = Counter(small().slips.values())[slip]
    with_rule, without = outcome_of(), outcome_of(frozenset(kinds))
    assert with_rule.found[slip] >= planted * 0.8
    assert without.found[slip] < with_rule.found[slip]


def test_digests_in_place_of_personal_values_find_the_same() -> None:
    assert register_all(small(), seal=True) == outcome_of()
