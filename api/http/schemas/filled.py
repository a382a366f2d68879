"""A form filled in for every command, by what its fields are: the least that somebody has to send."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, Final

from api.http.schemas.forms import fields_of, required
from domain.lead.intake.commands import RegisterAssistance, RegisterLead
from workflows.forms.fields import Field
from workflows.people import SINGLES

KINDS: Final[Mapping[type, object]] = {
    int: 12, bool: True, date: "2026-03-02", datetime: "2026-03-02T14:30+08:00",
}  # fmt: skip
"""Plain type → a value of it; a text says what it is."""
PERSON, LEAD, STREET, DISTRICT = "qj-01", "370104-2026-0002", "370104014", "370104"
SPECIAL: Final[Mapping[str, object]] = {
    **dict.fromkeys((*SINGLES, "id", "account", "absent"), PERSON),
    **dict.fromkeys(("lead", "into", "duplicate_of", "other", "target"), LEAD),
    **dict.fromkeys(("division", "competent_division", "police_division", "office", "unit"), STREET),
    **dict.fromkeys(("parent", "body"), DISTRICT),
    "occurred": "2026-03-02T09:00+08:00",
    "amount_fen": 12_500_000,
    "uscc": "91370104MA00001T07",
    "ref": "qj-09",
    "new_lead": "lead-2",
}
"""Field → a value where its kind does not say it."""
MORE: Final[Mapping[type, frozenset[str]]] = {
    RegisterLead: frozenset({"unit"}),
    RegisterAssistance: frozenset({"unit"}),
}
"""Of what one of several has to be filled in → that one."""


def filled(command: type) -> dict[str, object]:
    """A body that can be read as this command."""
    also = MORE.get(command, frozenset()) | {"occurred"}
    return {each.name: _value(each) for each in fields_of(command) if required(each, command) or each.name in also}


def _value(field: Field) -> Any:  # noqa: ANN401 - JSON is anything
    one = _one(field)
    return [one] if field.many else one


def _one(field: Field) -> Any:  # noqa: ANN401 - JSON is anything
    if field.choices:
        return next(iter(field.choices))
    if field.parts:
        return {each.name: _value(each) for each in field.parts if required(each)}
    return SPECIAL.get(field.name) or KINDS.get(field.kind) or field.label.zh
