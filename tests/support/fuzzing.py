"""What schemathesis is told of HTTP; it loads this as its hooks."""

from typing import Any, Final

import schemathesis

UNKNOWN: Final = "x-schemathesis-unknown-property"


@schemathesis.hook
def filter_case(_: Any, case: Any) -> bool:  # noqa: ANN401 - as schemathesis hands them over
    """Send no request that would have to be refused for a header that nobody knows: HTTP lets any come along."""
    return UNKNOWN not in (case.headers or {})
