"""What a log line says of an error: kinds and places, never its words."""

import io
import json
import logging
import logging.config
from collections.abc import Iterator

import pytest

from xiezhi.config.environment import environment
from xiezhi.config.logs import logging_settings

SECRET = "13911117733"


@pytest.fixture
def lines() -> Iterator[io.StringIO]:
    """What the one handler writes."""
    written = io.StringIO()
    settings = logging_settings(environment())
    formatter = settings["formatters"]["json"]
    handler = logging.StreamHandler(written)
    handler.setFormatter(formatter.pop("()")(**formatter))
    root = logging.getLogger()
    before = root.handlers[:]
    root.handlers = [handler]
    yield written
    root.handlers = before


def refuse() -> None:
    raise ValueError(f"Failing row contains ({SECRET})")


def fail() -> None:
    try:
        refuse()
    except ValueError as error:
        raise RuntimeError(f"about {SECRET}") from error


def test_an_error_is_told_by_kind_and_place(lines: io.StringIO) -> None:
    try:
        fail()
    except RuntimeError:
        logging.getLogger("django.request").exception(
            "Internal Server Error: %s", f"/card/{SECRET}/"
        )
    line = json.loads(lines.getvalue())
    assert SECRET not in lines.getvalue()
    assert line["event"] == "Internal Server Error: %s"
    assert line["exception"][0] == "builtins.RuntimeError"
    assert "builtins.ValueError" in line["exception"]
    assert any("test_logs.py" in place for place in line["exception"])


def test_own_lines_stay_as_they_are(lines: io.StringIO) -> None:
    import structlog  # noqa: PLC0415  # configured by the fixture

    structlog.get_logger("xiezhi.requests").warning("request", route="desk:home", ms=3)
    line = json.loads(lines.getvalue())
    assert (line["event"], line["route"], line["ms"]) == ("request", "desk:home", 3)
