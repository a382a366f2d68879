"""New identifiers tell nothing and never come twice; the clock says UTC."""

import re
from datetime import timedelta

from adapters.clock import SystemClock
from adapters.ids import RandomIds


def test_identifiers_are_fit_for_a_stream_and_never_the_same() -> None:
    ids = [RandomIds().new("lead") for _ in range(1_000)]

    assert len(set(ids)) == 1_000
    assert all(re.fullmatch(r"[a-z0-9-]{1,64}", new) for new in ids)


def test_the_clock_says_utc() -> None:
    assert SystemClock().now().utcoffset() == timedelta(0)
