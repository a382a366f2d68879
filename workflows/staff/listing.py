"""The directory of a day as a staff file: what is read back changes nothing."""

import csv
import io
from collections.abc import Iterator
from datetime import date

from domain.directory.kinds import KINDS
from domain.directory.powers import actor_on
from domain.directory.state import Directory
from workflows.forms.choices import words_of
from workflows.staff.columns import COLUMNS


def staff_file(state: Directory, day: date) -> bytes:
    """UTF-8 with a byte order mark, as spreadsheets like it."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(_rows(state, day))
    return text.getvalue().encode("utf-8-sig")


def _rows(state: Directory, day: date) -> Iterator[list[object]]:
    """Everybody there on the day. Days are left out: read back, each would hold from the day it holds from."""
    for person in state.accounts.values():
        office = state.offices[person.home(day)]
        facts = office.on(day)
        if not person.there(day) or facts is None:
            continue
        actor = actor_on(state, person.id, day)
        held = actor.certificate if actor and actor.certificate and actor.certificate.valid_until >= day else None
        posts = "、".join(words_of(each.post).zh for each in person.held(day, office.code))
        level = KINDS[office.kind].level
        yield [
            person.id, person.name, office.code, facts.name, words_of(level).zh if level else "", facts.division,
            facts.mark, "", posts, held.number if held else "", held.valid_until if held else "",
            words_of(office.kind).zh, facts.parent, "", "",
        ]  # fmt: skip
