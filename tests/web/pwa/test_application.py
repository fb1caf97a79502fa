"""随手拍 as an application: what the phone is told to keep."""

import json
import re

import pytest
from django.contrib.messages import constants
from django.contrib.messages.storage.base import Message
from django.test import Client

from xiezhi.accounts.models import Procuratorate

SHELLS = (
    "/shell/",
    "/outbox/",
    "/outbox/received/",
    "/outbox/tasks/",
    "/outbox/task/",
    "/outbox/patrol/",
    "/outbox/training/",
)


@pytest.fixture
def client(office: Procuratorate) -> Client:
    return Client(headers={"host": "localhost"})


def told(client: Client) -> dict[str, object]:
    text = client.get("/sw.js").content.decode()
    found = re.match(r"self\.xiezhi = \{ told: (\{.*?\}) \};\n", text)
    assert found is not None
    content: dict[str, object] = json.loads(found.group(1))
    return content


def test_manifest_names_the_office_and_icons_that_exist(client: Client) -> None:
    answer = client.get("/manifest.webmanifest")
    content = json.loads(answer.content)
    assert answer["Content-Type"] == "application/manifest+json"
    assert content["name"].startswith("随手拍 · ")
    assert (content["scope"], content["display"]) == ("/", "standalone")
    assert [icon["sizes"] for icon in content["icons"]] == ["192x192", "512x512", "512x512"]


def test_service_worker_is_asked_for_anew_each_time(client: Client) -> None:
    answer = client.get("/sw.js")
    assert answer["Content-Type"].startswith("text/javascript")
    assert answer["Cache-Control"] == "no-cache"
    assert "'unsafe" not in answer["Content-Security-Policy"]


def test_version_stays_while_nothing_changes_and_follows_the_language(client: Client) -> None:
    first = told(client)
    assert told(client) == first
    client.cookies["django_language"] = "en"
    assert told(client)["version"] != first["version"]


@pytest.mark.parametrize("path", SHELLS)
def test_what_the_phone_keeps_is_the_same_for_everyone(client: Client, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 200
    assert answer.content == Client(headers={"host": "localhost"}).get(path).content
    text = answer.content.decode()
    assert "nonce" not in text
    assert "nonce" not in answer["Content-Security-Policy"]
    assert 'name="csrfmiddlewaretoken" value' not in text
    assert "csrftoken" not in answer.cookies


@pytest.mark.parametrize("path", [*SHELLS, "/sw.js"])
def test_nobody_s_message_gets_into_what_the_phone_keeps(client: Client, path: str) -> None:
    session = client.session
    message = Message(constants.WARNING, "登录已超时")
    session["_messages"] = json.dumps([["__json_message", 0, message.level, message.message]])
    session.save()
    assert "登录已超时" not in client.get(path).content.decode()


def test_every_phone_page_leads_to_the_application(client: Client) -> None:
    text = client.get("/").content.decode()
    assert 'rel="manifest"' in text
    assert 'id="outbox-scripts"' in text
