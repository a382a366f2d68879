"""Whoever waits at a terminal sees how far it is; nobody else does."""

import pytest

from api.cli.output import Out
from api.cli.progress import progress
from api.settings import Lang
from domain.words import Words

WORK = Words("导入", "import")


@pytest.mark.parametrize("total", [2, None])
def test_a_bar_is_drawn_at_a_terminal_alone(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, total: int | None
) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    with progress(Out(Lang.ZH), WORK, total) as told:
        told(1, 2)
    drawn = capsys.readouterr()
    monkeypatch.delenv("FORCE_COLOR")
    with progress(Out(Lang.ZH), WORK, total) as told:
        told(1, 2)

    assert "导入" in drawn.err
    assert "50%" in drawn.err
    assert drawn.out == ""
    assert capsys.readouterr() == ("", "")


def test_no_bar_stands_beside_a_document(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    with progress(Out(Lang.ZH, as_json=True), WORK, 2) as told:
        told(1)

    assert capsys.readouterr() == ("", "")
