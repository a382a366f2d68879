"""Every field of every command can be named and filled in; every member of every list has a name of its own."""

from collections.abc import Iterator
from enum import Enum

import pytest

from workflows.desks import DESKS
from workflows.forms.choices import ALSO, CHOICES, chosen, words_of
from workflows.forms.fields import Field, describe
from workflows.forms.labels import LABELS, SPECIAL
from workflows.forms.plain import READERS

COMMANDS = sorted(DESKS, key=lambda command: command.__name__)


def every_field(shape: type) -> Iterator[Field]:
    for field in describe(shape):
        yield field
        if field.parts:
            yield from every_field(field.kind)


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.__name__)
def test_every_field_is_named_and_readable(command: type) -> None:
    for field in every_field(command):
        assert field.name in LABELS or (field.owner.__name__, field.name) in SPECIAL, field
        assert field.parts or field.choices or field.kind in READERS, field


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.__name__)
def test_no_shape_has_two_fields_of_one_name(command: type) -> None:
    for shape in {command, *(field.kind for field in every_field(command) if field.parts)}:
        labels = [field.label.zh for field in describe(shape)]
        assert len(labels) == len(set(labels)), shape
        called = [name for field in describe(shape) for name in field.called]
        assert len(called) == len(set(called)), shape


def test_no_label_is_left_over() -> None:
    used = {field.name for command in COMMANDS for field in every_field(command)}

    assert set(LABELS) - used == set()


LISTS = sorted(
    {field.kind for command in COMMANDS for field in every_field(command) if field.choices} | set(CHOICES),
    key=lambda kind: kind.__name__,
)


@pytest.mark.parametrize("kind", LISTS, ids=lambda kind: kind.__name__)
def test_every_member_has_a_name_that_leads_back_to_it(kind: type[Enum]) -> None:
    assert set(CHOICES[kind]) == {member.value for member in kind}
    for member in kind:
        assert chosen(kind, str(member.value)) is member
        assert chosen(kind, words_of(member).zh) is member
        assert chosen(kind, words_of(member).en.upper()) is member
    for text, value in ALSO.get(kind, {}).items():
        assert chosen(kind, text) is kind(value)
