"""What every test stands on: settings of their own, the suite's database, one office."""

import gc
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings

# Machines are shared: how long an example takes says nothing about the code.
hypothesis_settings.register_profile(
    "suite", deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
hypothesis_settings.load_profile("suite")

# Hundreds of processes are started: each that compiled the product anew would take a second more.
sys.dont_write_bytecode = False
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

_WORKER = os.environ.get("PYTEST_XDIST_WORKER", "main")
if "XIEZHI_TEST_ROOT" not in os.environ:
    os.environ["XIEZHI_TEST_ROOT"] = tempfile.mkdtemp(prefix="xiezhi-test-")
_ROOT = Path(os.environ["XIEZHI_TEST_ROOT"])
# One for all workers: a worker reads the settings before it reads this file.
_VAR = _ROOT / "var"

from tests.database import (  # noqa: E402  # the root comes first
    ADMIN_URL,
    NAME,
    SECRET,
    Clone,
    clone,
    django_settings,
    drop,
    start_server,
)

# Under xdist the controller starts the server; alone, the first test that needs it does.
_GIVEN = os.environ.get("DATABASE_URL", "") if _WORKER == "main" else ""
os.environ.update(
    {
        "DJANGO_SETTINGS_MODULE": "xiezhi.config.settings",
        "XIEZHI_VAR": str(_VAR),
        "XIEZHI_SECRET_KEY": SECRET,
        "XIEZHI_HTTPS": "0",
        "XIEZHI_ALLOWED_HOSTS": "localhost,127.0.0.1,testserver,other.test",
        "XIEZHI_SMS_GATEWAY": "double",
        "XIEZHI_LOG_LEVEL": "warning",
    }
)
(_VAR / "static").mkdir(parents=True, exist_ok=True)
_server: Any = None


def _ensure_server() -> None:
    global _server  # noqa: PLW0603  # one server a run
    if ADMIN_URL in os.environ:
        return
    _server = start_server(_ROOT / "postgres", _GIVEN)


# Settings need the names of the roles; the address itself is set when a test asks for a database.
if _WORKER == "main" and not _GIVEN:
    os.environ.pop("DATABASE_URL", None)


def pytest_configure(config: pytest.Config) -> None:
    """Start the server before workers do, and leave settings an address that leads nowhere."""
    if _WORKER == "main" and config.getoption("numprocesses", default=None):
        _ensure_server()
    os.environ["DATABASE_URL"] = f"postgresql://{NAME}_owner@/{NAME}?host=/nowhere"
    import django
    from django.conf import settings

    django.setup()
    settings.PASSWORD_HASHERS = ["tests.hashing.QuickHasher"]


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """Hand files out whole."""
    from tests.scheduling import TogetherScheduling

    return TogetherScheduling(config, log)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with what takes long."""
    from tests.scheduling import place

    items.sort(key=lambda item: place(item.nodeid))


def pytest_collection_finish() -> None:
    """Look through the whole product and the whole suite for garbage once, not again and again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(10_000)


def pytest_unconfigure() -> None:
    """Stop the server and remove what the run wrote."""
    if _WORKER != "main":
        return
    if _server is not None:
        _server.stop()
    shutil.rmtree(_ROOT, ignore_errors=True)


def _point_django_at(url: str) -> None:
    from django.db import connection

    connection.close()
    connection.settings_dict.update(django_settings(url))


@pytest.fixture(scope="session")
def django_db_setup(django_db_blocker: Any) -> Iterator[None]:
    """Give this worker a clone; the product connects as the app role."""
    _ensure_server()
    made = clone(f"{NAME}_{_WORKER}")
    with django_db_blocker.unblock():
        _point_django_at(made.urls.app)
    yield
    with django_db_blocker.unblock():
        from django.db import connection

        connection.close()
    drop(made.name)


@contextmanager
def lasting_database(blocker: Any, purpose: str) -> Iterator[Clone]:
    """Keep a database of its own while the block runs, whose commits are real."""
    from django.db import connection

    made = clone(f"{NAME}_{_WORKER}_{purpose}")
    before = dict(connection.settings_dict)
    with blocker.unblock():
        _point_django_at(made.urls.app)
        yield made
        connection.close()
        connection.settings_dict.update(before)
    drop(made.name)


@pytest.fixture
def own_database(django_db_setup: None, django_db_blocker: Any) -> Iterator[Clone]:
    """A fresh database whose commits are real, for browsers, processes and concurrency."""
    with lasting_database(django_db_blocker, "own") as made:
        yield made


@pytest.fixture(scope="session", autouse=True)
def _files_cost_little() -> Iterator[None]:
    """Decode each picture once, and do not wait for the disk: tests fear no power cut.

    Every decoding is a process of its own; most tests hand in the same few pictures.
    """
    from xiezhi.evidence.decoding.parent import run_decoder
    from xiezhi.evidence.services import storing

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(storing, "run_decoder", lru_cache(maxsize=256)(run_decoder))
        patch.setattr(os, "fsync", lambda _handle: None)
        yield


@pytest.fixture(autouse=True)
def _environment_stays() -> Iterator[None]:
    """Undo what code under test changed in this process: its environment and its umask."""
    before = dict(os.environ)
    mask = os.umask(0o022)
    os.umask(mask)
    yield
    os.umask(mask)
    after = dict(os.environ)
    if after == before:
        return
    changed = {name for name in {*before, *after} if before.get(name) != after.get(name)}
    for name in changed:
        if name.startswith("XIEZHI_TEST_"):
            continue
        if name in before:
            os.environ[name] = before[name]
        else:
            del os.environ[name]
    if changed:
        from xiezhi.config.environment import environment

        environment.cache_clear()


@pytest.fixture
def now() -> datetime:
    """A Wednesday morning in China."""
    return datetime(2026, 11, 25, 2, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _every_statement_names_its_tenant(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fail any statement on a tenant table that does not carry the tenant (Citus routes by it)."""
    if not {"db", "own_database"} & set(request.fixturenames):
        yield
        return
    from django.db import connection

    from tests.tenant_guard import guard

    request.getfixturevalue("own_database" if "own_database" in request.fixturenames else "db")
    with connection.execute_wrapper(guard):
        yield


@pytest.fixture
def office(db: None, now: datetime) -> Any:
    """The procuratorate tests act in; the default one."""
    from tests.cast import make_office

    return make_office(now)


@pytest.fixture
def scope(office: Any) -> Iterator[Any]:
    """The office, with its tenant scope open."""
    from xiezhi.infra.tenant import tenant_scope

    with tenant_scope(office.id):
        yield office
