"""What every page of the portal shows, and what a document's page shows."""

from datetime import date, datetime
from typing import Final
from uuid import UUID

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from xiezhi.config.environment import Zone
from xiezhi.kernel.actor import Actor
from xiezhi.letters.rules.objections import BASIS
from xiezhi.letters.rules.replies import PART_LABELS, REPLY_LABELS, ReplyConclusion, ReplyPart
from xiezhi.letters.rules.setting_aside import SET_ASIDE_BASIS, SetAside
from xiezhi.letters.selectors.portal import (
    ReplyFile,
    UnitLetter,
    UnitLetterPage,
    UnitReply,
    get_unit_letter,
)
from xiezhi.partners.models import LiaisonOfficer
from xiezhi.partners.selectors.meetings import count_own_unanswered
from xiezhi.partners.selectors.own_unit import get_own_officer
from xiezhi.partners.selectors.units import is_confirmation_due
from xiezhi.web.measure_rows import MeasureRows, rows_to_fill
from xiezhi.web.portal.answer import seen_words
from xiezhi.web.portal.clocks import OWN_WITHOUT_TEXT, clock_of, length_of
from xiezhi.web.portal.forms import (
    ObjectionForm,
    ReplyForm,
    contact_form_of,
    reply_form_of,
)

Context = dict[str, object]
_HAS_DESK: Final = settings.XIEZHI_ZONE is Zone.SINGLE


def frame(acting: Actor, today: date, current: str) -> tuple[Context, LiaisonOfficer]:
    """Return the head of a page and the officer it is shown to."""
    officer = get_own_officer(acting)
    is_due = is_confirmation_due(officer, today)
    links = [
        ("portal:home", _("来函")),
        ("unit_reports:list", _("线索移送")),
        *([("cooperation:duties", _("协作"))] if _HAS_DESK else []),
        ("portal:contacts", _("联系检察院")),
        ("portal:liaison", _("联络员")),
    ]
    return {
        "unit_name": officer.unit.name,
        "confirmation_due": is_due,
        "portal_navigation": [
            {"label": label, "url": reverse(name), "is_current": name == current}
            for name, label in links
        ],
    }, officer


def meetings_waiting(acting: Actor, now: datetime) -> int:
    """Return how many joint meetings wait for the unit's 回执."""
    return count_own_unanswered(acting, now) if _HAS_DESK else 0


def letter_page(
    acting: Actor,
    letter_id: UUID,
    today: date,
    *,
    form: ReplyForm | None = None,
    rows: MeasureRows | None = None,
    objection: ObjectionForm | None = None,
) -> Context:
    """Return the context of a document's page, with forms as sent when they came back."""
    context, officer = frame(acting, today, "portal:home")
    page = get_unit_letter(acting, letter_id, today)
    letter = page.letter
    context |= {
        "letter": letter,
        "clock": clock_of(letter),
        "explanation": explanation_of(letter),
        "consent_on": officer.unit.consented_to_electronic_service_on,
        "sealed_url": _file_url(letter, letter.sealed_letter_id) if letter.sealed_letter_id else "",
        "replies": [reply_shown(letter, reply) for reply in page.replies],
    }
    if letter.set_aside:
        context |= {"set_aside": set_aside_words(letter), "set_aside_basis": SET_ASIDE_BASIS}
    if letter.objections.may_object:
        context["objection"] = objection_shown(letter, today, objection)
    if letter.replied_at is None:
        context |= {"contact_form": contact_form_of(letter)}
    takes_reply = letter.asks_reply or not letter.paper_name
    if letter.received_at is not None and letter.replied_at is None and takes_reply:
        context |= _answer_box(page, form, rows)
    return context


def _answer_box(page: UnitLetterPage, form: ReplyForm | None, rows: MeasureRows | None) -> Context:
    draft = page.draft
    kept = () if draft is None else draft.files
    form = form or reply_form_of(draft)
    form.offer_objection(is_offered=page.letter.objections.objected_on is not None)
    return {
        "form": form,
        "rows": rows or rows_to_fill(() if draft is None else draft.measures),
        "kept_files": {
            part.value: [file_shown(page.letter, file) for file in kept if file.part == part]
            for part in ReplyPart
        },
        "draft_at": None if draft is None else draft.at,
        "draft_seen": seen_words(draft),
    }


def objection_shown(letter: UnitLetter, today: date, form: ObjectionForm | None) -> Context:
    """Return what is shown of 提出异议: the form while the period runs, then what was said."""
    period = letter.objections
    is_open = period.is_open_on(today) and letter.received_at is not None
    file_id = letter.objection_paper_id
    return {
        "form": (form or ObjectionForm()) if is_open else None,
        "until": period.until,
        "is_provisional": period.is_provisional,
        "objected_on": period.objected_on,
        "words": letter.objection,
        "is_forgotten": letter.objection_is_forgotten,
        "paper_url": _file_url(letter, file_id) if file_id else "",
        "basis": BASIS,
        "is_over": period.until is not None and today > period.until,
    }


def set_aside_words(letter: UnitLetter) -> str:
    """Return what became of a paper a later decision changed or withdrew."""
    words = {
        "day": "" if letter.set_aside_on is None else letter.set_aside_on.isoformat(),
        "number": letter.set_aside_number,
    }
    if letter.set_aside == SetAside.CHANGED:
        return (
            _(
                "本院于 %(day)s 决定变更本文书（%(number)s）。请按变更后的内容办理，并在变更决定书写明的期限内回复。"
            )
            % words
        )
    return _("本院于 %(day)s 决定撤回本文书（%(number)s）。不须再按本文书办理和回复。") % words


def explanation_of(letter: UnitLetter) -> str:
    """Return in a sentence where the limit comes from and how it is counted.

    A text is named as it stood when the limit began: what became of it since changes nothing here.
    """
    if letter.set_aside:
        return _("原定的回复期限不再计算。")
    if not letter.asks_reply:
        return _("这件来函不要求书面回复。")
    limit = letter.limit
    words = {
        "length": length_of(limit),
        "basis": limit.basis,
        "due": "" if letter.reply_due_on is None else letter.reply_due_on.isoformat(),
    }
    if limit.kind != "own":
        source = _("法定期限（%(basis)s）。") % words
    elif limit.basis not in {"", OWN_WITHOUT_TEXT}:
        source = _("本院规定（%(basis)s），法律没有规定这一期限。") % words
    else:
        source = _("本院设定，法律没有规定这一期限。")
    if letter.reply_due_on is None:
        return source + _("自送达次日起算 %(length)s。") % words
    return source + _("自送达次日起算 %(length)s，到 %(due)s 止。") % words


def file_shown(letter: UnitLetter, file: ReplyFile) -> dict[str, object]:
    """Return a file as the templates list it."""
    is_picture = file.media_type.startswith("image/")
    url = _file_url(letter, file.id)
    return {
        "id": file.id,
        "url": url,
        "thumb_url": f"{url}?copy=thumbnail" if is_picture else "",
        "full_url": url,
        "is_picture": is_picture,
        "name": file.name or _(PART_LABELS[file.part]),
        "alt": _(PART_LABELS[file.part]),
        "caption": "",
    }


def reply_shown(letter: UnitLetter, reply: UnitReply) -> dict[str, object]:
    """Return a reply as the templates show it."""
    return {
        "reply": reply,
        "conclusion": _(REPLY_LABELS[ReplyConclusion(reply.conclusion)])
        if reply.conclusion
        else "",
        "is_paper": reply.way == "entered",
        "files": {
            part.value: [file_shown(letter, file) for file in reply.files_of(part)]
            for part in ReplyPart
        },
    }


def _file_url(letter: UnitLetter, file_id: UUID) -> str:
    return reverse("portal:file", args=[letter.id, file_id])
