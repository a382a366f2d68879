"""Columns of Chinese and Latin text: never too wide, nothing lost, no line begins with a closing mark."""

import io
import json
from collections.abc import Callable
from typing import Final
from unicodedata import category

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console

from api.cli.output import Out
from api.cli.text import CLOSING, NARROWEST, fitted, hanging, harmless, kept, wrapped
from api.settings import Lang
from domain.words import Words

texts = st.text("字处非，。（）《》、ab c1-", max_size=60)


@given(texts, st.integers(12, 60))
def test_nothing_is_lost_and_no_line_is_too_wide_for_its_pieces(text: str, width: int) -> None:
    lines = wrapped(text, width)

    assert "".join("".join(lines).split()) == "".join(text.split())
    for line in lines:
        assert cell_len(line) <= width or " " not in line.strip()


@given(st.text("字处非，。）、", min_size=1, max_size=60), st.integers(12, 60))
def test_no_line_begins_with_a_closing_mark(text: str, width: int) -> None:
    begins = [line[0] for line in wrapped("头" + text, width)]

    assert not set(begins) & set(CLOSING)


def test_a_column_beside_its_head() -> None:
    assert hanging("  依据", "一二三四五六七八九十一二", 30, 10) == ["  依据    一二三四五六七八九十", "          一二"]
    assert hanging("a long head", "text", 40, 5) == ["a long head", "     text"]


@given(st.lists(st.lists(st.text("字a", max_size=30), min_size=2, max_size=2), min_size=2, max_size=4))
def test_columns_fit_the_room_unless_what_cannot_break_is_too_wide(columns: list[list[str]]) -> None:
    wrap = (0,)
    widths = fitted(columns, wrap, 60, 2)
    fixed = sum(widths[1:]) + 2 * (len(columns) - 1)

    assert sum(widths) + 2 * (len(columns) - 1) <= max(60, fixed + NARROWEST)


def test_a_spare_column_goes_before_a_name_is_cramped() -> None:
    columns = [["a" * 16], ["字" * 14], ["1234"], ["人"]]

    assert kept(columns, wrap=[1], spare=[3], room=40, gap=2) == [0, 1, 2]
    assert kept(columns, wrap=[1], spare=[3], room=44, gap=2) == [0, 1, 2, 3]


HOSTILE: Final = "\x1b]0;pwn\x07\x1b[2J甲\x00\x7f\x9b31m\u202e乙\u2066\u200b\u2028\ufeff\udce9\r=\x0b丙"
SPOKEN: Final[tuple[Callable[[Out, str], None], ...]] = (
    lambda out, text: out.line(text),
    lambda out, text: out.line(text, "bold"),
    lambda out, text: out.say(Words(text, text)),
    lambda out, text: out.warn(Words(text, text)),
    lambda out, text: out.beside(text, text, 10, "dim"),
    lambda out, text: out.table([text], [[text]]),
    lambda out, text: out.table([text, text], [[text, text]], wrap=(1,), spare=(0,)),
    lambda out, text: out.verbatim(text),
)
"""Every way to say something to people."""


def is_hidden(character: str) -> bool:
    return category(character) in {"Cc", "Cf", "Cs", "Zl", "Zp"} and character != "\n"


@pytest.mark.parametrize("say", SPOKEN)
@pytest.mark.parametrize("colours", [True, False])
def test_no_text_commands_a_terminal_or_hides_in_it(
    say: Callable[[Out, str], None],
    colours: bool,  # noqa: FBT001 - a parameter of the test
    capsys: pytest.CaptureFixture[str],
) -> None:
    heard = io.StringIO()
    say(Out(Lang.ZH, console=Console(file=heard, force_terminal=colours, no_color=not colours, width=100)), HOSTILE)
    told = heard.getvalue() + capsys.readouterr().err

    for mark in ("\x1b]", "\x1b[2J"):
        assert mark not in told
    assert not list(filter(is_hidden, told.replace("\x1b[", "")))
    assert all(name in told for name in "甲乙丙")
    assert "\ufffd" in told


@given(st.text())
def test_what_is_meant_to_be_read_stays(text: str) -> None:
    told = harmless(text)

    assert not list(filter(is_hidden, told))
    assert [c for c in told if c not in "\ufffd \n"] == [c for c in text if not is_hidden(c) and c not in "\ufffd \n"]
    assert harmless("一\r\n二\n\t三\u3000四") == "一\n二\n 三\u3000四"


def test_columns_stand_straight_beside_what_was_replaced() -> None:
    heard = io.StringIO()
    Out(Lang.ZH, console=Console(file=heard, width=60)).table(["a", "b"], [["\x1b[31mx", "1"], ["yyyyyy", "2"]])
    _, head, _, one, two, *_ = heard.getvalue().splitlines()

    assert one.index("1", 7) == two.index("2") == head.index("b")


def test_a_document_for_machines_keeps_what_was_said_in_its_own_escapes() -> None:
    heard = io.StringIO()
    Out(Lang.ZH, as_json=True, console=Console(file=heard)).data({"said": HOSTILE})

    assert json.loads(heard.getvalue()) == {"said": HOSTILE}
    assert "\x1b" not in heard.getvalue()
    assert heard.getvalue().encode()
