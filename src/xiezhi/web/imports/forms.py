"""What an import is asked: the file, and which column is what."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.forms.boundfield import BoundField
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from typing_extensions import override

from xiezhi.intake.rules.importing import MAX_FILE_BYTES, ImportField, Sheet
from xiezhi.law.sources import IntakeChannel, source_register
from xiezhi.web.imports.texts import error_words, field_choices

if TYPE_CHECKING:
    Upload = UploadedFile[bytes]
else:
    Upload = UploadedFile  # Django's class takes no arguments at run time


class UploadForm(forms.Form):
    """The file and how its messages reached the office."""

    file = forms.FileField(
        label=gettext_lazy("名单文件"),
        help_text=gettext_lazy("CSV 或 XLSX，不超过 50 兆、2 万行。文件本身不留存。"),
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,.txt,.tsv,.xlsx"}),
        error_messages={"required": gettext_lazy("请选择文件。")},
    )
    channel = forms.ChoiceField(
        label=gettext_lazy("来源方式"),
        help_text=gettext_lazy("表中没有“来源”一列时，全部按这一种。"),
    )

    def __init__(
        self,
        data: QueryDict | None = None,
        files: MultiValueDict[str, Upload] | None = None,
    ) -> None:
        super().__init__(data, files, initial={"channel": IntakeChannel.HOTLINE_12345.value})
        field = self.fields["channel"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [
                (entry.channel.value, _(entry.label))
                for entry in source_register().channels.values()
            ]

    def clean_file(self) -> Upload:
        """Refuse a file over the limit before it is read."""
        upload: Upload = self.cleaned_data["file"]
        if (upload.size or 0) > MAX_FILE_BYTES:
            limit = MAX_FILE_BYTES // 1024 // 1024
            raise forms.ValidationError(
                error_words("intake.import_too_large", {"limit_megabytes": limit})
            )
        return upload


class MappingForm(forms.Form):
    """One choice above each column."""

    def __init__(
        self, sheet: Sheet, mapping: Mapping[ImportField, int], data: QueryDict | None = None
    ) -> None:
        super().__init__(data)
        chosen = {column: field.value for field, column in mapping.items()}
        for column, heading in enumerate(sheet.headings):
            self.fields[f"column_{column}"] = forms.ChoiceField(
                label=heading or _("第 %(number)s 列") % {"number": column + 1},
                choices=field_choices(),
                required=False,
                initial=chosen.get(column, ""),
            )

    @override
    def clean(self) -> dict[str, Any]:
        """Refuse a field given to two columns, and a list that says nothing."""
        cleaned: dict[str, Any] = super().clean() or {}
        fields = [value for value in cleaned.values() if value]
        if len(set(fields)) != len(fields):
            self.add_error(None, error_words("intake.import_field_twice", {}))
        if not {ImportField.TITLE.value, ImportField.WORDS.value} & set(fields):
            self.add_error(None, error_words("intake.import_no_words", {}))
        return cleaned

    def mapping(self) -> dict[ImportField, int]:
        """Return the column of each field."""
        return {
            ImportField(value): int(name.removeprefix("column_"))
            for name, value in self.cleaned_data.items()
            if value
        }

    def columns(self) -> list[BoundField]:
        """Return the choices in the order of the columns."""
        return list(self)
