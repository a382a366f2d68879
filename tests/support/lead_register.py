"""A synthetic register to try duplicate detection on: leads in order, some of which repeat an earlier one."""

from dataclasses import dataclass

from domain.duplicates.prints import Subject
from tests.support.lead_slips import SLIPS
from tests.support.lead_subjects import Maker


@dataclass(frozen=True, slots=True)
class Register:
    """Leads in the order they are registered, and which of them repeats which earlier one, by which kind of slip."""

    leads: tuple[tuple[str, Subject], ...]
    repeats: dict[str, str]
    slips: dict[str, str]


def make_register(seed: int, *, size: int, planted: int) -> Register:
    """``size`` leads, of which the last ``planted`` repeat earlier ones, by every slip in turn."""
    make = Maker(seed)
    subjects: list[Subject] = []
    while len(subjects) < size - planted:
        subjects.extend(make.family())
    originals = [(f"lead-{number}", subject) for number, subject in enumerate(subjects[: size - planted])]
    repeated: list[tuple[str, Subject]] = []
    repeats: dict[str, str] = {}
    slips: dict[str, str] = {}
    for number in range(planted):
        new, slip = f"repeat-{number}", list(SLIPS)[number % len(SLIPS)]
        repeats[new], subject = _slipped(make, originals, slip)
        slips[new] = slip
        repeated.append((new, subject))
    return Register((*originals, *repeated), repeats, slips)


def _slipped(make: Maker, originals: list[tuple[str, Subject]], slip: str) -> tuple[str, Subject]:
    """A repetition of some earlier lead to which this slip can happen."""
    while True:
        lead, subject = make.dice.choice(originals)
        slipped = SLIPS[slip](make, subject)
        if slipped is not None:
            return lead, slipped
