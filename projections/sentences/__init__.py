"""The one table of sentences: every event of a lead and of its transfers, told in plain words."""

from typing import Final

from domain.words import Words
from projections.sentences.beside import BESIDE
from projections.sentences.main import MAIN
from projections.sentences.transfer import TRANSFER

SENTENCES: Final[dict[type, Words]] = {**MAIN, **BESIDE, **TRANSFER}
"""Event class → template of ``projections.wording``."""
