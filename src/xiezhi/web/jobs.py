"""Jobs of the pages: what visitors left behind is removed."""

from typing import Final

from django.contrib.sessions.backends.db import SessionStore
from procrastinate.contrib.django import app

from xiezhi.web.imports.waiting import clear_old

NAME: Final = "web.clear_leftovers"


def clear_leftovers(timestamp: int) -> None:  # handed over by procrastinate
    """Remove sessions past their time and lists uploaded but not imported.

    A session may hold a receipt nobody looked at, an uploaded list the names on it.
    """
    SessionStore.clear_expired()
    clear_old()


app.periodic(cron="7 * * * *", periodic_id=NAME)(
    app.task(name=NAME, queueing_lock=NAME)(clear_leftovers)
)
