"""The chooser of columns: which, where, under which words, how wide."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from xiezhi.reporting.rules.column_sets import (
    MAX_HEADING,
    MAX_NAME,
    MAX_WIDTH,
    MIN_WIDTH,
    ChosenColumn,
)
from xiezhi.reporting.rules.columns import LEDGER_COLUMNS, columns_by_key
from xiezhi.reporting.rules.ledgers import LedgerKind


class ColumnSetForm(forms.Form):
    """Name of a set and, for each column there is, a row; order is a number, so it needs no script."""

    name = forms.CharField(label=gettext_lazy("方案名称"), max_length=MAX_NAME)
    is_usual = forms.BooleanField(
        label=gettext_lazy("打开台账时默认用这个方案"), required=False, initial=True
    )
    is_office_wide = forms.BooleanField(label=gettext_lazy("全院共用"), required=False)

    def __init__(
        self,
        kind: LedgerKind,
        chosen: Sequence[ChosenColumn],
        *args: Any,
        may_share: bool,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.kind = kind
        if not may_share:
            del self.fields["is_office_wide"]
        taken = {one.key: place for place, one in enumerate(chosen, start=1)}
        words = {one.key: one for one in chosen}
        for column in LEDGER_COLUMNS[kind]:
            one = words.get(column.key)
            heading = _(column.heading)
            self.fields[f"shown-{column.key}"] = forms.BooleanField(
                label=_("显示"), required=False, initial=one is not None
            )
            self.fields[f"place-{column.key}"] = forms.IntegerField(
                label=_("次序：%(heading)s") % {"heading": heading},
                required=False,
                min_value=1,
                max_value=99,
                initial=taken.get(column.key),
            )
            self.fields[f"heading-{column.key}"] = forms.CharField(
                label=_("表头文字：%(heading)s") % {"heading": heading},
                required=False,
                max_length=MAX_HEADING,
                initial=(one.heading if one else "") or heading,
            )
            self.fields[f"width-{column.key}"] = forms.IntegerField(
                label=_("列宽：%(heading)s") % {"heading": heading},
                min_value=MIN_WIDTH,
                max_value=MAX_WIDTH,
                initial=one.width if one else column.width,
            )

    def rows(self) -> list[dict[str, Any]]:
        """Return the rows in the order they stand: those shown by place, then the others."""
        known = columns_by_key(self.kind)
        keys = sorted(known, key=lambda key: (not self._is_shown(key), self._place(key)))
        return [
            {
                "key": key,
                "heading": _(known[key].heading),
                "meaning": _(known[key].meaning) if known[key].meaning else "",
                "shown": self[f"shown-{key}"],
                "place": self[f"place-{key}"],
                "words": self[f"heading-{key}"],
                "width": self[f"width-{key}"],
            }
            for key in keys
        ]

    def chosen(self) -> list[ChosenColumn]:
        """Return the columns of a valid form, in the order of their places."""
        data, known = self.cleaned_data, columns_by_key(self.kind)
        shown = [key for key in known if data[f"shown-{key}"]]
        ordered = sorted(shown, key=lambda key: data[f"place-{key}"] or 99)
        return [
            ChosenColumn(
                key=key,
                heading=""
                if data[f"heading-{key}"] == _(known[key].heading)
                else data[f"heading-{key}"],
                width=data[f"width-{key}"],
            )
            for key in ordered
        ]

    def _is_shown(self, key: str) -> bool:
        return bool(self[f"shown-{key}"].value())

    def _place(self, key: str) -> int:
        value = str(self[f"place-{key}"].value() or "")
        return int(value) if value.isdecimal() and len(value) <= len("99") else 99
