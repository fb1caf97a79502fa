"""What was entered of a letter is put right: 更正发文登记, 更正送达登记, 更正回复收到日期. What stood before is kept."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from xiezhi.accounts.rules.rights import Action
from xiezhi.letters.services.correcting import correct_reply, correct_service
from xiezhi.letters.services.issuing import EnteredIssue, Sealing, correct_registration
from xiezhi.letters.services.keepers import after_correction, after_reply_correction
from xiezhi.web.desk.acts_letter_steps import service_of
from xiezhi.web.desk.letter_act import LetterAct, LetterDoing, letter_act_page, say_number
from xiezhi.web.desk.letter_answer_forms import CorrectReplyForm
from xiezhi.web.desk.letter_forms import CorrectForm, CorrectServiceForm


def _correct(doing: LetterDoing) -> None:
    correct_registration(
        letter_id=doing.letter.id,
        issue=EnteredIssue(
            issued_by_label=doing.data["issued_by_label"], issued_on=doing.data["issued_on"]
        ),
        sealing=Sealing(
            office_number=doing.data["office_number"],
            sealed_on=doing.data["sealed_on"],
            sealed_letter=doing.paper("sealed_letter"),
        ),
        reason=doing.data["reason"],
        acting=doing.acting,
        now=doing.now,
    )
    say_number(doing.request, doing.data["office_number"])


def _correct_service(doing: LetterDoing) -> None:
    letter = correct_service(
        letter_id=doing.letter.id,
        service=service_of(doing),
        reason=doing.data["reason"],
        receipt=doing.paper("receipt"),
        acting=doing.acting,
        now=doing.now,
    )
    after_correction(letter, acting=doing.acting, now=doing.now)


def _correct_reply(doing: LetterDoing) -> None:
    reply, was_on = correct_reply(
        letter_id=doing.letter.id,
        received_on=doing.data["received_on"],
        reason=doing.data["reason"],
        acting=doing.acting,
        now=doing.now,
    )
    after_reply_correction(reply, was_on=was_on, acting=doing.acting, now=doing.now)


_CORRECT = LetterAct(
    title=_("更正发文登记"), submit=_("更正"), done=_("发文登记已更正。"),
    form=CorrectForm, perform=_correct, rights=frozenset({Action.RECORD_DECISION}),
    basis="本院规定", text=_("原来登记的内容和更正理由留在经过里。"),
    fields_of={"letters.day_in_future": "sealed_on"},
)  # fmt: skip
_CORRECT_SERVICE = LetterAct(
    title=_("更正送达登记"), submit=_("更正"), done=_("送达登记已更正，期限已重新起算。"),
    form=CorrectServiceForm, perform=_correct_service, rights=frozenset({Action.RECORD_PAPER_REPLY}), basis="本院规定",
    text=_("原来的登记、回证和更正理由都留着；回复期限、异议期限从更正后的送达日期重新起算。"),
    fields_of={"letters.day_in_future": "served_on", "letters.nothing_corrected": "served_on"},
)  # fmt: skip

_CORRECT_REPLY = LetterAct(
    title=_("更正回复收到日期"), submit=_("更正"), done=_("回复的收到日期已更正。"),
    form=CorrectReplyForm, perform=_correct_reply, rights=frozenset({Action.RECORD_PAPER_REPLY}), basis="本院规定",
    text=_("原来的日期和更正理由留在经过里；是否按期回复按更正后的日期看。"),
    fields_of={
        "letters.day_in_future": "received_on",
        "letters.nothing_corrected": "received_on",
        "letters.received_before_dated": "received_on",
    },
)  # fmt: skip


@require_http_methods(["GET", "POST"])
def correct(request: HttpRequest, letter_id: UUID) -> HttpResponse:
    """Put right what was entered of signature, number and seal."""
    return letter_act_page(request, letter_id, _CORRECT)


@require_http_methods(["GET", "POST"])
def service(request: HttpRequest, letter_id: UUID) -> HttpResponse:
    """Put right what was entered of a service."""
    return letter_act_page(request, letter_id, _CORRECT_SERVICE)


@require_http_methods(["GET", "POST"])
def reply(request: HttpRequest, letter_id: UUID) -> HttpResponse:
    """Put right the day a reply on paper was received."""
    return letter_act_page(request, letter_id, _CORRECT_REPLY)
