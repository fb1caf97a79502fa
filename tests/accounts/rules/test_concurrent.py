"""Three administrators are three posts; 兼任 is named (GB/T 22239-2019 8.1.5)."""

import pytest

from xiezhi.accounts.rules.concurrent import BASIS, check_concurrent, staff_role
from xiezhi.accounts.rules.roles import Role
from xiezhi.kernel.errors import InvalidInputError, RuleRefusedError


@pytest.mark.parametrize(
    ("role", "held", "note"),
    [
        pytest.param(Role.SYSTEM_ADMIN, (), "", id="the first post"),
        pytest.param(Role.SYSTEM_ADMIN, ("clerk",), "", id="beside an ordinary post"),
        pytest.param(Role.CLERK, ("system_admin", "audit_admin"), "", id="an ordinary post"),
        pytest.param(Role.AUDIT_ADMIN, ("system_admin",), "检委会纪要", id="named 兼任"),
    ],
)
def test_holding_is_allowed(role: Role, held: tuple[str, ...], note: str) -> None:
    check_concurrent(role, held, note)


@pytest.mark.parametrize("note", ["", "  "])
@pytest.mark.parametrize("held", ["system_admin", "security_admin"])
def test_second_post_without_a_name_for_it_is_refused(held: str, note: str) -> None:
    with pytest.raises(RuleRefusedError) as refusal:
        check_concurrent(Role.AUDIT_ADMIN, (held,), note)
    assert refusal.value.basis == BASIS


@pytest.mark.parametrize("code", ["grid_member", "unit_liaison", "", "root"])
def test_role_of_outsiders_is_no_staff_role(code: str) -> None:
    with pytest.raises(InvalidInputError):
        staff_role(code)
