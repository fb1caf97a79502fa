"""Codes of a paste in words: why messages stand together, what to look at, what was left out."""

from collections.abc import Iterable
from typing import Final

from django.utils.translation import gettext_lazy as _

from xiezhi.evidence.rules.taken import TimeSource
from xiezhi.intake.services.draft_rows import DROPPED
from xiezhi.language.pasting import LeftOutReason, PasteWarning, RowReason

REASONS: Final[dict[str, object]] = {
    RowReason.FIRST_OF_SPEAKER: _("此人第一条"),
    RowReason.SAME_SPEAKER_SOON: _("同一人接着发的"),
    RowReason.LONG_PAUSE: _("隔了较久"),
    RowReason.NEW_MATTER_WORD: _("话里另起一件"),
    RowReason.OTHER_PLACE: _("地点不同"),
    RowReason.OTHER_SUBJECT: _("事情不同"),
    RowReason.FILES_BEFORE_WORDS: _("先图后文"),
    RowReason.OWN_DOCUMENT: _("单独一份"),
    RowReason.FILE_BY_NAME: _("图按文件名归行"),
    RowReason.FILE_BY_ORDER: _("图按先后归行"),
    RowReason.FILE_BY_TIME: _("图按时间归行"),
    RowReason.FILE_ONLY_ROW: _("只有这一行"),
}
WARNINGS: Final[dict[str, object]] = {
    PasteWarning.UNDATED: _("没有时间，请核对收到日期"),
    PasteWarning.IN_FUTURE: _("时间在将来，没有采用"),
    PasteWarning.DAY_ASSUMED: _("只有钟点，按今天读的"),
    PasteWarning.DAY_AMBIGUOUS: _("日期有两种读法，请核对"),
    PasteWarning.ORDER_BROKEN: _("消息先后不一致，请核对时间"),
    PasteWarning.NAME_UNKNOWN: _("不认得这个群昵称，请选网格员"),
    PasteWarning.NAME_AMBIGUOUS: _("这个群昵称像两个人，请选定"),
    PasteWarning.NO_SPEAKER: _("没有写是谁说的"),
    PasteWarning.GARBLED: _("有乱码，请核对原文"),
    PasteWarning.ENCODING_GUESSED: _("文字编码是推定的，请核对"),
    PasteWarning.COLUMNS_GUESSED: _("表格的列是推定的，请核对"),
    PasteWarning.FIELD_TWICE: _("同一栏出现两次，请核对"),
    PasteWarning.FILES_LEFT: _("有文件没有归到任何一行"),
    PasteWarning.FILE_TOO_LARGE: _("邮件里有太大的附件，没有收"),
    PasteWarning.FILE_ORDER_GUESSED: _("图是按先后归的，请核对"),
    PasteWarning.FILE_TIME_DISAGREES: _("图的时间与消息不合，请核对"),
    PasteWarning.FILE_MISSING: _("聊天里说有图，还没有放进来"),
    PasteWarning.NUMBER_IN_TEXT: _("内容里有电话或证件号码"),
    PasteWarning.TOWN_UNKNOWN: _("苏木镇认不出来"),
    PasteWarning.DATUM_UNKNOWN: _("坐标的算法不明，没有采用"),
    PasteWarning.POSITION_UNREADABLE: _("位置读不出来"),
    PasteWarning.MAIL_CUT: _("邮件太长，只读了一部分"),
}
# What is wrong with the paste as a whole, not with one of its rows.
OF_THE_WHOLE: Final = frozenset(
    {
        PasteWarning.GARBLED,
        PasteWarning.ENCODING_GUESSED,
        PasteWarning.COLUMNS_GUESSED,
        PasteWarning.FILE_TOO_LARGE,
        PasteWarning.MAIL_CUT,
    }
)
LEFT_OUT: Final[dict[str, object]] = {
    LeftOutReason.CHATTER: _("应答"),
    LeftOutReason.NOTICE: _("系统提示"),
    LeftOutReason.OFFICE: _("本院人员的话"),
    LeftOutReason.DATE_LINE: _("日期行"),
    LeftOutReason.PREFACE: _("前言"),
    LeftOutReason.HEADING: _("标题行"),
    LeftOutReason.STICKER: _("表情"),
    DROPPED: _("已删去的行"),
}
TIME_SOURCES: Final[dict[str, object]] = {
    TimeSource.DEVICE: _("设备时间"),
    TimeSource.EXIF: _("照片时间"),
    TimeSource.FILE_NAME: _("文件名时间"),
    TimeSource.MESSAGE: _("消息时间"),
    TimeSource.MANUAL: _("人工填写"),
}


def words_of(codes: Iterable[str], table: dict[str, object]) -> list[str]:
    """Return codes in words; one nobody knows is left out."""
    return [str(table[code]) for code in codes if code in table]
