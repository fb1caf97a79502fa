"""From what people really paste to draft rows of 快速登记. Pure: no clock, no network, no I/O.

`decode_text` and `read_mail` take bytes, `read_paste` takes text; `group_rows` makes draft rows of
what they found, `regroup_row` remakes one a person put together otherwise. The only error is
`InvalidInputError`: ``language.too_long``, ``language.encoding_unknown``, ``language.not_text``,
``language.mail_unreadable``, ``language.mail_too_large``.
"""

from xiezhi.language.pasting.alike import likeness
from xiezhi.language.pasting.answer import ready_answer
from xiezhi.language.pasting.decoding import MAX_BYTES, MAX_CHARACTERS, decode_text
from xiezhi.language.pasting.grouping import group_rows, regroup_row
from xiezhi.language.pasting.mail import MAX_MAIL_BYTES, read_mail
from xiezhi.language.pasting.numbers import find_numbers, mask_numbers
from xiezhi.language.pasting.placeholders import file_kind_of_name
from xiezhi.language.pasting.places import Towns, find_place
from xiezhi.language.pasting.points import find_points
from xiezhi.language.pasting.reading import read_paste
from xiezhi.language.pasting.values import (
    Attachment,
    DecodedText,
    DraftRow,
    FoundNumber,
    FoundPlace,
    FoundPoint,
    Grouped,
    LeftOut,
    LeftOutReason,
    Message,
    NameMatch,
    NumberKind,
    OrderField,
    OrderValue,
    Pasted,
    PastedFile,
    PastedMail,
    PasteKind,
    PasteWarning,
    Placeholder,
    PlaceholderKind,
    PointDatum,
    PointSource,
    RowReason,
    TimeReading,
    WorkOrder,
)

__all__ = [
    "MAX_BYTES",
    "MAX_CHARACTERS",
    "MAX_MAIL_BYTES",
    "Attachment",
    "DecodedText",
    "DraftRow",
    "FoundNumber",
    "FoundPlace",
    "FoundPoint",
    "Grouped",
    "LeftOut",
    "LeftOutReason",
    "Message",
    "NameMatch",
    "NumberKind",
    "OrderField",
    "OrderValue",
    "PasteKind",
    "PasteWarning",
    "Pasted",
    "PastedFile",
    "PastedMail",
    "Placeholder",
    "PlaceholderKind",
    "PointDatum",
    "PointSource",
    "RowReason",
    "TimeReading",
    "Towns",
    "WorkOrder",
    "decode_text",
    "file_kind_of_name",
    "find_numbers",
    "find_place",
    "find_points",
    "group_rows",
    "likeness",
    "mask_numbers",
    "read_mail",
    "read_paste",
    "ready_answer",
    "regroup_row",
]
