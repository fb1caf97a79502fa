"""Structured logs: one JSON line an event, without personal data."""

from typing import Any

import structlog

from xiezhi.config.environment import Environment

# Django's own loggers put request bodies, users or addresses into records; they are cut to a word.
_QUIET = (
    "django.request",
    "django.security",
    "procrastinate.blueprints",
    "axes",
    "PIL",
    "fontTools",
)


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
                    structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                    structlog.processors.format_exc_info,
                    structlog.processors.JSONRenderer(ensure_ascii=False),
                ],
            }
        },
        "handlers": {"lines": {"class": "logging.StreamHandler", "formatter": "json"}},
        "root": {"handlers": ["lines"], "level": level},
        "loggers": {name: {"level": "ERROR"} for name in _QUIET}
        | {"procrastinate": {"level": "WARNING"}},
    }
