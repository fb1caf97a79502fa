"""Structured logs: one JSON line an event, without personal data."""

import traceback
from types import TracebackType
from typing import Any

import structlog

from xiezhi.config.environment import Environment

# Django's own loggers put paths, bodies or addresses into records; only their errors are kept.
_QUIET = (
    "django.request",
    "django.security",
    "procrastinate.blueprints",
    "axes",
    "PIL",
    "fontTools",
)

_PLACES = 12
_MOST_LINES = 60


def logging_settings(env: Environment) -> dict[str, Any]:
    """Return Django's LOGGING; structlog renders both its own and the standard records."""
    processors: list[Any] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    structlog.configure(
        processors=[*processors, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
    level = env.log_level.upper()
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "json": {
                "()": structlog.stdlib.ProcessorFormatter,
                "foreign_pre_chain": processors,
                "processors": [
                    without_words,
                    structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                    structlog.processors.JSONRenderer(ensure_ascii=False),
                ],
            }
        },
        "handlers": {"lines": {"class": "logging.StreamHandler", "formatter": "json"}},
        "root": {"handlers": ["lines"], "level": level},
        "loggers": {name: {"level": "ERROR"} for name in _QUIET}
        | {name: {"level": "WARNING"} for name in ("pikepdf", "procrastinate")},
    }


def without_words(_logger: object, _method: str, event: dict[str, Any]) -> dict[str, Any]:
    """Say of an error its kinds and places; of another library's message the form only.

    The words of an error may quote a whole row ("Failing row contains …"), those of a request its
    path, which may hold a work card.
    """
    record = event.get("_record")
    if record is not None and not event.get("_from_structlog", True):
        event["event"] = str(record.msg)
    found = event.pop("exc_info", None)
    if isinstance(found, BaseException):
        found = (type(found), found, found.__traceback__)
    if isinstance(found, tuple) and found[1] is not None:
        event["exception"] = _kinds_and_places(found[1])
    return event


def _kinds_and_places(error: BaseException) -> list[str]:
    lines: list[str] = []
    cause: BaseException | None = error
    while cause is not None and len(lines) < _MOST_LINES:
        kind = type(cause)
        code = getattr(cause, "sqlstate", None) or ""
        lines.append(f"{kind.__module__}.{kind.__qualname__} {code}".rstrip())
        lines += _places(cause.__traceback__)
        cause = cause.__cause__ or cause.__context__
    return lines


def _places(trace: TracebackType | None) -> list[str]:
    return [
        f"  {place.filename}:{place.lineno} {place.name}"
        for place in traceback.extract_tb(trace, limit=-_PLACES)
    ]
