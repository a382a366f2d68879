"""The rows of a register as they are shown: whoever sees personal data in them stands on record first."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

from api.app import App
from api.paging import rows_of
from api.registers.columns import Register
from domain.lead.guards import Located
from projections.registers import Page, RegisterFilter
from projections.subject_file import SubjectRow

Door = Callable[[Mapping[str, Located]], frozenset[str]]
"""Leads → those whose personal data is opened, as ``api.opening.opened`` has it for whoever asks."""

AT_ONCE: Final = 500
"""Rows in memory while all are shown."""


def every_row(app: App, register: Register, wanted: RegisterFilter, opened: Door) -> Iterator[dict[str, Any]]:
    """All rows, page by page: column → value, veiled for whoever may not see it."""

    def ask(after: Any) -> Page[dict[str, Any]]:  # noqa: ANN401 - each register has its own places
        page = app.ask(register.query(app), wanted, after=after, limit=AT_ONCE)
        return replace(page, rows=tuple(as_shown(app, register, wanted, page.rows, opened)))

    return rows_of(ask)


def as_shown(
    app: App, register: Register, wanted: RegisterFilter, rows: Sequence[Any], opened: Door
) -> Iterator[dict[str, Any]]:
    """Rows of one page as they are shown."""
    whole = [register.values(row, entitled=True) for row in rows]
    masked = [register.values(row, entitled=False) for row in rows]
    personal = [row for row, one, other in zip(rows, whole, masked, strict=True) if one != other]
    files = app.ask(app.subject_files.held_by, [row.key for row in personal if isinstance(row, SubjectRow)], wanted)
    leads = {lead: row for row in personal for lead in _leads(row, files)}
    shown = opened(leads)
    for row, one, other in zip(rows, whole, masked, strict=True):
        about = _leads(row, files)
        yield one if about and shown.issuperset(about) else other


def _leads(row: Any, files: Mapping[str, Sequence[str]]) -> Sequence[str]:  # noqa: ANN401 - a row of any register
    """The leads a row is about: its own, those of a subject's file; of sums none."""
    return files.get(row.key, ()) if isinstance(row, SubjectRow) else tuple(filter(None, [getattr(row, "lead", "")]))


def narrowed_by(wanted: RegisterFilter) -> tuple[str, ...]:
    """By what, as it stands on record with a read: the code of an office is typed freely."""
    said = {"division": wanted.division, "lead": wanted.lead}
    told = (f"{name}={value}" for name, value in said.items() if value)
    return (*told, "office") if wanted.office else tuple(told)
