"""What other ledgers call a channel means one of ours; what nobody knows is left for the form to refuse."""

import pytest

from domain.lead.vocabulary import Source
from workflows.forms.choices import chosen
from workflows.imports.sources import FOUND_BY, channel


@pytest.mark.parametrize("written", FOUND_BY)
def test_a_word_of_other_ledgers_means_a_channel_that_the_form_takes(written: str) -> None:
    assert chosen(Source, channel(written)) is FOUND_BY[written]
    assert chosen(Source, written) is None, "our own names need no second table"


@pytest.mark.parametrize(
    ("written", "ours"),
    [("群众举报", "群众举报"), (" 街道 排查", "净街扫楼"), ("１２３４５", "12345热线"), ("道听途说", "道听途说")],
)
def test_a_channel_in_any_spelling(written: str, ours: str) -> None:
    assert channel(written) == ours
