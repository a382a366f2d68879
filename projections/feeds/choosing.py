"""Which events a reader chooses by their types; what he must delete or may read again is told whatever he chose."""

import json
from collections.abc import Iterable, Sequence
from typing import Final

from domain.values.mistake import Mistake
from domain.words import Words
from projections.feeds.declaring import REGISTRY
from projections.feeds.events.rights import WITHDRAWN, RightsChanged

ABOUT_RIGHTS: Final = (WITHDRAWN, REGISTRY.of(RightsChanged).name)
ALL_SUCH: Final = "*"
"""At the end: every type that begins so."""
NO_SUCH_TYPE: Final = Mistake(
    "input.event-type",
    Words("没有一种对外事件是 {type}", "there is no type of event {type}"),
    Words(
        "写全名，如 chufei.lead.moved.v1，或以 * 结尾，如 chufei.transfer.*；各类型见 chufei feed schemas",
        "a whole name (chufei.lead.moved.v1) or a beginning (chufei.transfer.*); chufei feed schemas lists them",
    ),
)


def check(types: Iterable[str], field: str) -> None:
    """A type that is misspelt would be waited for for ever. Raises ``InvalidInput`` (``input.event-type``)."""
    for each in types:
        if not any(_is(name, each) for name in REGISTRY):
            raise NO_SUCH_TYPE.at(field, type=each)


def chosen(body: bytes, types: Sequence[str]) -> bool:
    """Whether a row, as it is shown to somebody, is among what he chose; without types everything is."""
    if not types:
        return True
    kind: str = json.loads(body)["type"]
    return kind in ABOUT_RIGHTS or any(_is(kind, each) for each in types)


def _is(kind: str, wanted: str) -> bool:
    return kind.startswith(wanted[:-1]) if wanted.endswith(ALL_SUCH) else kind == wanted
