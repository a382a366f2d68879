"""The program's own diary, on stderr: for people on a terminal, JSON lines for machines; never personal data."""

import logging
import sys

import structlog


def configure(level: int = logging.WARNING) -> None:
    """Set up structlog and the libraries that log through the standard library."""
    on_terminal = sys.stderr.isatty()
    last: structlog.types.Processor = structlog.processors.JSONRenderer(ensure_ascii=False)
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            structlog.dev.ConsoleRenderer() if on_terminal else last,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=False,
    )
    logging.getLogger("transitions").setLevel(max(level, logging.WARNING))
