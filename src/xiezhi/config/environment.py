"""Every setting of an installation, read from environment variables in this one place.

The table in ``docs/SETTINGS.md`` is generated from the fields' documentation below.
"""

import os
import secrets
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from pathlib import Path

from xiezhi.infra.errors import MachineError
from xiezhi.infra.folders import kept_once
from xiezhi.infra.storage.place import Credentials, S3Place


class Zone(StrEnum):
    """Which network the installation stands in."""

    SINGLE = "single"
    OUTER = "outer"
    INNER = "inner"


class DatabaseRole(StrEnum):
    """Which of the four database roles this process connects as."""

    OWNER = "owner"
    APP = "app"
    BACKUP = "backup"
    VAULT = "vault"


def _setting(name: str, help_text: str) -> dict[str, str]:
    return {"name": name, "help": help_text}


@dataclass(frozen=True, slots=True, kw_only=True)
class Environment:
    """Settings of one installation; field metadata holds the variable's name and meaning."""

    var_dir: Path = field(
        metadata=_setting("XIEZHI_VAR", "Folder for the database, files and keys. Default: ./var")
    )
    database_url: str | None = field(
        metadata=_setting(
            "DATABASE_URL",
            "PostgreSQL 15+ server as its owner role. Default: the embedded database.",
        )
    )
    app_database_url: str | None = field(
        metadata=_setting("XIEZHI_APP_DATABASE_URL", "The app role. Default: derived.")
    )
    backup_database_url: str | None = field(
        metadata=_setting("XIEZHI_BACKUP_DATABASE_URL", "The backup role. Default: derived.")
    )
    vault_database_url: str | None = field(
        metadata=_setting("XIEZHI_VAULT_DATABASE_URL", "The vault role. Default: derived.")
    )
    database_role: DatabaseRole = field(
        metadata=_setting("XIEZHI_DATABASE_ROLE", "Role this process uses. Default: app.")
    )
    secret_key: str = field(
        metadata=_setting("XIEZHI_SECRET_KEY", "Signing key. Default: made once in the var folder.")
    )
    zone: Zone = field(
        metadata=_setting(
            "XIEZHI_ZONE", "single, outer or inner; see docs/zones.md. Default: single."
        )
    )
    outer_url: str = field(
        metadata=_setting(
            "XIEZHI_OUTER_URL",
            "Inner zone: address of the outer one (https://…), printed on work cards.",
        )
    )
    is_demo: bool = field(
        metadata=_setting("XIEZHI_DEMO", "1 shows the demo sign-ins and messages. Default: 0.")
    )
    host: str = field(metadata=_setting("XIEZHI_HOST", "Address to listen on. Default: 127.0.0.1"))
    port: int = field(metadata=_setting("XIEZHI_PORT", "Port to listen on. Default: 8000"))
    allowed_hosts: tuple[str, ...] = field(
        metadata=_setting(
            "XIEZHI_ALLOWED_HOSTS", "Host names, comma separated. Default: localhost,127.0.0.1"
        )
    )
    is_https: bool = field(
        metadata=_setting(
            "XIEZHI_HTTPS",
            "1 when people reach the site by https; 0 only for localhost. Default: 1",
        )
    )
    is_behind_proxy: bool = field(
        metadata=_setting(
            "XIEZHI_BEHIND_PROXY", "1 when a proxy sets X-Forwarded-Proto. Default: 0"
        )
    )
    files_dir: Path = field(
        metadata=_setting(
            "XIEZHI_FILES", "Folder of stored files. Default: files in the var folder"
        )
    )
    s3_endpoint: str = field(
        metadata=_setting(
            "XIEZHI_S3_ENDPOINT",
            "https://host[:port] of an S3-compatible store for finished files (docs/object-store.md);"
            " empty: the folder above.",
        )
    )
    s3_bucket: str = field(metadata=_setting("XIEZHI_S3_BUCKET", "Its bucket."))
    s3_key: str = field(metadata=_setting("XIEZHI_S3_KEY", "Its access key."))
    s3_secret: str = field(
        metadata=_setting(
            "XIEZHI_S3_SECRET", "Its secret key; or `XIEZHI_S3_SECRET_FILE`, a file that holds it."
        )
    )
    s3_region: str = field(
        metadata=_setting("XIEZHI_S3_REGION", "Its region. Default: us-east-1, as most call it.")
    )
    keys_dir: Path = field(
        metadata=_setting("XIEZHI_KEYS", "Folder of keys. Default: keys in the var folder")
    )
    vault_keys_dir: Path = field(
        metadata=_setting(
            "XIEZHI_VAULT_KEYS",
            "Folder of the private keys of reporters' identities; in the inner zone another user's."
            " Default: vault in the folder of keys",
        )
    )
    vault_socket: Path = field(
        metadata=_setting(
            "XIEZHI_VAULT_SOCKET",
            "Socket of a vault process run by another user; unset: xiezhi up starts its own.",
        )
    )
    vault_opener: str = field(
        metadata=_setting(
            "XIEZHI_VAULT_OPENER",
            "Command of a device that holds the private keys (docs/decisions/0017-vault.md);"
            " empty: the key files.",
        )
    )
    vault_peers: tuple[int, ...] = field(
        metadata=_setting(
            "XIEZHI_VAULT_PEERS",
            "Numbers of the users who may ask the vault process, comma separated. Default: its own.",
        )
    )
    fonts_dir: Path = field(
        metadata=_setting(
            "XIEZHI_FONTS",
            "Folder of the office's own fonts for papers. Default: fonts in the var folder",
        )
    )
    smtp_url: str = field(
        metadata=_setting(
            "XIEZHI_SMTP_URL", "smtp://user:password@host:port or smtps://…; empty: no e-mail."
        )
    )
    mail_from: str = field(
        metadata=_setting("XIEZHI_MAIL_FROM", "Sender of e-mail. Default: xiezhi@localhost")
    )
    sms_gateway: str = field(
        metadata=_setting(
            "XIEZHI_SMS_GATEWAY",
            "https address of the SMS gateway (signed JSON); empty: none; double: demo.",
        )
    )
    wecom_webhook: str = field(
        metadata=_setting("XIEZHI_WECOM_WEBHOOK", "Address of the 企业微信 gateway; empty: none.")
    )
    web_push: str = field(
        metadata=_setting(
            "XIEZHI_WEB_PUSH",
            "Whom push services may write to (mailto:… or https://…); empty: no Web Push.",
        )
    )
    web_push_hosts: tuple[str, ...] = field(
        metadata=_setting(
            "XIEZHI_WEB_PUSH_HOSTS",
            "Host names of the permitted push services, comma separated; empty: none, no Web Push.",
        )
    )
    exchange_part_bytes: int = field(
        metadata=_setting(
            "XIEZHI_EXCHANGE_PART_MB",
            "Largest part of a package 摆渡包, 1 to 4000; above 240 it is taken in by command only."
            " Default: 200",
        )
    )
    limit_photo_bytes: int = field(
        metadata=_setting("XIEZHI_LIMIT_PHOTO_MB", "Largest picture, 1 to 200. Default: 25")
    )
    limit_voice_bytes: int = field(
        metadata=_setting("XIEZHI_LIMIT_VOICE_MB", "Largest voice, 1 to 100. Default: 10")
    )
    limit_paper_bytes: int = field(
        metadata=_setting("XIEZHI_LIMIT_PAPER_MB", "Largest paper or scan, 1 to 200. Default: 50")
    )
    limit_video_bytes: int = field(
        metadata=_setting("XIEZHI_LIMIT_VIDEO_MB", "Largest short video, 1 to 500. Default: 100")
    )
    ffmpeg: str = field(
        metadata=_setting(
            "XIEZHI_FFMPEG",
            "Program that copies videos (H.264, AAC). Without one they stay sealed and unseen."
            " Default: ffmpeg",
        )
    )
    clamd_socket: str = field(
        metadata=_setting(
            "XIEZHI_CLAMD",
            "Unix socket of ClamAV (/run/clamav/clamd.ctl); then nothing unscanned is shown. Its"
            " StreamMaxLength must not be below the largest limit above. Default: empty, none.",
        )
    )
    log_level: str = field(
        metadata=_setting("XIEZHI_LOG_LEVEL", "debug, info, warning, error. Default: info")
    )

    @property
    def s3(self) -> S3Place | None:
        """The bucket of finished files; None where they lie in the folder."""
        if not self.s3_endpoint:
            return None
        return S3Place(
            endpoint=self.s3_endpoint,
            bucket=self.s3_bucket,
            credentials=Credentials(key=self.s3_key, secret=self.s3_secret, region=self.s3_region),
        )

    @property
    def law_dir(self) -> Path:
        """The folder of the office's own law data."""
        return self.var_dir / "law"


def _flag(name: str, *, default: bool) -> bool:
    value = os.environ.get(name, "")
    return default if not value else value.strip().lower() in {"1", "true", "yes", "on"}


def _numbers(name: str) -> tuple[int, ...]:
    words = os.environ.get(name, "").split(",")
    return tuple(int(number) for number in words if number.strip())


def _names(name: str, *, default: str = "") -> tuple[str, ...]:
    words = os.environ.get(name, default).split(",")
    return tuple(one.strip() for one in words if one.strip())


def _megabytes(name: str, *, default: int, most: int) -> int:
    """Return a size in bytes between one megabyte and the most there may be."""
    wanted = int(os.environ.get(name) or default)
    return min(max(wanted, 1), most) * 1024 * 1024


def _secret_key(keys_dir: Path) -> str:
    given = os.environ.get("XIEZHI_SECRET_KEY", "")
    if given:
        return given
    return kept_once(keys_dir / "secret_key", secrets.token_urlsafe(64).encode()).decode()


def _s3_secret() -> str:
    given, path = os.environ.get("XIEZHI_S3_SECRET", ""), os.environ.get("XIEZHI_S3_SECRET_FILE")
    if given or not path:
        return given
    try:
        return Path(path).read_text(encoding="utf-8").strip()
    except OSError as error:
        raise MachineError("files.secret_unreadable", path=path) from error


def _vault_socket(var_dir: Path) -> Path:
    """Return the socket given, else one in the run folder; its folder is made by who serves."""
    given = os.environ.get("XIEZHI_VAULT_SOCKET", "")
    return Path(given).absolute() if given else var_dir / "run" / "vault.sock"


@cache
def environment() -> Environment:
    """Return the settings, read once per process."""
    var_dir = Path(os.environ.get("XIEZHI_VAR", "var")).absolute()
    keys_dir = Path(os.environ.get("XIEZHI_KEYS", var_dir / "keys")).absolute()
    is_demo = _flag("XIEZHI_DEMO", default=False)
    # The demo's second office answers under a name of its own.
    local = "localhost,127.0.0.1" + (",yanshi.localhost" if is_demo else "")
    return Environment(
        var_dir=var_dir,
        database_url=os.environ.get("DATABASE_URL") or None,
        app_database_url=os.environ.get("XIEZHI_APP_DATABASE_URL") or None,
        backup_database_url=os.environ.get("XIEZHI_BACKUP_DATABASE_URL") or None,
        vault_database_url=os.environ.get("XIEZHI_VAULT_DATABASE_URL") or None,
        database_role=DatabaseRole(os.environ.get("XIEZHI_DATABASE_ROLE", "app")),
        secret_key=_secret_key(keys_dir),
        zone=Zone(os.environ.get("XIEZHI_ZONE", "single")),
        outer_url=os.environ.get("XIEZHI_OUTER_URL", "").rstrip("/"),
        is_demo=is_demo,
        host=os.environ.get("XIEZHI_HOST", "127.0.0.1"),
        port=int(os.environ.get("XIEZHI_PORT", "8000")),
        allowed_hosts=_names("XIEZHI_ALLOWED_HOSTS", default=local),
        is_https=_flag("XIEZHI_HTTPS", default=True),
        is_behind_proxy=_flag("XIEZHI_BEHIND_PROXY", default=False),
        files_dir=Path(os.environ.get("XIEZHI_FILES", var_dir / "files")).absolute(),
        s3_endpoint=os.environ.get("XIEZHI_S3_ENDPOINT", "").rstrip("/"),
        s3_bucket=os.environ.get("XIEZHI_S3_BUCKET", ""),
        s3_key=os.environ.get("XIEZHI_S3_KEY", ""),
        s3_secret=_s3_secret(),
        s3_region=os.environ.get("XIEZHI_S3_REGION") or "us-east-1",
        keys_dir=keys_dir,
        vault_keys_dir=Path(os.environ.get("XIEZHI_VAULT_KEYS", keys_dir / "vault")).absolute(),
        vault_socket=_vault_socket(var_dir),
        vault_opener=os.environ.get("XIEZHI_VAULT_OPENER", ""),
        vault_peers=_numbers("XIEZHI_VAULT_PEERS"),
        fonts_dir=Path(os.environ.get("XIEZHI_FONTS", var_dir / "fonts")).absolute(),
        smtp_url=os.environ.get("XIEZHI_SMTP_URL", ""),
        mail_from=os.environ.get("XIEZHI_MAIL_FROM", "xiezhi@localhost"),
        sms_gateway=os.environ.get("XIEZHI_SMS_GATEWAY", ""),
        wecom_webhook=os.environ.get("XIEZHI_WECOM_WEBHOOK", ""),
        web_push=os.environ.get("XIEZHI_WEB_PUSH", ""),
        web_push_hosts=_names("XIEZHI_WEB_PUSH_HOSTS"),
        # FAT32 sticks hold no file over 4 GB.
        exchange_part_bytes=_megabytes("XIEZHI_EXCHANGE_PART_MB", default=200, most=4000),
        limit_photo_bytes=_megabytes("XIEZHI_LIMIT_PHOTO_MB", default=25, most=200),
        limit_voice_bytes=_megabytes("XIEZHI_LIMIT_VOICE_MB", default=10, most=100),
        limit_paper_bytes=_megabytes("XIEZHI_LIMIT_PAPER_MB", default=50, most=200),
        limit_video_bytes=_megabytes("XIEZHI_LIMIT_VIDEO_MB", default=100, most=500),
        ffmpeg=os.environ.get("XIEZHI_FFMPEG") or "ffmpeg",
        clamd_socket=os.environ.get("XIEZHI_CLAMD", ""),
        log_level=os.environ.get("XIEZHI_LOG_LEVEL", "info"),
    )
