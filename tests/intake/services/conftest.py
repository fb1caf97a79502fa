"""Who enters by hand, and a grid member on duty."""

from typing import Any

import pytest


@pytest.fixture
def clerk(scope: Any) -> Any:
    """A member of staff who may register, in an office that knows two towns."""
    from tests.cast import make_staff  # noqa: PLC0415  # models need Django's setup
    from xiezhi.accounts.models import Town  # noqa: PLC0415
    from xiezhi.accounts.rules.roles import Role  # noqa: PLC0415

    for place, name in enumerate(("展旦召苏木", "白泥井镇")):
        Town.objects.create(name=name, position=place)
    return make_staff("检察官助理01", Role.ASSISTANT)


@pytest.fixture
def member(scope: Any) -> Any:
    """网格员07."""
    from tests.cast import make_grid_member  # noqa: PLC0415

    return make_grid_member()
