"""Words of an import: fields, notes, and what is wrong in a row."""

from collections.abc import Mapping
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from xiezhi.intake.rules.importing import ImportField, Note, NoteCode
from xiezhi.kernel.errors import Param
from xiezhi.web.problem_texts import TEXTS, register

FIELD_LABELS: Final = {
    ImportField.NUMBER: gettext_lazy("编号"),
    ImportField.TITLE: gettext_lazy("标题"),
    ImportField.WORDS: gettext_lazy("内容"),
    ImportField.RECEIVED: gettext_lazy("反映时间"),
    ImportField.TOWN: gettext_lazy("苏木镇"),
    ImportField.VILLAGE: gettext_lazy("嘎查村"),
    ImportField.PLACE: gettext_lazy("地点"),
    ImportField.CHANNEL: gettext_lazy("来源方式"),
    ImportField.NAME: gettext_lazy("反映人姓名（封存）"),
    ImportField.PHONE: gettext_lazy("反映人电话（封存）"),
}
_NOTES: Final = {
    NoteCode.HIDDEN_SHEETS: gettext_lazy("有 %(count)s 张隐藏的工作表，没有读取。"),
    NoteCode.OTHER_SHEETS: gettext_lazy("另有 %(count)s 张工作表，只读取第一张有内容的。"),
    NoteCode.FORMULAS: gettext_lazy("表中有公式，按文件保存时的计算结果读取。"),
    NoteCode.TWO_HEADING_ROWS: gettext_lazy("表头占两行，已合并识别。"),
    NoteCode.ROWS_ABOVE: gettext_lazy("表头上方有 %(count)s 行，不作为内容。"),
}
_MEND: Final = gettext_lazy("改好后请重新上传。")
_TEXTS: dict[str, tuple[object, object]] = {
    "intake.import_too_large": (
        gettext_lazy("文件超过 %(limit_megabytes)s 兆。"),
        gettext_lazy("请拆成几个文件再导入。"),
    ),
    "intake.import_empty": (gettext_lazy("文件里没有内容。"), gettext_lazy("请核对后重新选择。")),
    "intake.import_only_headings": (
        gettext_lazy("文件里只有表头，没有内容。"),
        gettext_lazy("请核对后重新选择。"),
    ),
    "intake.import_not_a_list": (
        gettext_lazy("这不是 CSV 或 XLSX 表格。"),
        gettext_lazy("请用 Excel 或 WPS 打开后另存为 XLSX 或 CSV。"),
    ),
    "intake.import_old_workbook": (
        gettext_lazy("这是旧版 XLS 或加了密码的表格，不能读取。"),
        gettext_lazy("请用 Excel 或 WPS 打开，去掉密码，另存为 XLSX。"),
    ),
    "intake.import_locked": (gettext_lazy("表格加了密码，不能读取。"), _MEND),
    "intake.import_damaged": (
        gettext_lazy("表格已损坏，不能读取。"),
        gettext_lazy("请用 Excel 或 WPS 打开后另存一份再试。"),
    ),
    "intake.import_bomb": (
        gettext_lazy("表格展开后大得不正常，没有打开。"),
        gettext_lazy("请把有用的行复制到新表格再导入。"),
    ),
    "intake.import_encoding": (
        gettext_lazy("文字编码认不出来。"),
        gettext_lazy("请另存为 UTF-8 的 CSV 或 XLSX。"),
    ),
    "intake.import_quotes": (
        gettext_lazy("第 %(row)s 行的引号不成对，后面的内容分不清列。"),
        gettext_lazy("请用 Excel 或 WPS 打开核对，另存为 XLSX 再导入。"),
    ),
    "intake.import_too_many_rows": (
        gettext_lazy("一次最多导入 %(limit)s 行。"),
        gettext_lazy("请拆成几个文件再导入。"),
    ),
    "intake.import_too_many_columns": (
        gettext_lazy("表格超过 %(limit)s 列。"),
        gettext_lazy("请删去用不着的列再导入。"),
    ),
    "intake.import_no_words": (
        gettext_lazy("还没有指定哪一列是内容或标题。"),
        gettext_lazy("请在下面选择。"),
    ),
    "intake.import_no_such_column": (
        gettext_lazy("指定的列不在表格里。"),
        gettext_lazy("请重新选择。"),
    ),
    "intake.import_column_twice": (
        gettext_lazy("同一列指定了两次。"),
        gettext_lazy("每一列只能对应一个字段。"),
    ),
    "intake.import_field_twice": (
        gettext_lazy("有两列指定为同一个字段。"),
        gettext_lazy("每个字段只能对应一列。"),
    ),
    "intake.import_rows_wrong": (
        gettext_lazy("有 %(count)s 处内容有误，整个文件没有导入。"),
        _MEND,
    ),
    "intake.import_nothing_new": (
        gettext_lazy("全部 %(count)s 行的编号以前都导入过，没有新的内容。"),
        gettext_lazy("请核对是否选错了文件。"),
    ),
    "intake.import_raced": (
        gettext_lazy("同样的编号刚才已由他人导入，这次没有导入。"),
        gettext_lazy("请重新预览后再试。"),
    ),
    "intake.import_upload_gone": (
        gettext_lazy("上传的文件已过期清除。"),
        gettext_lazy("请重新上传。"),
    ),
    "intake.import_file_missing": (
        gettext_lazy("还没有选择文件。"),
        gettext_lazy("请选择 CSV 或 XLSX 文件后再上传。"),
    ),
    "intake.import_row_without_words": (gettext_lazy("没有内容。"), _MEND),
    "intake.import_number_twice": (
        gettext_lazy("编号与第 %(first)s 行重复。"),
        _MEND,
    ),
    "intake.import_date_unreadable": (
        gettext_lazy("认不出日期，请写成 2026-3-5 或 2026/3/5 9:30 的样子。"),
        _MEND,
    ),
    "intake.import_date_in_future": (gettext_lazy("日期在今天以后。"), _MEND),
    "intake.import_date_too_old": (gettext_lazy("日期早于 %(year)s 年。"), _MEND),
    "intake.import_channel_unknown": (
        gettext_lazy("认不出来源方式，请写电话、来信、来访、12345 等。"),
        _MEND,
    ),
    "intake.no_batch": (
        gettext_lazy("没有这一批导入。"),
        gettext_lazy("请从导入页面重新进入。"),
    ),
}
_TOO_LONG: dict[str, tuple[object, object]] = {
    "language.too_long": (gettext_lazy("文字太长，最多 %(limit)s 个字。"), _MEND)
}


def register_texts() -> None:
    """Add the texts of the import's codes."""
    register(_TEXTS)


def error_words(code: str, params: Mapping[str, Param]) -> str:
    """Return what is wrong, in one sentence."""
    known = TEXTS | _TEXTS | _TOO_LONG
    text, _next = known.get(code, (gettext_lazy("内容不能识别。"), ""))
    return str(text) % params


def note_words(note: Note) -> str:
    """Return a note of the reading as a sentence."""
    return str(_NOTES[note.code]) % {"count": note.count}


def field_choices() -> list[tuple[str, str]]:
    """Return the fields a column may be given, none first."""
    return [("", _("不导入")), *((field.value, str(text)) for field, text in FIELD_LABELS.items())]
