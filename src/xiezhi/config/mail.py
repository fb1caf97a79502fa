"""E-mail settings from one address."""

from typing import Any
from urllib.parse import unquote, urlsplit

from xiezhi.config.environment import Environment


def mail_settings(env: Environment) -> dict[str, Any]:
    """Return Django's EMAIL_* settings; without an address e-mail is off."""
    if not env.smtp_url:
        return {"EMAIL_HOST": "", "DEFAULT_FROM_EMAIL": env.mail_from}
    parts = urlsplit(env.smtp_url)
    return {
        "EMAIL_HOST": parts.hostname or "",
        "EMAIL_PORT": parts.port or (465 if parts.scheme == "smtps" else 25),
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_SSL": parts.scheme == "smtps",
        "EMAIL_USE_TLS": parts.scheme == "smtp+starttls",
        "EMAIL_TIMEOUT": 15,
        "DEFAULT_FROM_EMAIL": env.mail_from,
    }
