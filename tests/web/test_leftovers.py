"""What visitors left behind goes by itself."""

import os
import time
from datetime import timedelta

from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session

from xiezhi.config.environment import environment
from xiezhi.infra.folders import private_folder
from xiezhi.kernel import clock
from xiezhi.web.imports.waiting import KEPT_SECONDS
from xiezhi.web.jobs import clear_leftovers


def test_sessions_and_uploads_past_their_time_are_removed(db: None) -> None:
    past, present = SessionStore(), SessionStore()
    for session in (past, present):
        session["snap_receipt"] = "1234"
        session.save()
    Session.objects.filter(session_key=past.session_key).update(
        expire_date=clock.now() - timedelta(minutes=1)
    )
    folder = private_folder(environment().var_dir / "uploads")
    old, new = folder / "old", folder / "new"
    for path in (old, new):
        path.write_bytes(b"names")
    long_ago = time.time() - KEPT_SECONDS - 60
    os.utime(old, (long_ago, long_ago))
    clear_leftovers(0)
    keys = set(Session.objects.values_list("session_key", flat=True))
    assert past.session_key not in keys
    assert present.session_key in keys
    assert (old.exists(), new.exists()) == (False, True)
    new.unlink()
