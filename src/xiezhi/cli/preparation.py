"""What must be ready before the services start; Django must be set up as the owner role."""

import hashlib
from datetime import datetime
from importlib import import_module
from pathlib import Path
from types import ModuleType

from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.db import connection
from psycopg.conninfo import conninfo_to_dict

from xiezhi.accounts.selectors.offices import list_offices
from xiezhi.cli.messages import _
from xiezhi.cli.schema import check_server, migrate_if_needed
from xiezhi.config.environment import Environment, Zone
from xiezhi.infra.roles import DatabaseUrls


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
    services = _demo()
    act_as_app(urls)
    if not services.is_loaded():
        print(_("正在装入演示数据，首次约需一分钟……"), flush=True)
    services.load_demo(now)


def zone_words(zone: Zone) -> str:
    """Return which zone this is, and what is still to be done for it; "" for *single*."""
    match zone:
        case Zone.SINGLE:
            return ""
        case Zone.INNER:
            return _("本机是内网端：办案，不接收网上的反映。")
        case Zone.OUTER:
            said = _("本机是外网端：只收发，不办案。")
            joined = bool(list_offices())
            hint = _("还没有加入检察院：请用内网端写出的院卡执行 xiezhi office join。")
            return said if joined else f"{said}{hint}"


def demo_sign_ins() -> str:
    """Return the demo's sign-ins as lines of text."""
    return "\n".join(_demo().demo_sign_ins())


def _demo() -> ModuleType:
    """Return the demo of this zone; only asked for where a demo is wanted."""
    return import_module("xiezhi.demo.services")


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
