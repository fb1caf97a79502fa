"""What watches the installation is answered without an office; its log and figures name nobody."""

import json
import logging
from typing import Any

import pytest
import structlog
from django.test import Client

from tests.web.desk.staff import Desk, make_desk
from xiezhi.config.environment import environment
from xiezhi.config.logs import logging_settings


@pytest.fixture
def desk(office: Any) -> Desk:
    return make_desk(office)


@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
def test_alive_and_ready_are_said_under_any_name(db: None, path: str) -> None:
    answer = Client(headers={"host": "localhost"}).get(path)
    assert (answer.status_code, answer.content) == (200, b"ok")
    assert "set-cookie" not in {name.lower() for name in answer.headers}


def test_figures_are_labelled_by_route_never_by_what_was_asked(desk: Desk) -> None:
    lead = desk.lead()
    client = desk.client(desk.inside.handler)
    client.get(f"/desk/leads/{lead.id}/?q=河滩上的人")
    figures = client.get("/metrics").content.decode()
    assert 'route="desk:lead"' in figures
    assert str(lead.id) not in figures
    assert "河滩" not in figures


def test_log_line_of_a_request_holds_route_and_status_and_nothing_a_person_typed(
    desk: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    lead = desk.lead()
    client = desk.client(desk.inside.handler)
    with caplog.at_level(logging.INFO, logger="xiezhi.requests"):
        client.get(f"/desk/leads/{lead.id}/?q=13900000007", REMOTE_ADDR="203.0.113.9")
    lines = [str(record.msg) for record in caplog.records if record.name == "xiezhi.requests"]
    assert len(lines) == 1
    assert "desk:lead" in lines[0]
    for secret in (str(lead.id), "13900000007", "203.0.113.9", desk.inside.handler.label):
        assert secret not in lines[0]


def test_every_log_line_is_one_json_object() -> None:
    settings = logging_settings(environment())
    plan = settings["formatters"]["json"]
    formatter = structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=plan["foreign_pre_chain"], processors=plan["processors"]
    )
    record = logging.LogRecord("django", logging.WARNING, "", 0, "第一行\n第二行", None, None)
    line = formatter.format(record)
    assert "\n" not in line
    assert json.loads(line)["event"] == "第一行\n第二行"
