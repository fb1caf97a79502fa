"""What may cross between the two zones of one office. Identities cross only sealed.

Left out on purpose: who looks at what inside the office, leads and their numbers, assessments;
supporters' names and numbers; who of the office wrote a word to a reporter.
"""

from typing import Final

from xiezhi.disclosure.rules.release import (
    MAX_LINES,
    MAX_NOTE,
    MAX_REASON,
    MAX_ROWS,
    MAX_TABLES,
)
from xiezhi.evidence.rules.kinds import MAX_VIDEOS, MediaFormat
from xiezhi.evidence.rules.taken import TimeSource
from xiezhi.exchange.rules.fields import (
    Fields,
    FieldType,
    code,
    integer,
    line,
    lines,
    plain,
    rows,
    sealed,
    text,
)
from xiezhi.exchange.rules.handed_fields import handed_fields
from xiezhi.exchange.rules.home_fields import HOME_FIELDS
from xiezhi.exchange.rules.house_fields import HOUSE_FIELDS
from xiezhi.exchange.rules.items import ItemKind
from xiezhi.exchange.rules.limits import MAX_FILE_BYTES
from xiezhi.intake.rules.pool import PlaceSource, ReporterGrade
from xiezhi.intake.rules.steps import STEP_WORDS
from xiezhi.intake.rules.submission import MAX_PHOTOS, MAX_WORDS
from xiezhi.law.sources import IntakeChannel
from xiezhi.letters.rules.crossing import SHOWN_STATES
from xiezhi.letters.rules.kinds import KIND_LABELS
from xiezhi.letters.rules.objections import MAX_OBJECTION
from xiezhi.letters.rules.procedure import STATE_LABELS
from xiezhi.letters.rules.replies import (
    MAX_CELL,
    MAX_MEASURE_WORDS,
    MAX_MEASURES,
    MAX_REPLY_WORDS,
    PART_LIMITS,
    REPLY_LABELS,
)
from xiezhi.letters.rules.setting_aside import SET_ASIDE_LABELS
from xiezhi.partners.rules.kinds import UNIT_KIND_LABELS
from xiezhi.supporters.rules.field import FIELD_RESULT_LABELS
from xiezhi.supporters.rules.kinds import SUPPORTER_KIND_LABELS

_MOST_FILE_BYTES: Final = MAX_FILE_BYTES
_MOST_REPORT_FILES: Final = MAX_PHOTOS + MAX_VIDEOS + 1
_SEALED_BYTES: Final = 65_584
_PASSWORD_BYTES: Final = 128
_MOST_REPLY_FILES: Final = sum(PART_LIMITS.values())

_GRADES: Final = {ReporterGrade.DUTY: "网格员履职", ReporterGrade.SECRET: "保密"}
_TIME_SOURCES: Final = {
    TimeSource.DEVICE: "设备",
    TimeSource.EXIF: "照片",
    TimeSource.FILE_NAME: "文件名",
    TimeSource.MESSAGE: "消息时间",
    TimeSource.MANUAL: "人工",
}
_PLACE_SOURCES: Final = {
    PlaceSource.DEVICE: "设备",
    PlaceSource.EXIF: "照片",
    PlaceSource.MANUAL: "人工",
    PlaceSource.NONE: "无",
}
_FILE_KINDS: Final = {"photo": "照片", "voice": "语音", "paper": "文件", "video": "视频"}
_WORD_KINDS: Final = {
    "answer": "回答",
    "supplement": "补充",
    "again": "再次反映",
    "erasure": "请求删除身份",
}
_OFFICE_KINDS: Final = {
    "step": "进度",
    "question": "提问",
    "feedback": "反馈",
    "notice": "身份通知",
}

FILE_FIELDS: Final[Fields] = {
    "id": plain(FieldType.ID, required=True),
    "kind": code(_FILE_KINDS),
    "media_type": code({one.value: one.value for one in MediaFormat}),
    "original_name": line(120),
    "sha256": plain(FieldType.HASH, required=True),
    "size_bytes": integer(_MOST_FILE_BYTES, required=True),
    "stored": plain(FieldType.FILE, required=True),
    "is_sealed": plain(FieldType.BOOLEAN, required=True),
    "shared": plain(FieldType.FILE),
    "thumbnail": plain(FieldType.FILE),
    "width": integer(1_000_000),
    "height": integer(1_000_000),
    "duration_s": plain(FieldType.DECIMAL),
    "received_at": plain(FieldType.INSTANT, required=True),
    "sm3": plain(FieldType.HASH),
    "device_sha256": plain(FieldType.HASH),
    "is_infected": plain(FieldType.BOOLEAN),
}
_ACCOUNT: Final[Fields] = {
    "account_id": plain(FieldType.ID, required=True),
    "login": line(64, required=True),
    "is_active": plain(FieldType.BOOLEAN, required=True),
}
_REPORT: Final[Fields] = {
    "id": plain(FieldType.ID, required=True),
    "code": line(8, required=True),
    "submission_key": plain(FieldType.ID, required=True),
    "content": plain(FieldType.HASH, required=True),
    "channel": code({IntakeChannel.SNAP: "随手拍"}),
    "received_at": plain(FieldType.INSTANT, required=True),
    "received_on": plain(FieldType.DAY, required=True),
    "grade": code(_GRADES),
    "supporter_id": plain(FieldType.ID),
    "has_contact": plain(FieldType.BOOLEAN, required=True),
    "wants_secrecy": plain(FieldType.BOOLEAN, required=True),
    "consents_to_position": plain(FieldType.BOOLEAN, required=True),
    "words": text(MAX_WORDS),
    "topics": lines(20, most=20),
    "seen_at": plain(FieldType.INSTANT),
    "seen_at_source": code(_TIME_SOURCES, required=False),
    "town": line(30),
    "village": line(60),
    "place_words": line(200),
    "latitude": plain(FieldType.DECIMAL),
    "longitude": plain(FieldType.DECIMAL),
    "accuracy_m": plain(FieldType.DECIMAL),
    "heading_deg": plain(FieldType.DECIMAL),
    "position_source": code(_PLACE_SOURCES),
    "is_urgent": plain(FieldType.BOOLEAN, required=True),
    "receipt": plain(FieldType.HASH),
    "reply_key": plain(FieldType.HASH),
    "sealed": sealed(_SEALED_BYTES),
    "sealed_on": plain(FieldType.DAY),
    "files": rows(FILE_FIELDS, most=_MOST_REPORT_FILES),
}
_OFFICE_WORDS: Final[Fields] = {
    "id": plain(FieldType.ID, required=True),
    "report_id": plain(FieldType.ID, required=True),
    "kind": code(_OFFICE_KINDS),
    "step": code(STEP_WORDS, required=False),
    "words": text(MAX_WORDS),
    "sealed_words": sealed(_SEALED_BYTES),
    "written_at": plain(FieldType.INSTANT, required=True),
}

FIELDS_BETWEEN_ZONES: Final[dict[ItemKind, Fields]] = {
    ItemKind.TOWN: {
        "id": plain(FieldType.ID, required=True),
        "towns": rows(
            {
                "name": line(30, required=True),
                "latitude": plain(FieldType.DECIMAL),
                "longitude": plain(FieldType.DECIMAL),
            },
            most=200,
        ),
    },
    ItemKind.HOUSE: HOUSE_FIELDS,
    ItemKind.FIGURES: {
        "id": plain(FieldType.ID, required=True),
        "first_day": plain(FieldType.DAY, required=True),
        "last_day": plain(FieldType.DAY, required=True),
        "note": line(MAX_NOTE),
        "lines": rows(
            {
                "name": line(30, required=True),
                "meaning": line(200),
                "unit": line(6),
                "words": line(20),
            },
            most=MAX_LINES,
        ),
        "tables": rows(
            {
                "name": line(30, required=True),
                "by": line(20, required=True),
                "unit": line(6),
                "total": integer(10_000_000),
                "rows": rows(
                    {"name": line(60, required=True), "count": integer(10_000_000)},
                    most=MAX_ROWS,
                ),
            },
            most=MAX_TABLES,
        ),
        "released_at": plain(FieldType.INSTANT, required=True),
        "taken_down_at": plain(FieldType.INSTANT),
        "taken_down_reason": line(MAX_REASON),
    },
    ItemKind.UNIT: {
        "id": plain(FieldType.ID, required=True),
        "name": line(60, required=True),
        "short_name": line(20, required=True),
        "kind": code(UNIT_KIND_LABELS),
        "consented_on": plain(FieldType.DAY),
        "requires_totp": plain(FieldType.BOOLEAN, required=True),
        "is_active": plain(FieldType.BOOLEAN, required=True),
    },
    ItemKind.LIAISON: {
        "id": plain(FieldType.ID, required=True),
        "unit_id": plain(FieldType.ID, required=True),
        **_ACCOUNT,
        "password": sealed(_PASSWORD_BYTES),
        "label": line(40, required=True),
        "section": line(40),
        "mobile": line(20),
        "since": plain(FieldType.DAY, required=True),
        "confirmed_on": plain(FieldType.DAY, required=True),
        "until": plain(FieldType.DAY),
    },
    ItemKind.SUPPORTER: {
        "id": plain(FieldType.ID, required=True),
        **_ACCOUNT,
        "kind": code(SUPPORTER_KIND_LABELS),
        "number": integer(32_767, required=True),
        "label": line(30, required=True),
        "town": line(30),
        "village": line(40),
        "contact_label": line(30),
        "contact_phone": line(30),
        "term_from": plain(FieldType.DAY, required=True),
        "term_until": plain(FieldType.DAY, required=True),
        "dismissed_on": plain(FieldType.DAY),
        "phones_unbound_at": plain(FieldType.INSTANT),
    },
    ItemKind.WORK_CARD: {
        "id": plain(FieldType.ID, required=True),
        "supporter_id": plain(FieldType.ID, required=True),
        "token_hash": plain(FieldType.HASH, required=True),
        "issued_at": plain(FieldType.INSTANT, required=True),
        "revoked_at": plain(FieldType.INSTANT),
    },
    ItemKind.REPORT: _REPORT,
    ItemKind.REPORT_WORDS: {
        "id": plain(FieldType.ID, required=True),
        "report_id": plain(FieldType.ID, required=True),
        "kind": code(_WORD_KINDS),
        "words": text(MAX_WORDS),
        "written_at": plain(FieldType.INSTANT, required=True),
        "files": rows(FILE_FIELDS, most=_MOST_REPORT_FILES),
    },
    ItemKind.REPORT_SEEN: {
        "id": plain(FieldType.ID, required=True),
        "report_id": plain(FieldType.ID, required=True),
        "read_at": plain(FieldType.INSTANT, required=True),
    },
    ItemKind.UNIT_RECEIPT: {
        "id": plain(FieldType.ID, required=True),
        "received_at": plain(FieldType.INSTANT, required=True),
        "received_by_label": line(60, required=True),
        "unit_section": line(60),
        "unit_contact": line(60),
        "unit_telephone": line(30),
    },
    ItemKind.UNIT_OBJECTION: {
        "id": plain(FieldType.ID, required=True),
        "words": text(MAX_OBJECTION, required=True),
        "objected_on": plain(FieldType.DAY, required=True),
        "files": rows(FILE_FIELDS, most=1),
    },
    ItemKind.UNIT_REPLY: {
        "id": plain(FieldType.ID, required=True),
        "letter_id": plain(FieldType.ID, required=True),
        "words": text(MAX_REPLY_WORDS, required=True),
        "measures": rows(
            {
                "words": text(MAX_MEASURE_WORDS, required=True),
                "responsible": line(MAX_CELL),
                "due": line(MAX_CELL),
                "progress": text(MAX_MEASURE_WORDS),
            },
            most=MAX_MEASURES,
        ),
        "conclusion": code(REPLY_LABELS),
        "reply_number": line(60, required=True),
        "dated_on": plain(FieldType.DAY, required=True),
        "entered_by_label": line(60, required=True),
        "submitted_at": plain(FieldType.INSTANT, required=True),
        "parts": lines(10, most=_MOST_REPLY_FILES),
        "files": rows(FILE_FIELDS, most=_MOST_REPLY_FILES),
    },
    ItemKind.TASK_RESULT: {
        "id": plain(FieldType.ID, required=True),
        "submission_key": plain(FieldType.ID, required=True),
        "result": code(FIELD_RESULT_LABELS),
        "words": text(2000),
        "done_at": plain(FieldType.INSTANT, required=True),
        "files": rows(FILE_FIELDS, most=9),
    },
    ItemKind.LETTER: {
        "id": plain(FieldType.ID, required=True),
        "unit_id": plain(FieldType.ID, required=True),
        "kind": code(KIND_LABELS),
        "paper_name": line(60),
        "state": code({state: STATE_LABELS[state] for state in SHOWN_STATES}),
        "title": line(120, required=True),
        "body": text(8000),
        "contact_words": line(120),
        "office_number": line(60),
        "dated_on": plain(FieldType.DAY),
        "asks_reply": plain(FieldType.BOOLEAN, required=True),
        "sent_at": plain(FieldType.INSTANT, required=True),
        "served_on": plain(FieldType.DAY),
        "limit_kind": line(10),
        "limit_length": integer(10_000),
        "limit_unit": line(12),
        "limit_basis": line(120),
        "reply_due_on": plain(FieldType.DAY),
        "is_reply_due_provisional": plain(FieldType.BOOLEAN),
        "rectification_due_on": plain(FieldType.DAY),
        "may_object": plain(FieldType.BOOLEAN),
        "objection_days": integer(32_767),
        "objection_until": plain(FieldType.DAY),
        "objected_on": plain(FieldType.DAY),
        "replied_at": plain(FieldType.INSTANT),
        "withdrawn_at": plain(FieldType.INSTANT),
        "set_aside": code(SET_ASIDE_LABELS, required=False),
        "set_aside_on": plain(FieldType.DAY),
        "set_aside_number": line(60),
        "files": rows(FILE_FIELDS, most=1),
    },
    ItemKind.FIELD_TASK: {
        "id": plain(FieldType.ID, required=True),
        "supporter_id": plain(FieldType.ID, required=True),
        "words": line(300, required=True),
        "place_words": line(260),
        "due_on": plain(FieldType.DAY, required=True),
        "asked_at": plain(FieldType.INSTANT, required=True),
        "withdrawn_at": plain(FieldType.INSTANT),
        "files": rows(FILE_FIELDS, most=1),
    },
    **HOME_FIELDS,
    **handed_fields(FILE_FIELDS, time_sources=_TIME_SOURCES),
    ItemKind.REPORT_STEP: _OFFICE_WORDS,
    ItemKind.REPORT_QUESTION: _OFFICE_WORDS,
    ItemKind.REPORT_FEEDBACK: _OFFICE_WORDS,
}
