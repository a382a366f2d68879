"""The program's own diary, on stderr: for people on a terminal, JSON lines for machines; never personal data."""

import logging
import sys
from contextlib import suppress

import structlog


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


def configure(level: int = logging.WARNING) -> None:
    """Set up structlog and the libraries that log through the standard library."""
    last: structlog.types.Processor = structlog.processors.JSONRenderer(ensure_ascii=False)
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            structlog.dev.ConsoleRenderer() if _on_terminal() else last,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=structlog.WriteLoggerFactory(_Stderr()),  # type: ignore[arg-type]  # it writes and flushes
        cache_logger_on_first_use=False,
    )
    logging.getLogger("transitions").setLevel(max(level, logging.WARNING))


def _on_terminal() -> bool:
    try:
        return sys.stderr.isatty()
    except (ValueError, AttributeError):
        return False
