"""Portal pages stay under fifteen statements."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.web.outside import photo
from tests.web.portal.replies import reply_fields

MOST = 15


@pytest.mark.parametrize("page", ["/portal/", "/portal/liaison/", "letter", "review"])
def test_page_needs_few_statements(received: Client, letter_url: str, page: str) -> None:
    received.post(f"{letter_url}reply/", reply_fields(do="save", before=photo()))
    address = {"letter": letter_url, "review": f"{letter_url}review/"}.get(page, page)
    received.get(address)
    with CaptureQueriesContext(connection) as found:
        assert received.get(address).status_code == 200
    work = [query for query in found if not query["sql"].startswith(("SAVEPOINT", "RELEASE"))]
    assert len(work) <= MOST, [query["sql"][:90] for query in work]
