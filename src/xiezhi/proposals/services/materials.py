"""素材 for deputies: written, offered, and what they made of it. Nothing here submits a proposal."""

from datetime import date, datetime
from uuid import UUID

from xiezhi.accounts.rules.rights import Action, require
from xiezhi.kernel.actor import Actor
from xiezhi.kernel.clock import legal_day
from xiezhi.kernel.errors import ConflictError, InvalidInputError
from xiezhi.kernel.ids import new_id
from xiezhi.kernel.matters import Matter
from xiezhi.language.cleaning import clean_line, clean_text
from xiezhi.ledger.services.acts import act
from xiezhi.proposals.models import Material
from xiezhi.proposals.rules.kinds import MAX_LINE, MAX_TITLE
from xiezhi.proposals.rules.materials import (
    MAX_MATERIAL,
    MAX_OFFERED_TO,
    MaterialState,
    check_day,
    check_material,
)
from xiezhi.proposals.selectors.access import access_material, access_proposal


def write_material(
    *,
    title: str,
    words: str,
    matter: Matter | None = None,
    material_id: UUID | None = None,
    acting: Actor,
    now: datetime,
) -> Material:
    """Write a material, or write a draft over. Words hold no secrets of a case: the writer sees to it.

    Raises:
        NotFoundError: ``proposals.no_material``.
        InvalidInputError: ``proposals.title_missing``, ``proposals.words_missing``.
        ConflictError: ``proposals.offered_already``.
    """
    with act(acting=acting, now=now) as record:
        require(acting, Action.CONVERT_PROPOSAL)
        if material_id is None:
            material = Material(id=new_id(now))
        else:
            material = access_material(acting, material_id, lock=True)
        if material.state != MaterialState.DRAFT:
            raise ConflictError("proposals.offered_already")
        material.title = clean_line(title, limit=MAX_TITLE)
        material.words = clean_text(words, limit=MAX_MATERIAL)
        check_material(title=material.title, words=material.words)
        if matter is not None:
            material.matter_kind, material.matter_id = matter.kind, matter.id
            material.matter_label = matter.label
        material.written_by_label, material.written_at = acting.signature, now
        material.save()
        record(
            "proposals.write_material",
            "material",
            material.id,
            after={"title": material.title, "words": material.words},
        )
    return material


def offer_material(
    *, material_id: UUID, offered_to: str, offered_on: date, acting: Actor, now: datetime
) -> Material:
    """Note to whom a material was offered and on which day; they decide freely what becomes of it.

    Raises:
        NotFoundError: ``proposals.no_material``.
        InvalidInputError: ``proposals.offered_to_missing``, ``proposals.day_in_future``.
        ConflictError: ``proposals.offered_already``.
    """
    with act(acting=acting, now=now) as record:
        require(acting, Action.CONVERT_PROPOSAL)
        material = access_material(acting, material_id, lock=True)
        if material.state != MaterialState.DRAFT:
            raise ConflictError("proposals.offered_already")
        material.offered_to = clean_line(offered_to, limit=MAX_OFFERED_TO)
        if not material.offered_to:
            raise InvalidInputError("proposals.offered_to_missing")
        check_day(offered_on, today=legal_day(now))
        material.offered_on, material.state = offered_on, MaterialState.OFFERED
        material.save()
        record(
            "proposals.offer_material",
            "material",
            material.id,
            after={"to": material.offered_to, "on": str(offered_on)},
        )
    return material


def record_outcome_of_material(
    *,
    material_id: UUID,
    proposal_id: UUID | None,
    on: date,
    words: str,
    acting: Actor,
    now: datetime,
) -> Material:
    """Note what came of a material: the proposal deputies put forward in their own name, or none.

    Raises:
        NotFoundError: ``proposals.no_material``, ``proposals.not_found``.
        InvalidInputError: ``proposals.day_in_future``, ``proposals.day_too_early``.
        ConflictError: ``proposals.not_offered``.
    """
    with act(acting=acting, now=now) as record:
        require(acting, Action.CONVERT_PROPOSAL)
        material = access_material(acting, material_id, lock=True)
        if material.state != MaterialState.OFFERED:
            raise ConflictError("proposals.not_offered")
        check_day(on, today=legal_day(now), earliest=material.offered_on)
        taken = None if proposal_id is None else access_proposal(acting, proposal_id)
        material.proposal = taken
        material.state = MaterialState.NOT_TAKEN if taken is None else MaterialState.TAKEN_UP
        material.outcome_on = on
        material.outcome_words = clean_line(words, limit=MAX_LINE)
        material.save()
        record(
            "proposals.outcome_of_material",
            "material",
            material.id,
            after={"proposal": str(proposal_id or ""), "on": str(on)},
        )
    return material
