"""Three administrators 三员: the three posts lie in different hands unless 兼任 is named.

Source: GB/T 22239-2019 第8.1.5条 (system, security and audit management apart).
"""

from collections.abc import Collection
from typing import Final

from xiezhi.accounts.rules.roles import ADMINISTRATORS, STAFF_ROLES, Role
from xiezhi.kernel.errors import InvalidInputError, RuleRefusedError

BASIS: Final = "GB/T 22239-2019 第8.1.5条"


def staff_role(code: str) -> Role:
    """Return the role of a code that members of staff may hold.

    Raises:
        InvalidInputError: ``accounts.unknown_role``.
    """
    if code not in STAFF_ROLES:
        raise InvalidInputError("accounts.unknown_role")
    return Role(code)


def check_concurrent(role: Role, held: Collection[str], note: str) -> None:
    """Refuse a second administrator's post in one hand unless 兼任 is named.

    Raises:
        RuleRefusedError: ``accounts.concurrent_needs_note``.
    """
    if role in ADMINISTRATORS and ADMINISTRATORS.intersection(held) - {role} and not note.strip():
        raise RuleRefusedError("accounts.concurrent_needs_note", basis=BASIS)
