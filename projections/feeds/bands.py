"""Figures that leave the house only as bands: enough to plan with, too little to say what somebody lost."""

from enum import StrEnum
from typing import Final

from domain.values.money import YUAN


class AmountBand(StrEnum):
    """How much money, by the lines of the 2022 interpretation (JI22 3–5). Values stand in the schemas."""

    UNDER_1M = "under-1m"
    FROM_1M = "1m-5m"
    FROM_5M = "5m-50m"
    FROM_50M = "from-50m"


class PeopleBand(StrEnum):
    """How many people, by the same lines. Values stand in the schemas."""

    UNDER_150 = "under-150"
    FROM_150 = "150-500"
    FROM_500 = "500-5000"
    FROM_5000 = "from-5000"


AMOUNTS: Final = (
    (50_000_000 * YUAN, AmountBand.FROM_50M),
    (5_000_000 * YUAN, AmountBand.FROM_5M),
    (1_000_000 * YUAN, AmountBand.FROM_1M),
    (0, AmountBand.UNDER_1M),
)
PEOPLE: Final = (
    (5_000, PeopleBand.FROM_5000),
    (500, PeopleBand.FROM_500),
    (150, PeopleBand.FROM_150),
    (0, PeopleBand.UNDER_150),
)
"""From which figure on, the highest first."""


def amount_band(fen: int | None) -> AmountBand | None:
    """The band of an amount in 分; None while it is unknown."""
    return None if fen is None else next((band for least, band in AMOUNTS if fen >= least), AmountBand.UNDER_1M)


def people_band(people: int | None) -> PeopleBand | None:
    """The band of a number of people; None while it is unknown."""
    return None if people is None else next((band for least, band in PEOPLE if people >= least), PeopleBand.UNDER_150)
