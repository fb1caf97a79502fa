"""The areas where the files of unfinished entries lie."""

from uuid import UUID

from xiezhi.evidence.selectors.areas import open_area_door
from xiezhi.intake.models import EntryDraft
from xiezhi.intake.selectors.drafts import area_of


def list_areas() -> set[UUID]:
    """Return the areas of this office's drafts."""
    return {area_of(draft_id) for draft_id in EntryDraft.objects.values_list("id", flat=True)}


def open_door() -> None:
    """Tell evidence, which lies below, whose these areas are."""
    open_area_door(list_areas)
