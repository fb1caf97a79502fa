"""What a paste is made of: kinds, messages, left-out lines, draft rows. Everything is frozen.

Lines are counted from 1 in ``Pasted.text``. Each line that is not blank belongs to a message or
to a `LeftOut`; so a page can show where everything went.
"""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


class PasteKind(StrEnum):
    """What somebody pasted, as recognised from its form."""

    WECHAT_COPY = "wechat_copy"
    WECHAT_FORWARD = "wechat_forward"
    MAIL = "mail"
    WORK_ORDER = "work_order"
    PLAIN = "plain"


class PlaceholderKind(StrEnum):
    """What stands in a copied chat for something that is not text."""

    PICTURE = "picture"
    VOICE = "voice"
    VIDEO = "video"
    FILE = "file"
    PLACE = "place"
    STICKER = "sticker"
    LINK = "link"
    RECORD = "record"
    OTHER = "other"


class NameMatch(StrEnum):
    """How a name as written led to a known person."""

    EXACT = "exact"
    FOLDED = "folded"
    NUMBER = "number"
    AMBIGUOUS = "ambiguous"
    NONE = "none"


class TimeReading(StrEnum):
    """How the time of a message was read."""

    FULL = "full"
    YEAR_ADDED = "year_added"
    DAY_WORD = "day_word"
    DAY_ABOVE = "day_above"
    TODAY_ASSUMED = "today_assumed"
    ABOVE = "above"
    NONE = "none"


class PasteWarning(StrEnum):
    """What a person should look at before saving."""

    UNDATED = "undated"
    IN_FUTURE = "in_future"
    DAY_ASSUMED = "day_assumed"
    DAY_AMBIGUOUS = "day_ambiguous"
    ORDER_BROKEN = "order_broken"
    NAME_UNKNOWN = "name_unknown"
    NAME_AMBIGUOUS = "name_ambiguous"
    NO_SPEAKER = "no_speaker"
    GARBLED = "garbled"
    ENCODING_GUESSED = "encoding_guessed"
    COLUMNS_GUESSED = "columns_guessed"
    FIELD_TWICE = "field_twice"
    FILES_LEFT = "files_left"
    FILE_TOO_LARGE = "file_too_large"
    FILE_ORDER_GUESSED = "file_order_guessed"
    FILE_TIME_DISAGREES = "file_time_disagrees"
    FILE_MISSING = "file_missing"
    NUMBER_IN_TEXT = "number_in_text"
    TOWN_UNKNOWN = "town_unknown"
    DATUM_UNKNOWN = "datum_unknown"
    POSITION_UNREADABLE = "position_unreadable"
    MAIL_CUT = "mail_cut"


class LeftOutReason(StrEnum):
    """Why a line became no part of a row."""

    CHATTER = "chatter"
    NOTICE = "notice"
    OFFICE = "office"
    DATE_LINE = "date_line"
    PREFACE = "preface"
    HEADING = "heading"
    STICKER = "sticker"


class RowReason(StrEnum):
    """Why messages and files stand together in one row, or begin a new one."""

    FIRST_OF_SPEAKER = "first_of_speaker"
    SAME_SPEAKER_SOON = "same_speaker_soon"
    LONG_PAUSE = "long_pause"
    NEW_MATTER_WORD = "new_matter_word"
    OTHER_PLACE = "other_place"
    OTHER_SUBJECT = "other_subject"
    FILES_BEFORE_WORDS = "files_before_words"
    OWN_DOCUMENT = "own_document"
    FILE_BY_NAME = "file_by_name"
    FILE_BY_ORDER = "file_by_order"
    FILE_BY_TIME = "file_by_time"
    FILE_ONLY_ROW = "file_only_row"


class PointDatum(StrEnum):
    """What a point's numbers mean as its map writes them; ``unknown`` is for a person to say."""

    WGS84 = "wgs84"
    GCJ02 = "gcj02"
    BD09 = "bd09"
    UNKNOWN = "unknown"


class PointSource(StrEnum):
    """Where in a text a point was written."""

    WECHAT = "wechat"
    AMAP = "amap"
    BAIDU = "baidu"
    TENCENT = "tencent"
    GEO_ADDRESS = "geo_address"
    WORDS = "words"


class NumberKind(StrEnum):
    """A number that must not travel on in a summary."""

    MOBILE = "mobile"
    LANDLINE = "landline"
    IDENTITY = "identity"


class OrderField(StrEnum):
    """What the fields of a work order mean, whatever they are called there."""

    NUMBER = "number"
    TITLE = "title"
    WORDS = "words"
    CALLER = "caller"
    PHONE = "phone"
    PLACE = "place"
    TOWN = "town"
    RECEIVED = "received"
    DUE = "due"
    UNIT = "unit"
    AREA = "area"
    CHANNEL = "channel"
    SECRECY = "secrecy"
    OPINION = "opinion"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Placeholder:
    """One placeholder of a message.

    Attributes:
        name: the file name the chat gave, or "".
        words: what stood with it (the address of a place card, the title of a link).
    """

    kind: PlaceholderKind
    name: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderValue:
    """One field of a work order.

    Attributes:
        label: as the order writes it.
    """

    field: OrderField
    label: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkOrder:
    """A work order 工单 of the 12345 line or of another platform, in the order of its fields."""

    values: tuple[OrderValue, ...]
    received_at: datetime | None = None
    due_at: datetime | None = None

    def get(self, wanted: OrderField) -> str:
        """Return the first value of a field, or ""."""
        return next((one.value for one in self.values if one.field is wanted), "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """One message of a paste.

    Attributes:
        speaker: as written; "" when nobody is named.
        supporter: the key ``known_names`` gives for the speaker, or None.
        sent_at: None when it cannot be known or would be in the future.
        time_words: the time as written, also when it could not be used.
        text: what was said, without heading and without what is quoted from another.
        quoted: words of somebody else this message answers.
        subject: of a mail or a work order.
        first_line: number of the first line in ``Pasted.text``, the heading's.
        last_line: number of the last line.
    """

    speaker: str
    text: str
    first_line: int
    last_line: int
    supporter: str | None = None
    match: NameMatch = NameMatch.NONE
    sent_at: datetime | None = None
    time_reading: TimeReading = TimeReading.NONE
    time_words: str = ""
    quoted: str = ""
    subject: str = ""
    placeholders: tuple[Placeholder, ...] = ()
    order: WorkOrder | None = None
    warnings: tuple[PasteWarning, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """Lines that became no part of a row; shown so that a person can take them back."""

    reason: LeftOutReason
    text: str
    first_line: int
    last_line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Pasted:
    """A paste as read.

    Attributes:
        text: the cleaned text whose lines the numbers count.
        warnings: all warnings, each once, in the order they first arose.
    """

    kind: PasteKind
    text: str
    messages: tuple[Message, ...]
    left_out: tuple[LeftOut, ...] = ()
    warnings: tuple[PasteWarning, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PastedFile:
    """A picture, voice or other file that came with the paste.

    Attributes:
        name: as it was called where it came from.
        kind: as the acceptance of files found out, or `file_kind_of_name` guesses.
        taken_at: when it was taken, as far as known.
        time_source: a value of ``evidence.rules.taken.TimeSource``; "" when not known.
    """

    name: str
    kind: PlaceholderKind = PlaceholderKind.PICTURE
    taken_at: datetime | None = None
    time_source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundPlace:
    """Words of place in a text: 苏木镇, 嘎查村, and the words that tell the spot."""

    town: str = ""
    village: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundPoint:
    """Coordinates in a text, as written: not yet WGS-84 (``geo.position`` converts).

    Attributes:
        words: name or address that stood with them.
    """

    lat: float
    lon: float
    datum: PointDatum
    source: PointSource
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundNumber:
    """A telephone or identity number in a text, digits only, with its place there."""

    kind: NumberKind
    number: str = field(repr=False)
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftRow:
    """One draft row of 快速登记: what one person says about one matter.

    Attributes:
        messages: places in ``Pasted.messages``, ascending.
        files: places in the sequence of files handed in, ascending.
        words: what was said, message by message, as it goes into the report.
        title: subject of the mail or work order, or "".
        sent_at: when the first of the messages was sent.
        seen_at: best known time of the scene, never later than it can have been.
        seen_at_source: a value of ``evidence.rules.taken.TimeSource``, or "".
        external_number: number of the work order, or "".
        contact_name: of the caller or sender, where a work order or mail gives one.
        contact_phone: of the caller, as the work order writes it.
        alike: place of the most alike earlier row of this paste, or None.
        likeness: 0 to 1, of that row.
        reasons: why these stand together, each once.
    """

    speaker: str
    supporter: str | None
    match: NameMatch
    messages: tuple[int, ...]
    files: tuple[int, ...]
    words: str
    reasons: tuple[RowReason, ...]
    title: str = ""
    place: FoundPlace = FoundPlace()
    points: tuple[FoundPoint, ...] = ()
    numbers: tuple[FoundNumber, ...] = ()
    sent_at: datetime | None = None
    seen_at: datetime | None = None
    seen_at_source: str = ""
    external_number: str = ""
    contact_name: str = field(default="", repr=False)
    contact_phone: str = field(default="", repr=False)
    alike: int | None = None
    likeness: float = 0.0
    warnings: tuple[PasteWarning, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Grouped:
    """Draft rows in the order of their first message, and what found no row.

    Attributes:
        left_out: messages that are no matter of their own, besides ``Pasted.left_out``.
        loose_files: places of files no row could be found for; a person moves them.
    """

    rows: tuple[DraftRow, ...]
    left_out: tuple[LeftOut, ...] = ()
    loose_files: tuple[int, ...] = ()
    warnings: tuple[PasteWarning, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """A file out of a mail: the name is only a word, the content decides what it is."""

    name: str
    content: bytes = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class PastedMail:
    """A mail file as read: the paste of its text, and its files."""

    pasted: Pasted
    attachments: tuple[Attachment, ...]
    warnings: tuple[PasteWarning, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DecodedText:
    """Text out of bytes, with the encoding that was found."""

    text: str
    encoding: str
    warnings: tuple[PasteWarning, ...] = ()
