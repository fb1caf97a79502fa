"""内部预审: opinions on a draft, where the office wants them. They move no case and decide nothing."""

from datetime import datetime
from uuid import UUID

from xiezhi.accounts.rules.rights import Action, require
from xiezhi.cases.models import PreviewOpinion, PreviewSwitch
from xiezhi.cases.rules.preview import RIGHTS
from xiezhi.cases.selectors.access import access_case
from xiezhi.cases.selectors.drafts import access_draft
from xiezhi.cases.selectors.office_papers import preview_of
from xiezhi.kernel.actor import Actor
from xiezhi.kernel.errors import ConflictError, InvalidInputError
from xiezhi.language.cleaning import clean_text
from xiezhi.ledger.rules.canonical import Json
from xiezhi.ledger.services.acts import act

BASIS = "本院设定"
MAX_WORDS = 2000


def set_preview(*, is_on: bool, acting: Actor, now: datetime) -> PreviewSwitch:
    """Turn the internal preview of drafts on or off."""
    with act(acting=acting, now=now) as record:
        require(acting, Action.MANAGE_OFFICE)
        made: PreviewSwitch = PreviewSwitch.objects.create(
            is_on=is_on, set_by_label=acting.signature[:60], set_at=now
        )
        record("cases.set_preview", "preview_switch", made.id, after={"is_on": is_on})
    return made


def give_opinion(  # one act, each value named
    *, case_id: UUID, draft_id: UUID, agrees: bool, words: str, acting: Actor, now: datetime
) -> PreviewOpinion:
    """Give the opinion whose turn it is on the present wording of a draft.

    Raises:
        ConflictError: ``cases.preview_off``, ``cases.preview_over``: returned, or seen by all.
        InvalidInputError: ``cases.no_reason``: 不同意 without a reason.
        NotAllowedError: ``accounts.no_right``: it is somebody else's turn.
    """
    with act(acting=acting, now=now) as record:
        case = access_case(acting, case_id, lock=True)
        draft = access_draft(acting, draft_id, case_id=case.id)
        preview = preview_of(draft)
        if not preview.is_on:
            raise ConflictError("cases.preview_off", basis=BASIS)
        if preview.next_stage is None:
            raise ConflictError("cases.preview_over", basis=BASIS)
        require(acting, RIGHTS[preview.next_stage])
        said = clean_text(words, limit=MAX_WORDS).strip()
        if not agrees and not said:
            raise InvalidInputError("cases.no_reason")
        made: PreviewOpinion = PreviewOpinion.objects.create(
            paper=draft,
            stage=preview.next_stage,
            agrees=agrees,
            words=said,
            by_label=acting.signature[:60],
            wording_of=draft.entered_at,
            at=now,
        )
        after: dict[str, Json] = {"draft": str(draft.id), "stage": made.stage, "agrees": agrees}
        record("cases.give_preview_opinion", "case", case.id, after=after)
    return made
