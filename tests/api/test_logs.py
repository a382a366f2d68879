"""The diary tells, and never stops the work it tells of."""

import logging
import sys
from collections.abc import Iterator
from io import StringIO

import pytest
import structlog

from api import logs


class Gone(StringIO):
    """A pipe whose reader has left."""

    def write(self, _: str) -> int:
        raise BrokenPipeError


@pytest.fixture(autouse=True)
def _kept() -> Iterator[None]:
    kept = structlog.get_config()
    yield
    structlog.configure(**kept)
    if logging.lastResort:
        logging.lastResort.setFormatter(None)


def closed() -> StringIO:
    stream = StringIO()
    stream.close()
    return stream


@pytest.mark.parametrize("stderr", [closed(), Gone(), None], ids=["closed", "left", "never there"])
def test_a_diary_nobody_can_read_is_no_reason_to_stop(stderr: StringIO | None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", stderr)
    logs.configure()
    structlog.get_logger("test").warning("told to nobody")


def test_what_is_told_comes_out_where_stderr_is_at_that_moment(monkeypatch: pytest.MonkeyPatch) -> None:
    logs.configure()
    later = StringIO()
    monkeypatch.setattr(sys, "stderr", later)
    structlog.get_logger("test").warning("told", stream="lead/1")

    assert "lead/1" in later.getvalue()


@pytest.mark.parametrize("library", [logging.getLogger("uvicorn.error"), structlog.get_logger("ours")])
def test_an_error_is_told_by_where_it_came_up_and_what_it_is_and_quotes_nobody(
    library: logging.Logger, monkeypatch: pytest.MonkeyPatch
) -> None:
    logs.configure()
    told, typed = StringIO(), "示例甲"
    monkeypatch.setattr(sys, "stderr", told)
    monkeypatch.setattr(logging.getLogger("uvicorn.error"), "propagate", False)  # to those of pytest
    try:
        int(typed + "公司")
    except ValueError:
        library.exception("a request failed")

    assert all(each in told.getvalue() for each in ("a request failed", "test_logs.py", "ValueError"))
    assert "甲公司" not in told.getvalue()
