"""What a way out tells people to type, as programs send it: one table, so that no rule has to ask by which way it came.

What is done at the machine alone (`chufei account …`, `chufei init`) is said as it is.
"""

import re
from collections.abc import Mapping
from typing import Any, Final

from domain.words import Words

SENT: Final[tuple[tuple[str, str], ...]] = (
    (r"chufei feed schemas", "GET /v1/feed/schemas"),
    (r"chufei staff deputise", "POST /v1/directory/deputise"),
    (r"chufei staff list", "GET /v1/directory/people"),
    (r"chufei staff show (\S+)", r"GET /v1/directory/people/\1"),
    (r"lead register --assistance", "POST /v1/assistances"),
    (r"lead act ([\w〔〕-]+)", r"POST /v1/leads/\1/…"),
    (r"--source (?:净街扫楼|sweep)", "?source=sweep"),
    (r"--(unit|registered) ([\w-]+)", r"?\1=\2"),
    (r"--second\b", "?second=true"),
    (r"--sheet\b", "?sheet=…"),
)
"""As it is typed → as it is sent."""
_ROWS: Final = tuple((re.compile(typed), sent) for typed, sent in SENT)


def over_http(document: Any) -> Any:  # noqa: ANN401 - a refusal or report, as ``api.refused`` makes it, or plain
    """The same with every text, and every name of an option, as a program needs it."""
    match document:
        case Words():
            return Words(*map(_sent, document))
        case {"zh": str(zh), "en": str(en), **rest} if not rest:
            return {"zh": _sent(zh), "en": _sent(en)}
        case Mapping():
            return {name: _named(each) if name == "field" else over_http(each) for name, each in document.items()}
        case list() | tuple() if not hasattr(document, "_fields"):
            return [over_http(each) for each in document]
        case _:
            return document


def _sent(text: str) -> str:
    for typed, sent in _ROWS:
        text = typed.sub(sent, text)
    return text


def _named(field: Any) -> Any:  # noqa: ANN401 - the name of an option, or of anything else
    return field.removeprefix("--") if isinstance(field, str) else over_http(field)
