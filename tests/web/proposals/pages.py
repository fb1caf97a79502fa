"""Short ways to the pages of proposals."""

from datetime import timedelta

from django.test import Client

from tests.web.desk.staff import Desk
from xiezhi.kernel.clock import legal_day

BASE = "/desk/proposals/"


def today(desk: Desk, *, back: int = 0) -> str:
    return (legal_day(desk.now) - timedelta(days=back)).isoformat()


def words(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, answer.content.decode()
    return answer.content.decode()
