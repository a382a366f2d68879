"""A refusal or fault as programs read it: what, by which rule, on which facts, who could, what can be done instead."""

from datetime import date

from api.citations import read
from domain.errors import ChufeiError, Faults, InvalidInput, LogDamaged, Refusal


def each_of(refusal: Refusal | None) -> tuple[Refusal, ...]:
    """Every mistake of a form or file; any other refusal alone."""
    if refusal is None:
        return ()
    return refusal.faults if isinstance(refusal, Faults) else (refusal,)


def as_json(error: ChufeiError, day: date) -> dict[str, object]:
    """The documented shape of an error."""
    document: dict[str, object] = {
        "kind": type(error).__name__, "code": error.code, "title": error.title, "detail": error.detail
    }  # fmt: skip
    if isinstance(error, Refusal):
        document |= {
            "rule": error.rule,
            "basis": [read(citation, error.day or day).as_json() for citation in error.basis],
            "facts": error.facts,
            "fields": error.fields,
            "missing": error.missing,
            "remedy": error.remedy,
            "legal": error.legal,
        }
    if isinstance(error, InvalidInput):
        document |= {"field": error.field, "way_out": error.way_out}
    if isinstance(error, LogDamaged):
        document |= {"position": error.position, "event": error.event}
    if isinstance(error, Faults):
        document["faults"] = [as_json(fault, day) for fault in error.faults]
    return document
