"""How a page is looked at: in every size for what axe finds and what is cut off, on a Chinese page for what is raw."""

import re
from typing import Final

from tests.browser.conftest import Sitting
from tests.support.chromium import LOOKS

RAW: Final = re.compile(
    r"\b(?:(?<!如 )\d{4}-\d{2}-\d{2}(?!\d)|None\b|True\b|False\b"
    r"|[a-z]+(?:-[a-z]+)+\b|[a-z]+\.[a-z]+\b|[A-Z]{2,}_[A-Z_]+\b)"
)
"""What no Chinese page shows: days as programs write them, but where they may be typed so; Python, stored values."""
ACCOUNTS: Final = ("mz-fg", "js-fg", "city-platform")
"""By these names people sign in, and systems are called: whoever looks after them reads them."""
FILES: Final = ("divisions.csv",)
"""What an operator puts beside the data is called as it is called there."""
SECRETS: Final = "output.once"
"""What is drawn by lot, and may look like anything."""


def wrong_with(sitting: Sitting) -> list[str]:
    """What is wrong with the page that somebody has before him, and what went wrong on his way to it."""
    page, wrong = sitting.page, list(sitting.watch.wrong)
    for size, found in LOOKS:
        page.set_viewport_size(size)
        wrong += found(page)
    text = page.locator("body").inner_text()
    for secret in page.locator(SECRETS).all_inner_texts():
        text = text.replace(secret, "")
    return wrong + [each for each in RAW.findall(text) if each not in (*ACCOUNTS, *FILES)]
