"""现在可以 of a letter: the acts as buttons with their article, the one that leads on first."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from django.urls import reverse
from django.utils.translation import gettext as _

from xiezhi.accounts.rules.rights import Action, may
from xiezhi.cases.rules.papers import PaperKind
from xiezhi.kernel.actor import Actor
from xiezhi.kernel.matters import MatterKind
from xiezhi.letters.models import Letter
from xiezhi.letters.rules.kinds import WRITTEN_HERE
from xiezhi.letters.rules.procedure import OUT, LetterState

ActButton = dict[str, str | bool]

_OWN: Final = "本院规定"
_CHECK: Final = "公文处理条例第20条"
_ISSUE: Final = "公文处理条例第22条"
_REGISTER: Final = "公文处理条例第25条"


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """An act a letter is ready for, with the right it needs. ``name`` is its address."""

    label: str
    name: str
    right: Action
    basis: str = _OWN
    is_due: bool = False
    query: str = ""
    is_danger: bool = False


def letter_acts(
    acting: Actor,
    letter: Letter,
    *,
    is_overdue: bool,
    report_basis: str = "",
    has_paper_reply: bool = False,
) -> list[ActButton]:
    """Return what the actor may do with a letter now; what leads on stands first, in blue.

    ``report_basis`` is the article by which its case still owes the report upwards 备案; a reply that
    came on paper has a day somebody typed.
    """
    offers = list(offers_of(letter, acting, is_overdue=is_overdue))
    if report_basis:
        offers.append(_report(report_basis))
    if has_paper_reply:
        right = Action.RECORD_PAPER_REPLY
        offers.append(_offer(_("更正回复收到日期"), "reply_correct", right))
    found = [_button(offer, letter) for offer in offers if may(acting, offer.right)]
    return sorted(found, key=lambda act: not act["is_due"])


def next_offer(acting: Actor, letter: Letter, *, is_overdue: bool) -> Offer | None:
    """Return the first act the actor may do, due ones first; for a list's row."""
    offers = [
        offer
        for offer in offers_of(letter, acting, is_overdue=is_overdue)
        if may(acting, offer.right) and offer.name not in _NEVER_FIRST
    ]
    return min(offers, key=lambda offer: not offer.is_due, default=None)


def offer_url(offer: Offer, letter: Letter) -> str:
    """Return the address of an act."""
    target = letter.matter_id if offer.name in _OF_THE_MATTER else letter.id
    return reverse(offer.name, args=[target]) + offer.query


_OF_THE_MATTER: Final = frozenset({"desk:letter_new", "cases:register"})
_NEVER_FIRST: Final = frozenset(
    {"desk:letter_withdraw", "desk:letter_correct", "desk:letter_service_correct"}
)


def offers_of(letter: Letter, acting: Actor, *, is_overdue: bool) -> Iterator[Offer]:
    """Yield the acts the state is ready for, whoever may do them."""
    yield from _before_seal(letter, acting)
    if letter.state in OUT:
        yield from _handed_over(letter, is_overdue=is_overdue)
    if letter.state == LetterState.REPLIED and letter.served_on is None:
        yield _offer(_("登记送达"), "service", Action.RECORD_PAPER_REPLY, is_due=True)
    yield _offer(_("记电话、催办"), "note", Action.VIEW_OWN_LEADS)
    yield from _objection(letter)
    is_written_here = letter.kind in WRITTEN_HERE
    if is_written_here and letter.sealed_on is not None and letter.state != LetterState.WITHDRAWN:
        yield _offer(_("更正发文登记"), "correct", Action.RECORD_DECISION)
    if letter.served_on is not None and letter.state != LetterState.WITHDRAWN:
        yield _offer(_("更正送达登记"), "service_correct", Action.RECORD_PAPER_REPLY)
    if letter.state not in {LetterState.REPLIED, LetterState.WITHDRAWN}:
        yield _offer(_("撤回"), "withdraw", Action.REFER_TO_ORGAN, is_danger=True)


def _before_seal(letter: Letter, acting: Actor) -> Iterator[Offer]:
    state = LetterState(letter.state)
    if state is LetterState.CHECKING and letter.written_by_id != acting.id:
        yield _offer(_("核稿"), "check", Action.CHECK_LETTER, basis=_CHECK, is_due=True)
    if state in {LetterState.DRAFT, LetterState.CHECKED, LetterState.CHECKING, LetterState.ISSUED}:
        is_due = state is not LetterState.CHECKING
        yield _offer(
            _("登记发文"), "register", Action.RECORD_DECISION, basis=_REGISTER, is_due=is_due
        )
    if state is LetterState.DRAFT:
        yield _offer(_("修改"), "edit", Action.REFER_TO_ORGAN)
        yield _offer(_("送核稿"), "submit", Action.REFER_TO_ORGAN, basis=_CHECK)
    if state in {LetterState.DRAFT, LetterState.CHECKED}:
        is_waiting = state is LetterState.CHECKED
        yield _offer(_("签发"), "issue", Action.ISSUE_LETTER, basis=_ISSUE, is_due=is_waiting)
        yield _offer(_("代录签发"), "enter_issue", Action.RECORD_DECISION, basis=_ISSUE)
    if state is LetterState.ISSUED:
        basis = "公文处理条例第9条"
        yield _offer(_("登记用印"), "seal", Action.RECORD_PAPER_REPLY, basis=basis, is_due=True)


def _handed_over(letter: Letter, *, is_overdue: bool) -> Iterator[Offer]:
    if is_overdue:
        query = "?kind=urge_call"
        yield _offer(_("催办"), "note", Action.REFER_TO_ORGAN, is_due=True, query=query)
        if letter.matter_kind == MatterKind.LEAD:
            yield Offer(
                label=_("写催办函"),
                name="desk:letter_new",
                right=Action.REFER_TO_ORGAN,
                query=f"?urges={letter.id}",
            )
    if letter.served_on is None:
        basis = "民事诉讼法第87至91条"
        right = Action.RECORD_PAPER_REPLY
        yield _offer(_("登记送达"), "service", right, basis=basis, is_due=True)
    if letter.sent_at is None:
        yield _offer(_("发到协作门户"), "send", Action.RECORD_PAPER_REPLY)
    yield _offer(_("代录回复"), "reply", Action.RECORD_PAPER_REPLY)


def _objection(letter: Letter) -> Iterator[Offer]:
    """Only while the paper's own period can run: before service there is nothing to object to."""
    is_with_unit = letter.state != LetterState.WITHDRAWN and letter.objection_until is not None
    if letter.may_object and is_with_unit and letter.objected_on is None:
        basis = "检察建议规定第23条"
        yield _offer(_("代录异议"), "objection", Action.RECORD_PAPER_REPLY, basis=basis)


def _report(basis: str) -> Offer:
    return Offer(
        label=_("报备案"),
        name="cases:register",
        right=Action.RECORD_DECISION,
        basis=basis,
        query=f"?paper={PaperKind.RECORD_FILING_REPORT}",
    )


def _offer(  # one value, each part named
    label: str,
    name: str,
    right: Action,
    *,
    basis: str = _OWN,
    is_due: bool = False,
    query: str = "",
    is_danger: bool = False,
) -> Offer:
    return Offer(
        label=label,
        name=f"desk:letter_{name}",
        right=right,
        basis=basis,
        is_due=is_due,
        query=query,
        is_danger=is_danger,
    )


def _button(offer: Offer, letter: Letter) -> ActButton:
    return {
        "label": offer.label,
        "url": offer_url(offer, letter),
        "basis": offer.basis,
        "is_due": offer.is_due,
        "is_danger": offer.is_danger,
    }
