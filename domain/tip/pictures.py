"""Pictures that came with a report: the log names each by a digest that tells nothing of what is seen on it."""

from typing import Final

from domain.catalogue import shape

AT_ONCE: Final = 3
"""Pictures that come with a report, or with one answer."""
MOST: Final = 12
"""Pictures of one report altogether: a code that became known must not be a way to fill the house."""
LARGEST: Final = 10 * 2**20
"""Bytes of one as it is sent: what phones take has 3 to 8 MB."""


@shape
class Picture:
    """A sealed picture: the digest of its sealed bytes, and how many these are. Neither can be had from the picture."""

    digest: str
    size: int
