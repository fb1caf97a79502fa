"""函件台账 and 回复台账: rows of letters and of replies, values only, streamed from a cursor."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from django.db.models import DateField, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce, TruncDate

from xiezhi.accounts.rules.rights import Action, require
from xiezhi.kernel.actor import Actor
from xiezhi.kernel.clock import CHINA
from xiezhi.letters.models import Letter, LetterReply
from xiezhi.letters.rules.kinds import LetterKind
from xiezhi.letters.rules.measures import LetterMeasure, ReplyMeasure
from xiezhi.letters.selectors.access import visible_letters

CHUNK: Final = 2000


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterLedgerFilter:
    """Which rows a ledger holds; both days included, empty values do not filter.

    Attributes:
        state: of a letter; of a reply its conclusion.
        measure: one of `LetterMeasure` or `ReplyMeasure`; "" for all rows of the ledger.
        today: for what depends on the day (到期、逾期); without it all is over.
    """

    since: date | None = None
    until: date | None = None
    state: str = ""
    measure: str = ""
    today: date = date.max


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterLedgerRow:
    """One line of 函件台账. Codes; labels are put on where it is printed.

    ``paper_name`` is a judicial paper's own name.
    ``out_on`` 发出日期 is the day of the seal, or of sending where no seal is recorded;
    ``replied_on`` the day the first reply arrived.
    """

    id: UUID
    office_number: str
    kind: str
    paper_name: str
    title: str
    unit: str
    copies_to: str
    matter_label: str
    state: str
    written_by: str | None
    issued_by: str
    issued_on: date | None
    sealed_on: date | None
    out_on: date | None
    service_way: str
    tracking_number: str
    served_on: date | None
    signed_for_by: str
    asks_reply: bool
    reply_due_on: date | None
    rectification_due_on: date | None
    replied_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplyLedgerRow:
    """One line of 回复台账. ``came_on`` is the day the reply was received, or entered."""

    id: UUID
    letter_id: UUID
    unit: str
    reply_number: str
    dated_on: date | None
    came_on: date
    letter_title: str
    letter_number: str
    matter_label: str
    conclusion: str
    reply_due_on: date | None
    way: str
    entered_by: str
    words: str


_LETTER_COLUMNS: Final = (
    "id",
    "office_number",
    "kind",
    "paper_name",
    "title",
    "unit__name",
    "copies_to",
    "matter_label",
    "state",
    "written_by__label",
    "issued_by_label",
    "issued_on",
    "sealed_on",
    "out_on",
    "service_way",
    "tracking_number",
    "served_on",
    "signed_for_by",
    "asks_reply",
    "reply_due_on",
    "rectification_due_on",
    "replied_on",
)
_REPLY_COLUMNS: Final = (
    "id",
    "letter_id",
    "letter__unit__name",
    "reply_number",
    "dated_on",
    "came_on",
    "letter__title",
    "letter__office_number",
    "letter__matter_label",
    "conclusion",
    "letter__reply_due_on",
    "way",
    "entered_by_label",
    "words",
)


def iterate_letter_ledger(acting: Actor, asked: LetterLedgerFilter) -> Iterator[LetterLedgerRow]:
    """Return the letters the actor may see that went out in a period, by that day.

    Raises:
        NotAllowedError: ``accounts.no_right``.
    """
    names = tuple(LetterLedgerRow.__dataclass_fields__)
    ordered = _seen_letters(acting, asked).order_by(F("out_on").asc(), "id")
    for row in ordered.values_list(*_LETTER_COLUMNS).iterator(chunk_size=CHUNK):
        yield LetterLedgerRow(**dict(zip(names, row, strict=True)))


def count_letter_ledger(acting: Actor, asked: LetterLedgerFilter) -> int:
    """Return how many lines 函件台账 has.

    Raises:
        NotAllowedError: ``accounts.no_right``.
    """
    return _seen_letters(acting, asked).count()


def count_office_letters(acting: Actor, asked: LetterLedgerFilter) -> int:
    """Return how many letters of the whole office a filter finds: a figure for the superior.

    Raises:
        NotAllowedError: ``accounts.no_right``.
    """
    require(acting, Action.PREPARE_RETURN)
    return _letters(Letter.objects.all(), asked).count()


def iterate_reply_ledger(acting: Actor, asked: LetterLedgerFilter) -> Iterator[ReplyLedgerRow]:
    """Return the replies to letters the actor may see that came in a period, by that day.

    Raises:
        NotAllowedError: ``accounts.no_right``.
    """
    names = tuple(ReplyLedgerRow.__dataclass_fields__)
    ordered = _seen_replies(acting, asked).order_by(F("came_on").asc(), "id")
    for row in ordered.values_list(*_REPLY_COLUMNS).iterator(chunk_size=CHUNK):
        yield ReplyLedgerRow(**dict(zip(names, row, strict=True)))


def count_reply_ledger(acting: Actor, asked: LetterLedgerFilter) -> int:
    """Return how many lines 回复台账 has.

    Raises:
        NotAllowedError: ``accounts.no_right``.
    """
    return _seen_replies(acting, asked).count()


def count_office_replies(acting: Actor, asked: LetterLedgerFilter) -> int:
    """Return how many replies to the whole office a filter finds: a figure for the superior.

    Raises:
        NotAllowedError: ``accounts.no_right``.
    """
    require(acting, Action.PREPARE_RETURN)
    return _replies(Letter.objects.all(), asked).count()


def _seen_letters(acting: Actor, asked: LetterLedgerFilter) -> QuerySet[Letter]:
    require(acting, Action.EXPORT_LEDGER)
    return _letters(visible_letters(acting), asked)


def _seen_replies(acting: Actor, asked: LetterLedgerFilter) -> QuerySet[LetterReply]:
    require(acting, Action.EXPORT_LEDGER)
    return _replies(visible_letters(acting), asked)


def _letters(letters: QuerySet[Letter], asked: LetterLedgerFilter) -> QuerySet[Letter]:
    first = LetterReply.objects.filter(letter_id=OuterRef("id"), is_draft=False).order_by(
        "at", "id"
    )
    found = letters.annotate(
        out_on=Coalesce("sealed_on", TruncDate("sent_at", tzinfo=CHINA), "served_on"),
        replied_on=Coalesce(
            Subquery(first.values("received_on")[:1], output_field=DateField()),
            TruncDate("replied_at", tzinfo=CHINA),
        ),
    ).filter(_letter_condition(asked), withdrawn_at__isnull=True)
    return found.filter(state=asked.state) if asked.state else found


def _letter_condition(asked: LetterLedgerFilter) -> Q:
    measure = LetterMeasure(asked.measure or LetterMeasure.SENT)
    match measure:
        case LetterMeasure.SENT:
            return _within("out_on", asked)
        case LetterMeasure.REFERRALS:
            return _within("out_on", asked) & Q(kind=LetterKind.REFERRAL)
        case LetterMeasure.SERVED:
            return _within("served_on", asked)
        case _:
            return _due_condition(measure, asked)


def _due_condition(measure: LetterMeasure, asked: LetterLedgerFilter) -> Q:
    """Return which letters whose 回复期限 lies in the period a measure counts; due once it is over."""
    expected = _within("reply_due_on", asked) & Q(asks_reply=True, out_on__isnull=False)
    is_over = Q(reply_due_on__lt=asked.today)
    seen_until = asked.today if asked.until is None else min(asked.today, asked.until)
    is_answered = Q(replied_on__lte=seen_until)
    conditions = {
        LetterMeasure.DUE: is_over,
        LetterMeasure.REPLIED: is_over & is_answered,
        LetterMeasure.ON_TIME: is_over & Q(replied_on__lte=F("reply_due_on")),
        LetterMeasure.OVERDUE: is_over
        & (Q(replied_on__isnull=True) | Q(replied_on__gt=seen_until)),
        LetterMeasure.NOT_YET: ~is_over,
    }
    return expected & conditions[measure]


def _replies(letters: QuerySet[Letter], asked: LetterLedgerFilter) -> QuerySet[LetterReply]:
    measure = ReplyMeasure(asked.measure or ReplyMeasure.RECEIVED)
    conclusion = asked.state or ("" if measure is ReplyMeasure.RECEIVED else measure.value)
    kept: QuerySet[LetterReply] = LetterReply.objects.filter(
        is_draft=False, letter_id__in=letters.order_by().values("id")
    )
    found = kept.annotate(came_on=Coalesce("received_on", TruncDate("at", tzinfo=CHINA))).filter(
        _within("came_on", asked)
    )
    return found.filter(conclusion=conclusion) if conclusion else found


def _within(column: str, asked: LetterLedgerFilter) -> Q:
    condition = Q(**{f"{column}__isnull": False})
    if asked.since is not None:
        condition &= Q(**{f"{column}__gte": asked.since})
    if asked.until is not None:
        condition &= Q(**{f"{column}__lte": asked.until})
    return condition
