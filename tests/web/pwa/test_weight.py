"""What a first visit weighs: everything of it, compressed as it is served, with room to grow."""

import gzip
import re

import pytest
from django.contrib.staticfiles import finders
from django.test import Client
from django.urls import reverse

from xiezhi.accounts.models import Procuratorate
from xiezhi.infra.static import OURS, without_comments
from xiezhi.web.pwa.files import shell_files, worker_scripts
from xiezhi.web.pwa.views import SHELLS

MOST_BYTES = 122_000
"""Of the 150,000 a first visit may weigh: what is added here has to be wanted."""
HEAD_BYTES = 450  # of each answer, measured


def weight(content: bytes) -> int:
    return len(gzip.compress(content, 9)) + HEAD_BYTES


def served(address: str) -> bytes:
    # Where files were collected before, their names hold a hash.
    name = re.sub(r"\.[0-9a-f]{12}(?=\.\w+\Z)", "", address.removeprefix("/static/"))
    path = finders.find(name)
    assert isinstance(path, str), name
    with open(path, "rb") as file:  # noqa: PTH123  # what the finder names
        content = file.read()
    return without_comments(content.decode()).encode() if OURS.match(name) else content


@pytest.mark.django_db
def test_a_first_visit_stays_far_below_what_it_may_weigh(office: Procuratorate) -> None:
    client = Client(headers={"host": "localhost"})
    pages = [client.get(reverse(name)).content for name in SHELLS]
    worker = client.get(reverse("pwa:worker")).content
    page = client.get("/").content  # shown before it is kept, and not compressed
    files = {address: weight(served(address)) for address in {*shell_files(), *worker_scripts()}}
    parts = {
        "files": sum(files.values()),
        "pages": sum(weight(content) for content in (*pages, worker)),
        "page": len(page) + HEAD_BYTES,
    }
    assert sum(parts.values()) < MOST_BYTES, (parts, files)
