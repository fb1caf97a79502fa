"""``xiezhi up``: the whole installation in one command, until Ctrl-C."""

import argparse
import os
import signal
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from types import FrameType
from typing import Final

from xiezhi.cli.installation import (
    embedded,
    only_one,
    open_database,
    role_variables,
    set_up_django,
)
from xiezhi.cli.messages import _
from xiezhi.cli.parsing import Subparsers
from xiezhi.cli.services import (
    Place,
    Service,
    check_port,
    jobs_command,
    running,
    vault_command,
    wait_for_answer,
    watch,
    web_command,
)
from xiezhi.config.environment import DatabaseRole, Environment, Zone, environment
from xiezhi.infra.certificates import local_names, own_certificate
from xiezhi.infra.folders import socket_folder
from xiezhi.infra.roles import DatabaseUrls
from xiezhi.kernel.clock import now

EVERYWHERE: Final = "0.0.0.0"  # noqa: S104  # only when asked for by --tls
LOOPBACK: Final = ("127.0.0.1", "localhost", "::1")
VAULT_SOCKET: Final = "vault.sock"
STOP_SIGNALS: Final = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


def add_parser(subparsers: Subparsers) -> None:
    """Add the command."""
    parser = subparsers.add_parser("up", help=_("启动：数据库、网页和后台任务，Ctrl-C 全部停下"))
    parser.add_argument("--demo", action="store_true", help=_("装入达拉特旗演示数据"))
    parser.add_argument(
        "--tls", action="store_true", help=_("用自制证书提供 https，便于在手机上试用拍照和定位")
    )
    parser.add_argument("--host", help=_("监听地址，默认只限本机"))
    parser.add_argument("--port", type=int, help=_("监听端口，默认 8000"))
    only = parser.add_mutually_exclusive_group()
    only.add_argument("--web-only", action="store_true", help=_("只启动网页服务"))
    only.add_argument("--jobs-only", action="store_true", help=_("只启动后台任务"))
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Start everything, watch it, stop it in order: web, jobs, database."""
    for number in STOP_SIGNALS:
        signal.signal(number, _stop)
    env = _choose_settings(arguments)
    parts = [part for part, wanted in _parts(arguments).items() if wanted]
    try:
        with ExitStack() as stack:
            for part in parts:
                stack.enter_context(only_one(env, part))
            place = _place(env, arguments) if "web" in parts else None
            urls = stack.enter_context(open_database(env, may_adopt="web" not in parts))
            _prepare(env, urls, with_demo=arguments.demo)
            _serve(env, urls, place=place, parts=parts)
    except KeyboardInterrupt:
        print(_("已全部停下。"))
    return 0


def _parts(arguments: argparse.Namespace) -> dict[str, bool]:
    return {"web": not arguments.jobs_only, "jobs": not arguments.web_only}


def _has_own_vault(env: Environment) -> bool:
    """Return whether this installation runs its vault itself; outside there is none to run."""
    return env.zone is not Zone.OUTER and not os.environ.get("XIEZHI_VAULT_SOCKET")


def _vault_variables(env: Environment, urls: DatabaseUrls) -> dict[str, str]:
    """Return what the vault process knows: the address of its own role and no other."""
    folder = socket_folder(env.var_dir / "run", VAULT_SOCKET)
    os.environ["XIEZHI_VAULT_SOCKET"] = str(folder / VAULT_SOCKET)  # web and jobs ask there
    return role_variables(urls, DatabaseRole.VAULT) | {
        "XIEZHI_VAULT_SOCKET": str(folder / VAULT_SOCKET)
    }


def _stop(_number: int, _frame: FrameType | None) -> None:
    _ignore_signals()  # stopping has begun; a second Ctrl-C must not leave half of it
    raise KeyboardInterrupt


def _ignore_signals() -> None:
    for number in STOP_SIGNALS:
        signal.signal(number, signal.SIG_IGN)


def _choose_settings(arguments: argparse.Namespace) -> Environment:
    """Put the options into the environment, where every process of the installation reads them."""
    chosen = os.environ
    if arguments.demo:
        chosen["XIEZHI_DEMO"] = "1"
    if arguments.host or arguments.tls:
        chosen["XIEZHI_HOST"] = arguments.host or EVERYWHERE
    if arguments.port:
        chosen["XIEZHI_PORT"] = str(arguments.port)
    if arguments.tls:
        chosen["XIEZHI_HTTPS"] = "1"
    chosen.setdefault("XIEZHI_HTTPS", "0" if _is_loopback(chosen.get("XIEZHI_HOST")) else "1")
    if not _is_loopback(chosen.get("XIEZHI_HOST")):
        chosen.setdefault("XIEZHI_ALLOWED_HOSTS", ",".join(_host_names()))
    environment.cache_clear()
    chosen["XIEZHI_VAR"] = str(environment().var_dir)
    return environment()


def _is_loopback(host: str | None) -> bool:
    return not host or host in LOOPBACK


def _host_names() -> list[str]:
    return [f"[{name}]" if ":" in name else name for name in local_names()]


def _place(env: Environment, arguments: argparse.Namespace) -> Place:
    certificate = (
        own_certificate(env.var_dir / "tls", names=local_names(), now=now())
        if arguments.tls
        else None
    )
    place = Place(host=env.host, port=env.port, certificate=certificate)
    check_port(place)
    return place


def _prepare(env: Environment, urls: DatabaseUrls, *, with_demo: bool) -> None:
    """Bring tables, static files and demo up to date inside this process."""
    set_up_django(urls, DatabaseRole.OWNER)
    from xiezhi.cli import preparation  # noqa: PLC0415  # needs Django

    preparation.prepare_tables(urls)
    preparation.collect_static(env)
    if with_demo:
        preparation.load_demo(urls, now=now())
    if words := preparation.zone_words(env.zone):
        print(words, flush=True)


def _serve(env: Environment, urls: DatabaseUrls, *, place: Place | None, parts: list[str]) -> None:
    variables = role_variables(urls, DatabaseRole.APP)
    run_dir = env.var_dir / "run"
    services: list[Service] = []
    with ExitStack() as stack, _silenced_django():
        if "web" in parts and _has_own_vault(env):
            own = _vault_variables(env, urls)
            vault = running("vault", vault_command(), variables=own, run_dir=run_dir)
            services.append(stack.enter_context(vault))
        if "jobs" in parts:
            jobs = running("jobs", jobs_command(), variables=variables, run_dir=run_dir)
            services.append(stack.enter_context(jobs))
        if place is not None:
            web = running("web", web_command(place), variables=variables, run_dir=run_dir)
            services.append(stack.enter_context(web))
            wait_for_answer(services[-1], place)
            _announce(env, place)
        watch(services, embedded(env))


@contextmanager
def _silenced_django() -> Iterator[None]:
    """Close this process's own database connection: from here on it only watches."""
    from django.db import connections  # noqa: PLC0415  # needs Django

    connections.close_all()
    yield


def _announce(env: Environment, place: Place) -> None:
    scheme = "https" if place.certificate else "http"
    names = _host_names() if env.host == EVERYWHERE else ["localhost"]
    print(_("协治已启动，按 Ctrl-C 停止。请打开："))
    for name in names:
        print(f"  {scheme}://{name}:{place.port}")
    if not (place.certificate or env.is_behind_proxy or _is_loopback(env.host)):
        print(_("注意：对外提供服务须经 https 代理（XIEZHI_BEHIND_PROXY=1），或试用时加 --tls。"))
    if env.is_demo:
        from xiezhi.cli import preparation  # noqa: PLC0415  # needs Django

        print(preparation.demo_sign_ins(), flush=True)
    print(flush=True)
