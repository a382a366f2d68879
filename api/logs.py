"""The program's own diary, on stderr: for people on a terminal, JSON lines for machines; never personal data."""

import logging
import sys
from contextlib import suppress
from traceback import format_tb
from types import TracebackType
from typing import TypeAlias

import structlog

Raised: TypeAlias = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


class _Stderr:
    """Standard error as it is at the moment of writing; a line nobody can take any more is lost, and nothing else.

    Whoever started us may have closed it, or never opened it: a diary must not stop the work it tells of.
    """

    def write(self, text: str) -> None:
        """Write, if somebody reads."""
        with suppress(OSError, ValueError, AttributeError):
            sys.stderr.write(text)

    def flush(self) -> None:
        """Let nothing wait."""
        with suppress(OSError, ValueError, AttributeError):
            sys.stderr.flush()


def _without_text(exc_info: Raised) -> str:
    """Where an error came up and of what kind it is; its text may quote what somebody wrote."""
    kind, _, where = exc_info
    return "".join((*format_tb(where), kind.__name__ if kind else ""))


class _OfLibraries(logging.Formatter):
    """Shows no text of an error either."""

    def formatException(self, ei: Raised) -> str:  # noqa: N802 - of the standard library
        """The lines of code on the way to it."""
        return _without_text(ei)


def configure(level: int = logging.WARNING) -> None:
    """Set up structlog and the libraries that log through the standard library."""
    last: structlog.types.Processor = structlog.processors.JSONRenderer(ensure_ascii=False)
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.ExceptionRenderer(_without_text),
            structlog.dev.ConsoleRenderer() if _on_terminal() else last,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=structlog.WriteLoggerFactory(_Stderr()),  # type: ignore[arg-type]  # it writes and flushes
        cache_logger_on_first_use=False,
    )
    if logging.lastResort:  # takes what libraries tell, since nothing else does
        logging.lastResort.setFormatter(_OfLibraries())
    logging.getLogger("transitions").setLevel(max(level, logging.WARNING))


def _on_terminal() -> bool:
    try:
        return sys.stderr.isatty()
    except (ValueError, AttributeError):
        return False
