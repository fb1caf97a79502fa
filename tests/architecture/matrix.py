"""What each role is answered at each address: the matrix of the house, and its file."""

import csv
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.db import connection, transaction
from django.test import Client
from django.urls import Resolver404, resolve

from tests.architecture.addresses import NOBODY, OTHER_OFFICE, ROLES, World, addresses
from tests.tenant_guard import guard
from tests.web.unwatched import refusals_drawn_once, templates_unwatched
from xiezhi.accounts.models import Account
from xiezhi.kernel import clock
from xiezhi.web.middleware.second_factor import SESSION_KEY as SECOND_FACTOR

MATRIX = Path(__file__).with_name("url_matrix.csv")
METHODS = ("GET", "POST")
BACKEND = "xiezhi.accounts.backends.OfficeBackend"

Key = tuple[str, str]


def walk(world: World, role: str, only: Collection[Key] | None = None) -> dict[Key, str]:
    """Return what a role is answered, by address and method; nothing done stays done.

    Args:
        world: what the addresses name.
        role: who asks.
        only: the addresses and methods to ask; all when none are given.
    """
    with templates_unwatched(), refusals_drawn_once():
        return dict(_answers(world, role, only))


def _answers(world: World, role: str, only: Collection[Key] | None) -> Iterator[tuple[Key, str]]:
    host = "other.test" if role == OTHER_OFFICE else "testserver"
    key = _session(world.accounts[role]) if role != NOBODY else ""
    client = Client(raise_request_exception=False)
    for address in addresses():
        for method in METHODS:
            asked = (f"{address.name} {address.route}", method)
            if only is not None and asked not in only:
                continue
            client.cookies.clear()
            if key:
                client.cookies[settings.SESSION_COOKIE_NAME] = key
            with transaction.atomic(), connection.execute_wrapper(guard):
                answer = client.generic(method, address.path(world.ids), HTTP_HOST=host)
                # Read to its end it is closed; closed once more, Django drops a connection that
                # is inside a transaction, and the next request would begin with a new one.
                b"".join(answer)
                transaction.set_rollback(True)
            yield asked, outcome(answer)


def _session(account: Account) -> str:
    """Return the key of a session that has begun: second factor given, fresh proof old."""
    now = clock.now().timestamp()
    session = SessionStore()
    session[SESSION_KEY] = str(account.pk)
    session[BACKEND_SESSION_KEY] = BACKEND
    session[HASH_SESSION_KEY] = account.get_session_auth_hash()
    session[SECOND_FACTOR] = str(account.pk)
    session["signed_in_at"] = session["seen_at"] = now
    session.save()
    return str(session.session_key)


def outcome(answer: Any) -> str:
    """Return the status, and where a redirect leads by its name."""
    if "Location" not in answer:
        return str(answer.status_code)
    path = answer["Location"].partition("?")[0].partition("#")[0]
    try:
        return f"{answer.status_code} {resolve(path).view_name}"
    except Resolver404:
        return f"{answer.status_code} {path}"


def read() -> dict[str, dict[Key, str]]:
    """Return the checked-in matrix: role → (address, method) → outcome."""
    with MATRIX.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return {
        role: {(row["address"], row["method"]): row[role] for row in rows if role in row}
        for role in ROLES
    }


def write(found: dict[str, dict[Key, str]]) -> None:
    """Write the matrix afresh; rows every role gets 405 for are left out."""
    keys = [key for key in found[ROLES[0]] if {found[role][key] for role in ROLES} != {"405"}]
    with MATRIX.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(["address", "method", *ROLES])
        table.writerows([*key, *(found[role][key] for role in ROLES)] for key in keys)
