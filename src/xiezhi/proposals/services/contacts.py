"""代表委员联络: an occasion of contact, and what followed."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from xiezhi.accounts.rules.rights import Action, require
from xiezhi.kernel.actor import Actor
from xiezhi.kernel.clock import legal_day
from xiezhi.kernel.errors import ConflictError, InvalidInputError, RuleRefusedError
from xiezhi.kernel.ids import new_id
from xiezhi.kernel.matters import Matter
from xiezhi.language.cleaning import clean_line, clean_text
from xiezhi.ledger.services.acts import act
from xiezhi.proposals.models import DeputyContact, Proposal
from xiezhi.proposals.rules.contacts import MAX_WHO, OBSERVING, ContactKind, names_them
from xiezhi.proposals.rules.kinds import MAX_DELEGATION, MAX_LINE, MAX_WORDS
from xiezhi.proposals.rules.materials import check_day
from xiezhi.proposals.selectors.access import access_contact
from xiezhi.proposals.selectors.behind import interested_behind


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactDraft:
    """An occasion as entered; ``who`` in words of role and number, ``matter`` by value."""

    kind: ContactKind
    held_on: date
    who: str
    said: str
    place: str = ""
    follow_up: str = ""
    matter: Matter | None = None


def record_contact(*, draft: ContactDraft, acting: Actor, now: datetime) -> DeputyContact:
    """Write down an occasion of contact.

    Raises:
        InvalidInputError: ``proposals.who_missing``, ``proposals.words_missing``,
            ``proposals.day_in_future``.
        RuleRefusedError: ``proposals.deputy_has_interest``: who put the proposal forward has an
            interest of their own and may not look on in what it became.
    """
    with act(acting=acting, now=now) as record:
        require(acting, Action.SCREEN_PROPOSAL)
        contact = DeputyContact(
            id=new_id(now),
            kind=draft.kind,
            held_on=draft.held_on,
            who=clean_line(draft.who, limit=MAX_WHO),
            place=clean_line(draft.place, limit=MAX_DELEGATION),
            said=clean_text(draft.said, limit=MAX_WORDS),
            follow_up=clean_text(draft.follow_up, limit=MAX_WORDS),
            recorded_by_label=acting.signature,
            recorded_at=now,
        )
        if not contact.who:
            raise InvalidInputError("proposals.who_missing")
        if not contact.said:
            raise InvalidInputError("proposals.words_missing")
        check_day(draft.held_on, today=legal_day(now))
        if draft.matter is not None:
            _check_interest(draft.kind, contact.who, draft.matter)
            contact.matter_kind, contact.matter_id = draft.matter.kind, draft.matter.id
            contact.matter_label = draft.matter.label
        contact.save(force_insert=True)
        record(
            "proposals.record_contact",
            "deputy_contact",
            contact.id,
            after={"kind": draft.kind, "on": str(draft.held_on), "said": contact.said},
        )
    return contact


def follow_up_contact(
    *, contact_id: UUID, on: date, words: str, acting: Actor, now: datetime
) -> DeputyContact:
    """Note that what was asked for on an occasion is done.

    Raises:
        NotFoundError: ``proposals.no_contact``.
        InvalidInputError: ``proposals.words_missing``, ``proposals.day_in_future``,
            ``proposals.day_too_early``.
        ConflictError: ``proposals.followed_up_already``.
    """
    with act(acting=acting, now=now) as record:
        require(acting, Action.SCREEN_PROPOSAL)
        contact = access_contact(acting, contact_id, lock=True)
        if contact.followed_up_on is not None:
            raise ConflictError("proposals.followed_up_already")
        done = clean_line(words, limit=MAX_LINE)
        if not done:
            raise InvalidInputError("proposals.words_missing")
        check_day(on, today=legal_day(now), earliest=contact.held_on)
        contact.followed_up_on, contact.followed_up_words = on, done
        contact.save(update_fields=["followed_up_on", "followed_up_words"])
        record("proposals.follow_up", "deputy_contact", contact.id, after={"words": done})
    return contact


def _check_interest(kind: ContactKind, who: str, matter: Matter) -> None:
    if kind not in OBSERVING:
        return
    own = Proposal.objects.filter(id=matter.id, has_interest=True)
    for proposal in (*own, *interested_behind([matter.id])):
        if names_them(who, proposal.submitters):
            raise RuleRefusedError(
                "proposals.deputy_has_interest", basis="本院规定", reason=proposal.interest_words
            )
