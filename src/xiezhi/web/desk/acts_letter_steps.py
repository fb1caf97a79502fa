"""Steps of a letter: check, signature, seal, sending, service, reply on paper, calls, withdrawal."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from xiezhi.accounts.rules.rights import Action
from xiezhi.evidence.rules.kinds import MediaKind
from xiezhi.letters.rules.replies import (
    MAX_LETTERS,
    MAX_PHOTOS_EACH,
    ReplyConclusion,
    ReplyDraft,
    ReplyPart,
)
from xiezhi.letters.rules.service import Service, ServiceWay
from xiezhi.letters.services.drafting import pass_check, return_draft, submit_for_check
from xiezhi.letters.services.issuing import (
    EnteredIssue,
    Sealing,
    issue_letter,
    register_letter,
    seal_letter,
)
from xiezhi.letters.services.keepers import (
    after_objection,
    after_reply,
    after_service,
    after_withdrawal,
)
from xiezhi.letters.services.notes import note_on_letter
from xiezhi.letters.services.objecting import record_objection
from xiezhi.letters.services.replies import ReplyPaper, record_paper_reply
from xiezhi.letters.services.sending import record_service, send_letter, withdraw_letter
from xiezhi.web.desk.acts_words import note_text
from xiezhi.web.desk.letter_act import (
    LetterAct,
    LetterDoing,
    letter_act_page,
    say_number,
)
from xiezhi.web.desk.letter_answer_forms import ObjectionForm, PaperReplyForm
from xiezhi.web.desk.letter_forms import (
    CheckForm,
    IssueForm,
    LetterNoteForm,
    PlainForm,
    RegisterForm,
    SealForm,
    ServiceForm,
    WithdrawForm,
    WordsForm,
)
from xiezhi.web.uploads import incoming

_WRITERS = frozenset({Action.REFER_TO_ORGAN})
_RECORDERS = frozenset({Action.RECORD_PAPER_REPLY})


def _submit(doing: LetterDoing) -> None:
    submit_for_check(
        letter_id=doing.letter.id,
        words=doing.data["words"],
        acting=doing.acting,
        now=doing.now,
    )


def _check(doing: LetterDoing) -> None:
    judge = pass_check if doing.data["passes"] else return_draft
    judge(
        letter_id=doing.letter.id,
        words=doing.data["words"],
        acting=doing.acting,
        now=doing.now,
    )


def _issue(doing: LetterDoing) -> None:
    issue_letter(letter_id=doing.letter.id, acting=doing.acting, now=doing.now)


def _entered(doing: LetterDoing) -> EnteredIssue:
    return EnteredIssue(
        issued_by_label=doing.data["issued_by_label"],
        issued_on=doing.data["issued_on"],
        slip=doing.paper("issue_slip"),
    )


def _sealing(doing: LetterDoing) -> Sealing:
    return Sealing(
        office_number=doing.data["office_number"],
        sealed_on=doing.data["sealed_on"],
        sealed_letter=doing.paper("sealed_letter"),
        seal_slip=doing.paper("seal_slip"),
    )


def _enter_issue(doing: LetterDoing) -> None:
    issue_letter(
        letter_id=doing.letter.id, entered=_entered(doing), acting=doing.acting, now=doing.now
    )


def _seal(doing: LetterDoing) -> None:
    seal_letter(
        letter_id=doing.letter.id, sealing=_sealing(doing), acting=doing.acting, now=doing.now
    )
    say_number(doing.request, doing.data["office_number"])


def _register(doing: LetterDoing) -> None:
    register_letter(
        letter_id=doing.letter.id,
        issue=_entered(doing),
        sealing=_sealing(doing),
        acting=doing.acting,
        now=doing.now,
    )
    if doing.data["send_now"]:
        _send(doing)
    say_number(doing.request, doing.data["office_number"])


def _send(doing: LetterDoing) -> None:
    send_letter(letter_id=doing.letter.id, acting=doing.acting, now=doing.now)


def _serve(doing: LetterDoing) -> None:
    letter = record_service(
        letter_id=doing.letter.id,
        service=service_of(doing),
        receipt=doing.paper("receipt"),
        acting=doing.acting,
        now=doing.now,
    )
    after_service(letter, acting=doing.acting, now=doing.now)


def service_of(doing: LetterDoing) -> Service:
    """Return the service a form was filled in with."""
    data = doing.data
    return Service(
        way=ServiceWay(data["way"]),
        served_on=data["served_on"],
        signed_for_by=data["signed_for_by"],
        note=data["note"],
        tracking_number=data["tracking_number"],
    )


def _papers(doing: LetterDoing) -> list[ReplyPaper]:
    letters = doing.papers("letters", MAX_LETTERS + 1)
    most = MAX_PHOTOS_EACH + 1
    return [
        *(ReplyPaper(part=ReplyPart.LETTER, file=file) for file in letters),
        *(
            ReplyPaper(part=part, file=file)
            for part in (ReplyPart.BEFORE, ReplyPart.AFTER)
            for file in incoming(doing.request, part.value, kind=MediaKind.PHOTO, limit=most)
        ),
    ]


def _reply(doing: LetterDoing) -> None:
    data = doing.data
    reply = record_paper_reply(
        letter_id=doing.letter.id,
        draft=ReplyDraft(
            words=data["words"],
            measures=data["measures"],
            conclusion=ReplyConclusion(data["conclusion"]),
            reply_number=data["reply_number"],
            dated_on=data["dated_on"],
        ),
        received_on=data["received_on"],
        papers=_papers(doing),
        acting=doing.acting,
        now=doing.now,
    )
    after_reply(reply, acting=doing.acting, now=doing.now)


def _object(doing: LetterDoing) -> None:
    letter = record_objection(
        letter_id=doing.letter.id,
        words=doing.data["words"],
        paper=doing.paper("paper"),
        on=doing.data["on"],
        acting=doing.acting,
        now=doing.now,
    )
    after_objection(letter, acting=doing.acting, now=doing.now)


def _withdraw(doing: LetterDoing) -> None:
    letter = withdraw_letter(
        letter_id=doing.letter.id,
        reason=doing.data["reason"],
        acting=doing.acting,
        now=doing.now,
    )
    after_withdrawal(letter, acting=doing.acting, now=doing.now)


def _note(doing: LetterDoing) -> None:
    note_on_letter(
        letter_id=doing.letter.id,
        note=note_text(doing.data),
        acting=doing.acting,
        now=doing.now,
    )


_SUBMIT = LetterAct(
    title=_("送核稿"), submit=_("送核稿"), done=_("已送核稿。"),
    form=WordsForm, perform=_submit, rights=_WRITERS, basis="公文处理条例第20条",
    text=_("核稿是院内预审，可以不送：已经在 OA 或纸上签批的，直接登记发文。"),
)  # fmt: skip
_CHECK = LetterAct(
    title=_("核稿"), submit=_("登记核稿意见"), done=_("核稿意见已登记。"),
    form=CheckForm, perform=_check, rights=frozenset({Action.CHECK_LETTER}),
    basis="公文处理条例第20条", template="desk/letter_act_words.html",
    fields_of={"letters.no_reason": "words"},
)  # fmt: skip
_ISSUE = LetterAct(
    title=_("签发"), submit=_("签发"), done=_("已签发，待用印。"),
    form=PlainForm, perform=_issue, rights=frozenset({Action.ISSUE_LETTER}),
    basis="公文处理条例第22条", template="desk/letter_act_words.html",
)  # fmt: skip
_ENTER_ISSUE = LetterAct(
    title=_("代录签发"), submit=_("登记签发"), done=_("签发已登记，待用印。"),
    form=IssueForm, perform=_enter_issue, rights=frozenset({Action.RECORD_DECISION}),
    basis="公文处理条例第22条", fields_of={"letters.day_in_future": "issued_on"},
)  # fmt: skip
_SEAL = LetterAct(
    title=_("登记用印"), submit=_("登记用印"), done=_("用印已登记，待送达。"),
    form=SealForm, perform=_seal, rights=_RECORDERS, basis="公文处理条例第9条",
    fields_of={"letters.day_in_future": "sealed_on"},
)  # fmt: skip
_REGISTER = LetterAct(
    title=_("登记发文"), submit=_("登记发文"), done=_("发文已登记。"),
    form=RegisterForm, perform=_register, rights=frozenset({Action.RECORD_DECISION}),
    basis="公文处理条例第25条", template="desk/letter_register.html",
    text=_("签发人、签发日期、文号、用印日期和盖章件一次登记。"),
    fields_of={"letters.day_in_future": "sealed_on"},
)  # fmt: skip
_SEND = LetterAct(
    title=_("发到协作门户"), submit=_("发到协作门户"), done=_("已发到协作门户。送达另行登记。"),
    form=PlainForm, perform=_send, rights=_RECORDERS, template="desk/letter_act_words.html",
    text=_("发送不等于送达：送达以回证签收日为准。"), basis="本院规定",
)  # fmt: skip
_SERVE = LetterAct(
    title=_("登记送达"), submit=_("登记送达"), done=_("送达已登记。"),
    form=ServiceForm, perform=_serve, rights=_RECORDERS, basis="民事诉讼法第87至91条",
    fields_of={"letters.day_in_future": "served_on"},
)  # fmt: skip
_REPLY = LetterAct(
    title=_("代录回复"), submit=_("登记回复"), done=_("回复已登记。"),
    form=PaperReplyForm, perform=_reply, rights=_RECORDERS, text=_("与门户回复效力相同。"),
    template="desk/letter_reply.html",
    fields_of={"letters.day_in_future": "received_on"},
)  # fmt: skip
_OBJECTION = LetterAct(
    title=_("代录异议"), submit=_("登记异议"), done=_("异议已登记。"),
    form=ObjectionForm, perform=_object, rights=_RECORDERS, basis="检察建议规定第23条",
    text=_("收到异议后应当立即复核；与门户提出的异议效力相同。"),
    fields_of={
        "letters.day_in_future": "on",
        "letters.objection_late": "on",
        "letters.no_objection": "words",
        "letters.objection_paper_missing": "paper",
    },
)  # fmt: skip
_WITHDRAW = LetterAct(
    title=_("撤回函件"), submit=_("撤回"), done=_("已撤回，对方不再看到。"),
    form=WithdrawForm, perform=_withdraw, rights=_WRITERS, basis="本院规定",
)  # fmt: skip
_NOTE = LetterAct(
    title=_("电话记录、催办"), submit=_("登记"), done=_("已登记。"),
    form=LetterNoteForm, perform=_note, rights=frozenset({Action.VIEW_OWN_LEADS}),
    fields_of={"letters.day_in_future": "spoken_at", "letters.no_words": "words"},
)  # fmt: skip


@require_http_methods(["GET", "POST"])
def submit(request: HttpRequest, letter_id: UUID) -> HttpResponse:
    """Hand a draft over for the check."""
    return letter_act_page(request, letter_id, _SUBMIT)


@require_http_methods(["GET", "POST"])
def check(request: HttpRequest, letter_id: UUID) -> HttpResponse:
    """Agree to a draft, or send it back with words."""
    return letter_act_page(request, letter_id, _CHECK)


@require_http_methods(["GET", "POST"])
def issue(request: HttpRequest, letter_id: UUID) -> HttpResponse:
    """Sign in person."""
    return letter_act_page(request, letter_id, _ISSUE)


@require_http_methods(["GET", "POST"])
def enter_issue(request: HttpRequest, letter_id: UUID) -> HttpResponse:
    """Enter a signature given on paper."""
    return letter_act_page(request, letter_id, _ENTER_ISSUE)


@require_http_methods(["GET", "POST"])
def seal(request: HttpRequest, letter_id: UUID) -> HttpResponse:
    """Record number and seal."""
    return letter_act_page(request, letter_id, _SEAL)


@require_http_methods(["GET", "POST"])
def register(request: HttpRequest, letter_id: UUID) -> HttpResponse:
    """Record signature, number and seal in one step."""
    return letter_act_page(request, letter_id, _REGISTER)


@require_http_methods(["GET", "POST"])
def send(request: HttpRequest, letter_id: UUID) -> HttpResponse:
    """Show a sealed letter in the unit's portal."""
    return letter_act_page(request, letter_id, _SEND)


@require_http_methods(["GET", "POST"])
def service(request: HttpRequest, letter_id: UUID) -> HttpResponse:
    """Record service with its receipt."""
    return letter_act_page(request, letter_id, _SERVE)


@require_http_methods(["GET", "POST"])
def reply(request: HttpRequest, letter_id: UUID) -> HttpResponse:
    """Enter a reply that came on paper."""
    return letter_act_page(request, letter_id, _REPLY)


@require_http_methods(["GET", "POST"])
def objection(request: HttpRequest, letter_id: UUID) -> HttpResponse:
    """Enter an objection that came on paper."""
    return letter_act_page(request, letter_id, _OBJECTION)


@require_http_methods(["GET", "POST"])
def withdraw(request: HttpRequest, letter_id: UUID) -> HttpResponse:
    """Withdraw a letter not answered yet."""
    return letter_act_page(request, letter_id, _WITHDRAW)


@require_http_methods(["GET", "POST"])
def note(request: HttpRequest, letter_id: UUID) -> HttpResponse:
    """Write down a call or an urging about a letter."""
    return letter_act_page(request, letter_id, _NOTE, instance=request.GET.get("kind"))
