"""Asking for an identity: a person chooses what and what for."""

from typing import Final
from uuid import uuid4

import pytest

from xiezhi.vault.rules.opening import IdentityField, OpeningPurpose
from xiezhi.web.vault.forms import AskForm

MATTER: Final = str(uuid4())
SAID: Final = {
    "matter": MATTER,
    "field": IdentityField.PHONE.value,
    "purpose": OpeningPurpose.HEAR_REPORTER.value,
    "reason": "两次短信没有回音，须当面核实地点。",
}


@pytest.mark.parametrize("unsaid", ["matter", "field", "purpose", "reason"])
def test_nothing_is_chosen_for_whoever_asks(unsaid: str) -> None:
    form = AskForm(SAID | {unsaid: ""}, choices={"matter": [(MATTER, "线索 2026-1")]})
    assert list(form.errors) == [unsaid]


@pytest.mark.parametrize("name", ["field", "purpose"])
def test_first_choice_is_none(name: str) -> None:
    assert next(iter(AskForm().fields[name].choices))[0] == ""  # type: ignore[attr-defined]  # choice fields only


def test_what_is_chosen_is_taken() -> None:
    assert AskForm(SAID, choices={"matter": [(MATTER, "线索 2026-1")]}).is_valid()
