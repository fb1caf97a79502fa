"""What ``xiezhi doctor`` looks at; each check returns findings, worst cases with their remedy."""

import os
import shutil
import socket
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Final

import psycopg

from xiezhi.cli.browser import find_chromium
from xiezhi.cli.faults import sentence
from xiezhi.cli.installation import embedded, open_database, set_up_django
from xiezhi.cli.messages import _
from xiezhi.cli.services import Place, check_port
from xiezhi.config.environment import DatabaseRole, Environment, Zone
from xiezhi.infra.errors import MachineError
from xiezhi.infra.folders import check_private
from xiezhi.infra.roles import DatabaseUrls, check_collation
from xiezhi.infra.storage.choice import bucket_store
from xiezhi.infra.storage.findings import read_findings
from xiezhi.kernel.errors import DomainError

FULL_MEGABYTES: Final = 200
LOW_MEGABYTES: Final = 2000
FONT_FOLDERS: Final = ("/usr/share/fonts", "~/.fonts", "~/.local/share/fonts", "/Library/Fonts")
CHINESE_FONTS: Final = ("*CJK*", "*FangSong*", "*fangsong*", "*simfang*", "*STHeiti*", "*wqy*")


class Verdict(StrEnum):
    """How a finding is marked."""

    GOOD = "✓"
    HINT = "·"
    FAULT = "✗"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One line of the doctor."""

    verdict: Verdict
    text: str


def good(text: str) -> Finding:
    """Return a finding in order."""
    return Finding(verdict=Verdict.GOOD, text=text)


def hint(text: str) -> Finding:
    """Return a finding that hinders nothing."""
    return Finding(verdict=Verdict.HINT, text=text)


def fault(error: MachineError) -> Finding:
    """Return a finding that must be mended."""
    return Finding(verdict=Verdict.FAULT, text=sentence(error))


def examine(env: Environment) -> Iterator[Finding]:
    """Yield every finding of an installation."""
    yield from examine_folders(env)
    yield examine_disk(env)
    yield from examine_store(env)
    yield examine_port(env)
    yield from examine_zone(env)
    yield from examine_database(env)
    yield examine_browser()
    yield examine_fonts()


def examine_folders(env: Environment) -> Iterator[Finding]:
    """Look at owner and rights of the installation's folders."""
    if not env.var_dir.exists():
        yield hint(_("{path} 还不存在，首次启动时建立。").format(path=env.var_dir))
        return
    mode = stat.S_IMODE(env.var_dir.stat().st_mode)
    if mode & 0o022:
        yield fault(MachineError("folder.open", path=str(env.var_dir), mode=f"{mode:04o}"))
    if not os.access(env.var_dir, os.W_OK | os.X_OK):
        owner = env.var_dir.stat().st_uid
        yield fault(MachineError("folder.foreign", path=str(env.var_dir), owner=owner))
    bad = [e for path in _private_folders(env) if (e := _rights_error(path)) is not None]
    yield from (fault(error) for error in bad)
    if not bad:
        yield good(_("文件夹权限正确：{path}").format(path=env.var_dir))


def examine_zone(env: Environment) -> Iterator[Finding]:
    """Look where the private keys of identities lie: never outside, inside out of the web's reach."""
    folder = env.vault_keys_dir
    if env.zone is Zone.INNER and not env.vault_opener:
        readable = [path for path in folder.glob("*.key") if os.access(path, os.R_OK)]
        for path in readable:
            yield hint(sentence(MachineError("vault.key_within_reach", path=str(path))))
    if env.zone is not Zone.OUTER:
        return
    if folder.exists() and any(folder.iterdir()):
        yield fault(MachineError("zone.vault_key_outside", path=str(folder)))
    else:
        yield good(_("外网端没有保密身份的私钥"))


def examine_disk(env: Environment) -> Finding:
    """Look at the space left where the installation keeps its files."""
    place = next(path for path in (env.var_dir, *env.var_dir.parents) if path.exists())
    megabytes = shutil.disk_usage(place).free // 1_000_000
    if megabytes < FULL_MEGABYTES:
        return fault(MachineError("disk.full", megabytes=megabytes))
    if megabytes < LOW_MEGABYTES:
        return hint(_("磁盘只剩 {megabytes} MB，请尽快清理。").format(megabytes=megabytes))
    return good(_("磁盘剩余 {gigabytes} GB").format(gigabytes=megabytes // 1000))


def examine_store(env: Environment) -> Iterator[Finding]:
    """Try out the bucket where there is one; say what the last comparison with the tables found."""
    yield from _examine_bucket(env)
    for found in read_findings(env.files_dir):
        if found.missing or found.wrong:
            yield fault(
                MachineError(
                    "files.missing", at=found.checked_at, missing=found.missing, wrong=found.wrong
                )
            )
        else:
            words = _("文件与登记一致：{due} 个（{at} 核对），没有登记的 {nobodys} 个")
            yield good(words.format(due=found.due, at=found.checked_at, nobodys=found.nobodys))


def examine_port(env: Environment) -> Finding:
    """Look whether the port is free, or ours."""
    try:
        check_port(Place(host=env.host, port=env.port))
    except MachineError as error:
        if (env.var_dir / "run" / "web.pid").exists() and _is_listening(env):
            return good(_("网页服务正在端口 {port} 上运行").format(port=env.port))
        return fault(error)
    return good(_("端口 {port} 空闲").format(port=env.port))


def examine_database(env: Environment) -> Iterator[Finding]:
    """Look at server, sort order, roles and tables."""
    server = embedded(env)
    if server is not None and not server.exists():
        yield hint(_("内置数据库还没有建立，首次启动时建立。"))
        return
    try:
        with open_database(env) as urls:
            yield from _examine_server(urls)
            tables = _examine_tables(urls)
            yield tables
            if tables.verdict is Verdict.GOOD and env.zone is not Zone.SINGLE:
                yield from _examine_pairs(env)
            if tables.verdict is Verdict.GOOD and env.clamd_socket:
                yield from _examine_originals(env)
    except MachineError as error:
        yield fault(error)
    except psycopg.OperationalError as error:
        yield fault(MachineError("database.unreachable", reason=str(error).strip()))


def examine_browser() -> Finding:
    """Look for the browser that tests need."""
    found = find_chromium()
    if found is None:
        return hint(_("没有找到 Chromium：只影响浏览器测试。"))
    return good(_("浏览器：{path}").format(path=found))


def examine_fonts() -> Finding:
    """Look for Chinese fonts on the machine."""
    folders = [Path(name).expanduser() for name in FONT_FOLDERS]
    found = (f for folder in folders for name in CHINESE_FONTS for f in folder.rglob(name))
    if next(found, None) is None:
        return hint(_("本机没有中文字体：只影响本机浏览器的显示。可安装 fonts-noto-cjk。"))
    return good(_("本机有中文字体"))


def _examine_bucket(env: Environment) -> Iterator[Finding]:
    try:
        if (place := env.s3) is None:
            return
        bucket_store(env.files_dir, place).try_out()
    except (MachineError, DomainError) as error:
        yield Finding(verdict=Verdict.FAULT, text=sentence(error))
        return
    yield good(_("对象存储可写可读：{bucket}").format(bucket=place.bucket))
    if not place.endpoint.startswith("https://"):
        yield hint(_("对象存储没有用 https，文件在网络上不加密。"))


def _examine_server(urls: DatabaseUrls) -> Iterator[Finding]:
    with psycopg.connect(urls.owner, connect_timeout=10) as server:
        check_collation(server)
        yield good(_("数据库 PostgreSQL {number}").format(number=_number(server)))
    with psycopg.connect(urls.app, connect_timeout=10) as server:
        row = server.execute(
            "SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user"
        ).fetchone()
        if row is None or row[0]:
            yield fault(MachineError("database.app_too_strong"))


def _number(server: psycopg.Connection[tuple[object, ...]]) -> str:
    major, minor = divmod(server.info.server_version, 10000)
    return f"{major}.{minor}"


def _examine_tables(urls: DatabaseUrls) -> Finding:
    set_up_django(urls, DatabaseRole.OWNER)
    from xiezhi.cli.schema import schema_state  # noqa: PLC0415  # needs Django

    state = schema_state()
    if state.unknown:
        name, count = state.unknown[0], len(state.unknown)
        return fault(MachineError("database.newer", name=name, count=count))
    if state.pending:
        text = _("数据库有 {count} 项升级待执行，启动时自动进行。")
        return hint(text.format(count=len(state.pending)))
    return good(_("数据库与本版本一致"))


def _examine_pairs(env: Environment) -> Iterator[Finding]:
    """Look whether each office knows its other zone. Django is set up by the check before."""
    from xiezhi.cli import pairing  # noqa: PLC0415  # needs Django

    for name, is_paired in pairing.pairs(env.zone):
        if is_paired:
            yield good(_("{name}：已与另一端配对").format(name=name))
        elif env.zone is Zone.OUTER:
            yield hint(_("{name}：还没有登记内网端，收到的反映信息带不进去。").format(name=name))
        else:
            text = _("{name}：还没有登记外网端。请执行 xiezhi office card 写出院卡。")
            yield hint(text.format(name=name))


def _examine_originals(env: Environment) -> Iterator[Finding]:
    """Count the sealed originals no scanner has seen. Django is set up by the check before."""
    from xiezhi.cli.unscanned import unscanned_originals  # noqa: PLC0415  # needs Django

    for name, count in unscanned_originals():
        if not count:
            yield good(_("{name}：封存的原件都查过毒").format(name=name))
        elif env.zone is Zone.OUTER:
            text = _("{name}：{count} 件封存的原件没有查过毒，带入内网端后由那里的保密库查。")
            yield hint(text.format(name=name, count=count))
        elif env.vault_opener:
            text = _("{name}：{count} 件封存的原件没有查过毒；私钥在设备里，逐件打开才能查。")
            yield hint(text.format(name=name, count=count))
        else:
            text = _(
                "{name}：{count} 件封存的原件没有查过毒，由保密库夜间查；请给它同一个 XIEZHI_CLAMD。"
            )
            yield hint(text.format(name=name, count=count))


def _private_folders(env: Environment) -> list[Path]:
    own = [env.var_dir / name for name in ("postgres", "run", "tls", "backups")]
    return [path for path in (*own, env.keys_dir, env.files_dir) if path.exists()]


def _rights_error(path: Path) -> MachineError | None:
    try:
        check_private(path)
    except MachineError as error:
        return error
    return None


def _is_listening(env: Environment) -> bool:
    try:
        socket.create_connection((env.host, env.port), timeout=2).close()
    except OSError:
        return False
    return True
