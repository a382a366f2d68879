"""Where a synthetic district lies: a folder of its own, which says of itself that nothing in it is real."""

import json
from pathlib import Path
from typing import Final

from api.folders import ANOTHER, free_folder
from api.synthetic.places import division_file
from api.synthetic.plan import Plan
from domain.errors import InvalidInput
from domain.words import Words

NAME: Final = "chufei-synthetic"
FLAG: Final = "--data"
MARK: Final = "SYNTHETIC.json"
"""The mark: whoever finds this file in a data folder knows that its keys can be worked out by anybody."""
DIVISIONS: Final = "divisions.csv"
TRUTH: Final = "truth.csv"
SUMMARY: Final = "truth.json"

NOTICE: Final = Words(
    "合成数据：单位、人员、证件号、案情均为虚构；密钥由种子推算，不保护任何人。请勿登记真实线索。",
    "Synthetic data: units, people, numbers and cases are invented; the keys are made from a seed and protect nobody. "
    "Never register a real lead here.",
)

NOTHING_REAL: Final = Words(
    "合成数据，全部虚构；请勿在此登记真实线索。", "Synthetic data, all invented; never register a real lead here."
)
"""What every verb says that opens such a folder."""


def empty_folder(asked: str | None, beside: Path) -> Path:
    """The folder to make: the one asked for, else ``chufei-synthetic`` or its first free number in ``beside``.

    Raises ``InvalidInput`` (``input.synthetic.folder``) where the one asked for holds anything.
    """
    return free_folder(asked, beside, NAME, _holds_something)


def _holds_something(folder: Path) -> InvalidInput:
    return InvalidInput(
        FLAG,
        Words(
            f"{folder} 里已有内容，合成数据只放进空文件夹",
            f"{folder} holds something; synthetic data goes into an empty folder alone",
        ),
        way_out=ANOTHER,
        code="input.synthetic.folder",
    )


def furnish(folder: Path, plan: Plan, software: str) -> None:
    """Mark the folder before anything else lies in it; then the list of divisions."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    said = {"synthetic": True, "zh": NOTICE.zh, "en": NOTICE.en, "year": plan.year, "seed": plan.seed,
            "leads": plan.leads, "software": software}  # fmt: skip
    write(folder / MARK, said)
    (folder / DIVISIONS).write_bytes(division_file(plan.streets))


def write(path: Path, document: object) -> None:
    """One JSON document, the same bytes for the same content."""
    path.write_text(json.dumps(document, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
