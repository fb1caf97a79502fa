"""Writing down what was done jointly: units, place, problems found, results, papers, matters."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from xiezhi.accounts.rules.rights import Action, require
from xiezhi.campaigns.models import (
    Campaign,
    JointAction,
    JointActionFigure,
    JointActionFile,
    JointActionMatter,
    JointActionUnit,
)
from xiezhi.campaigns.rules.actions import (
    MAX_FIGURE_NAME,
    MAX_FILES,
    MAX_PLACE,
    Figure,
    JointActionKind,
    check_done_on,
    check_figures,
)
from xiezhi.campaigns.rules.campaign import MAX_WORDS
from xiezhi.campaigns.selectors.done import list_matters
from xiezhi.campaigns.selectors.register import access_campaign
from xiezhi.evidence.rules.kinds import MediaKind
from xiezhi.evidence.services.storing import CheckedFile, IncomingFile, check_files, store_file
from xiezhi.kernel.actor import Actor
from xiezhi.kernel.clock import legal_day
from xiezhi.kernel.errors import InvalidInputError
from xiezhi.kernel.ids import new_id
from xiezhi.language.cleaning import clean_line, clean_text
from xiezhi.ledger.services.acts import act
from xiezhi.partners.selectors.addressees import get_addressee


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionDraft:
    """A joint action as entered; ``matter_ids`` are matters the campaign gathers."""

    kind: JointActionKind
    done_on: date
    words: str
    unit_ids: Sequence[UUID] = ()
    place: str = ""
    problems: str = ""
    problem_count: int = 0
    figures: Sequence[Figure] = ()
    matter_ids: Sequence[UUID] = ()
    files: Sequence[IncomingFile] = ()


def record_action(
    *, campaign_id: UUID, draft: ActionDraft, acting: Actor, now: datetime
) -> JointAction:
    """Write down a joint action of a campaign.

    Raises:
        InvalidInputError: ``campaigns.words_missing``, ``campaigns.no_unit``,
            ``campaigns.matter_not_gathered``, ``campaigns.too_many_files``, the codes of
            `check_figures` and `check_done_on`, of partners and of evidence.
        NotFoundError: ``campaigns.not_found``.
    """
    require(acting, Action.MANAGE_CAMPAIGNS)
    draft = _cleaned(draft, legal_day(now))
    checked = check_files(MediaKind.PAPER, draft.files)
    with act(acting=acting, now=now) as record:
        campaign = access_campaign(acting, campaign_id, lock=True)
        action: JointAction = JointAction.objects.create(
            id=new_id(now),
            campaign=campaign,
            kind=draft.kind,
            done_on=draft.done_on,
            place=draft.place,
            words=draft.words,
            problems=draft.problems,
            problem_count=draft.problem_count,
            recorded_by_label=acting.signature,
            recorded_at=now,
        )
        _hang_on(action, draft, checked, campaign=campaign, now=now)
        record(
            "campaigns.record_action",
            "campaign",
            campaign.id,
            after={
                "action": str(action.id),
                "kind": draft.kind,
                "on": draft.done_on.isoformat(),
                "units": [str(one) for one in draft.unit_ids],
                "problems": draft.problem_count,
            },
        )
    return action


def _cleaned(draft: ActionDraft, today: date) -> ActionDraft:
    figures = [
        replace(figure, name=clean_line(figure.name, limit=MAX_FIGURE_NAME))
        for figure in draft.figures
    ]
    check_figures(figures)
    check_done_on(draft.done_on, today=today)
    words = clean_text(draft.words, limit=MAX_WORDS)
    if not words:
        raise InvalidInputError("campaigns.words_missing")
    if not draft.unit_ids:
        raise InvalidInputError("campaigns.no_unit")
    if len(draft.files) > MAX_FILES:
        raise InvalidInputError("campaigns.too_many_files", limit=MAX_FILES)
    return replace(
        draft,
        words=words,
        figures=figures,
        place=clean_line(draft.place, limit=MAX_PLACE),
        problems=clean_text(draft.problems, limit=MAX_WORDS),
        unit_ids=list(dict.fromkeys(draft.unit_ids)),
        matter_ids=list(dict.fromkeys(draft.matter_ids)),
    )


def _hang_on(
    action: JointAction,
    draft: ActionDraft,
    checked: Sequence[CheckedFile],
    *,
    campaign: Campaign,
    now: datetime,
) -> None:
    JointActionUnit.objects.bulk_create(
        JointActionUnit(id=new_id(now), action=action, unit=get_addressee(unit_id))
        for unit_id in draft.unit_ids
    )
    JointActionFigure.objects.bulk_create(
        JointActionFigure(
            id=new_id(now),
            action=action,
            position=position,
            name=figure.name,
            amount=figure.amount,
            unit=figure.unit,
        )
        for position, figure in enumerate(draft.figures)
    )
    JointActionFile.objects.bulk_create(
        JointActionFile(
            id=new_id(now),
            action=action,
            position=position,
            file_id=store_file(one, received_at=now).id,
        )
        for position, one in enumerate(checked)
    )
    gathered = {one.id: one for one in list_matters(campaign)}
    if set(draft.matter_ids) - set(gathered):
        raise InvalidInputError("campaigns.matter_not_gathered")
    JointActionMatter.objects.bulk_create(
        JointActionMatter(
            id=new_id(now),
            action=action,
            matter_kind=gathered[matter_id].kind,
            matter_id=matter_id,
            matter_label=gathered[matter_id].label,
        )
        for matter_id in draft.matter_ids
    )
