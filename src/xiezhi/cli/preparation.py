"""What must be ready before the services start; Django must be set up as the owner role."""

import hashlib
from collections.abc import Iterable
from datetime import datetime
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.db import connection
from psycopg.conninfo import conninfo_to_dict

from xiezhi.cli.messages import _
from xiezhi.cli.schema import check_server, migrate_if_needed
from xiezhi.config.environment import Environment
from xiezhi.infra.roles import DatabaseUrls

DEMO: Final = "xiezhi.demo.services"


def prepare_tables(urls: DatabaseUrls) -> None:
    """Check the server and bring its tables up to the code."""
    check_server(urls)
    steps = migrate_if_needed()
    if steps:
        print(_("数据库已升级，执行了 {count} 项迁移。").format(count=steps), flush=True)


def collect_static(env: Environment) -> None:
    """Collect and compress the static files when any of them changed."""
    stamp = env.var_dir / "run" / "static.stamp"
    found = _fingerprint()
    is_current = stamp.exists() and stamp.read_text(encoding="ascii") == found
    if is_current and (env.var_dir / "static").exists():
        return
    call_command("collectstatic", interactive=False, verbosity=0, clear=True)
    stamp.write_text(found, encoding="ascii")


def load_demo(urls: DatabaseUrls, *, now: datetime) -> None:
    """Load the demo as the app role; loading it again changes nothing."""
    act_as_app(urls)
    if find_spec(DEMO) is not None:
        import_module(DEMO).load_demo(now)


def demo_sign_ins() -> str:
    """Return the demo's sign-ins as lines of text, empty where there is no demo."""
    if find_spec(DEMO) is None:
        return ""
    lines: Iterable[str] = import_module(DEMO).demo_sign_ins()
    return "\n".join(lines)


def act_as_app(urls: DatabaseUrls) -> None:
    """Connect this process as the app role from here on, as every other part of the product."""
    parts = conninfo_to_dict(urls.app)
    connection.close()
    connection.settings_dict.update(USER=parts.get("user"), PASSWORD=parts.get("password"))


def _fingerprint() -> str:
    """Return a digest of name, size and time of every static file."""
    digest = hashlib.sha256()
    for finder in get_finders():
        for name, storage in sorted(finder.list([]), key=lambda pair: pair[0]):
            state = Path(storage.path(name)).stat()
            digest.update(f"{name} {state.st_size} {state.st_mtime_ns}\n".encode())
    return digest.hexdigest()
