"""No page of the desk takes more than fifteen queries, however much stands on it."""

from typing import Any

import pytest
from django.db import connection

from tests.leads.letters import replied
from tests.web.desk.staff import Desk
from xiezhi.infra.tenant import tenant_scope
from xiezhi.leads.models import Lead
from xiezhi.leads.services.field_tasks import send_field_task
from xiezhi.leads.services.notes import add_comment
from xiezhi.letters.models import Letter

MOST = 15
MOST_AT_HOME = 17
"""Leads and cases both."""
PAGES = {
    "home": "/desk/",
    "pool": "/desk/pool/",
    "report": "/desk/pool/{report}/",
    "register": "/desk/leads/new/?selected={report}",
    "join": "/desk/pool/join/?selected={report}",
    "leads": "/desk/leads/?scope=department",
    "lead": "/desk/leads/{lead}/",
    "letters": "/desk/letters/?tab=replied",
    "letter": "/desk/letters/{letter}/",
    "new letter": "/desk/leads/{lead}/letters/new/",
    "tasks": "/desk/tasks/",
    "sheet": "/desk/leads/{lead}/assessment-sheet/",
    "sketch": "/desk/leads/{lead}/sketch/",
    "assess": "/desk/leads/{lead}/assess/",
    "task": "/desk/leads/{lead}/task/",
    "merge": "/desk/leads/{lead}/merge/",
    "search": "/desk/search/?q=河滩",
}


@pytest.fixture
def full(desk: Desk) -> tuple[Desk, dict[str, str]]:
    """A lead with everything on it, and a pool with several reports."""
    reports = [
        desk.report(f"河滩上有建筑垃圾，第 {number} 次看见", with_photo=number == 0)
        for number in range(4)
    ]
    for _ in range(5):
        desk.lead()
    with tenant_scope(desk.procuratorate.id):
        lead = replied(desk.inside)
        Lead.objects.filter(id=lead.id).update(latitude=40.4, longitude=110.0)
        acting, now = desk.inside.handler, desk.now
        add_comment(lead_id=lead.id, words="批注", acting=acting, now=now)
        member = desk.inside.member_id
        send_field_task(
            lead_id=lead.id, supporter_id=member, words="请去看看", acting=acting, now=now
        )
        letter = Letter.objects.get(matter_id=lead.id)
    ids = {"lead": lead.id, "report": reports[0].id, "letter": letter.id}
    return desk, {name: str(one) for name, one in ids.items()}


@pytest.mark.parametrize("page", PAGES)
def test_page_takes_few_queries(page: str, full: tuple[Desk, dict[str, str]]) -> None:
    desk, ids = full
    client = desk.client(desk.inside.head)
    client.get("/desk/style/")  # the first request of a session also notes when it was last used
    asked: list[str] = []

    def note(execute: Any, sql: Any, params: Any, many: bool, context: Any) -> Any:
        # Savepoints stand for the begin and commit of the test's own transaction.
        if "SAVEPOINT" not in str(sql):
            asked.append(str(sql))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        assert client.get(PAGES[page].format(**ids)).status_code == 200
    most = MOST_AT_HOME if page == "home" else MOST
    assert len(asked) <= most, "\n".join(asked)
