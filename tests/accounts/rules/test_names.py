"""What a sign-in name looks like."""

import pytest

from xiezhi.accounts.rules.names import short_name, sign_in_name
from xiezhi.kernel.errors import InvalidInputError


@pytest.mark.parametrize(
    ("typed", "full"), [("jcg02", "ceshi/jcg02"), (" JCG-02 ", "ceshi/jcg-02")]
)
def test_name_carries_the_office(typed: str, full: str) -> None:
    assert sign_in_name("ceshi", typed) == full
    assert short_name(full) == full.removeprefix("ceshi/")


@pytest.mark.parametrize("typed", ["", "a", "检察官", "a/b", "a b", ".a", "a" * 41, "a\u202eb"])
def test_other_names_are_refused(typed: str) -> None:
    with pytest.raises(InvalidInputError):
        sign_in_name("ceshi", typed)
