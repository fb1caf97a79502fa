"""What a sign-in name looks like."""

import re
from typing import Final

from xiezhi.kernel.errors import InvalidInputError

_NAME: Final = re.compile(r"[a-z0-9][a-z0-9._-]{1,39}")


def sign_in_name(slug: str, typed: str) -> str:
    """Return the full sign-in name ``<office>/<name>``.

    Raises:
        InvalidInputError: ``accounts.login_format``.
    """
    name = typed.strip().lower()
    if not _NAME.fullmatch(name):
        raise InvalidInputError("accounts.login_format")
    return f"{slug}/{name}"


def short_name(username: str) -> str:
    """Return the name a person types, without the office before it."""
    return username.partition("/")[2]
