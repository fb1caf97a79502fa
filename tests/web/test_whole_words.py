"""Words longer than a field takes are refused with both lengths; no browser cuts them off first."""

import pytest
from django import forms

from xiezhi.web.desk.act_forms import words_field
from xiezhi.web.portal.forms import ObjectionForm, ReplyForm
from xiezhi.web.unit_reports.forms import UnitReportForm


@pytest.mark.parametrize(
    "field",
    [
        pytest.param(words_field("理由", limit=300), id="desk"),
        pytest.param(ReplyForm.base_fields["words"], id="reply of a unit"),
        pytest.param(ObjectionForm.base_fields["objection"], id="objection of a unit"),
        pytest.param(UnitReportForm.base_fields["words"], id="lead of a unit"),
    ],
)
def test_words_too_long_are_refused_in_words_and_not_cut_off(field: forms.CharField) -> None:
    most = field.max_length
    assert most is not None
    assert "maxlength" not in field.widget.attrs
    assert field.clean("一" * most) == "一" * most
    with pytest.raises(forms.ValidationError, match=f"最多 {most} 字，现有 {most + 7} 字"):
        field.clean("一" * (most + 7))
