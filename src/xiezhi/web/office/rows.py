"""Rows of the office's lists: codes turned into the field's words."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.utils.translation import gettext

from xiezhi.accounts.models import RoleHolding, StaffMember
from xiezhi.accounts.rules.roles import ADMINISTRATORS, ROLE_LABELS, Role

Row = dict[str, Any]


def person_rows(members: Iterable[StaffMember]) -> list[Row]:
    """Return the rows of the list of people; 兼任 where one holds two administrators' posts."""
    return [_person_row(member) for member in members]


def _person_row(member: StaffMember) -> Row:
    holdings: list[RoleHolding] = getattr(member, "present_holdings", [])
    posts = {holding.role for holding in holdings} & ADMINISTRATORS
    notes = [holding.concurrent_note for holding in holdings if holding.concurrent_note]
    return {
        "member": member,
        "roles": [role_label(holding.role) for holding in holdings],
        "is_concurrent": len(posts) > 1,
        "concurrent_notes": notes,
    }


def holding_rows(holdings: Iterable[RoleHolding], today: date) -> list[Row]:
    """Return the rows of one member's roles, past ones too."""
    return [
        {
            "holding": holding,
            "role": role_label(holding.role),
            "is_running": holding.until is None or holding.until >= today,
            "is_ending": holding.until is not None,
        }
        for holding in holdings
    ]


def role_label(code: str) -> str:
    """Return the words of a role."""
    return gettext(ROLE_LABELS[Role(code)])
