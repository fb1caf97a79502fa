"""What a campaign did: its joint actions, the sums of their figures, the matters it gathers."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Exists, OuterRef

from xiezhi.campaigns.models import Campaign, CampaignTag, JointAction, JointActionFile
from xiezhi.campaigns.rules.actions import Figure, FigureUnit, JointActionKind, totals
from xiezhi.campaigns.selectors.register import require_reader
from xiezhi.evidence.models import StoredFile
from xiezhi.evidence.selectors.files import list_files
from xiezhi.kernel.actor import Actor
from xiezhi.kernel.errors import NotFoundError
from xiezhi.kernel.matters import Matter, MatterKind


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionShown:
    """A joint action with all that hangs on it."""

    action: JointAction
    units: tuple[str, ...]
    figures: tuple[Figure, ...]
    file_ids: tuple[UUID, ...]
    matters: tuple[Matter, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CampaignPage:
    """One campaign: what it gathers and what was done."""

    campaign: Campaign
    matters: tuple[Matter, ...]
    actions: tuple[ActionShown, ...]
    counts: dict[JointActionKind, int]
    figures: tuple[Figure, ...]
    problem_count: int


def get_campaign_page(campaign: Campaign) -> CampaignPage:
    """Return what a campaign's page shows, the latest action first."""
    actions = list_actions(campaign)
    counted = Counter(JointActionKind(one.action.kind) for one in actions)
    return CampaignPage(
        campaign=campaign,
        matters=tuple(list_matters(campaign)),
        actions=tuple(actions),
        counts={kind: counted[kind] for kind in JointActionKind if counted[kind]},
        figures=tuple(totals(figure for one in actions for figure in one.figures)),
        problem_count=sum(one.action.problem_count for one in actions),
    )


def list_matters(campaign: Campaign) -> list[Matter]:
    """Return the matters a campaign gathers, leads first, in the order they came."""
    tags = CampaignTag.objects.filter(campaign_id=campaign.id, removed_at__isnull=True)
    return [_matter(tag) for tag in tags.order_by("-matter_kind", "tagged_at", "id")]


def list_actions(campaign: Campaign) -> list[ActionShown]:
    """Return the joint actions of a campaign, the latest first."""
    actions = JointAction.objects.filter(campaign_id=campaign.id).prefetch_related(
        "units__unit", "figures", "files", "matters"
    )
    return [_shown(one) for one in actions.order_by("-done_on", "-recorded_at", "id")]


def access_action_file(acting: Actor, file_id: UUID) -> StoredFile:
    """Return a file that hangs on a joint action.

    Raises:
        NotAllowedError: ``accounts.no_right``.
        NotFoundError: ``evidence.no_copy``.
    """
    require_reader(acting)
    hangs = Exists(JointActionFile.objects.filter(file_id=OuterRef("id")))
    found = list_files().filter(hangs, id=file_id).first()
    if found is None:
        raise NotFoundError("evidence.no_copy")
    return found


def _shown(action: JointAction) -> ActionShown:
    figures = sorted(action.figures.all(), key=lambda one: one.position)
    files = sorted(action.files.all(), key=lambda one: one.position)
    return ActionShown(
        action=action,
        units=tuple(sorted(one.unit.short_name for one in action.units.all())),
        figures=tuple(
            Figure(name=one.name, amount=one.amount, unit=FigureUnit(one.unit)) for one in figures
        ),
        file_ids=tuple(one.file_id for one in files),
        matters=tuple(_matter(one) for one in action.matters.all()),
    )


def _matter(row: object) -> Matter:
    kind, matter_id, label = (
        getattr(row, name) for name in ("matter_kind", "matter_id", "matter_label")
    )
    return Matter(kind=MatterKind(kind), id=matter_id, label=label)


def matter_ids(matters: Sequence[Matter], kind: MatterKind) -> list[UUID]:
    """Return the ids of the matters of one kind."""
    return [one.id for one in matters if one.kind is kind]
