"""What of a lead leaves in a 证据核验包: an allow-list. All of it is 线索材料 (第36、39条).

Pictures leave as copies without metadata, voices not at all: both may be recognised. Nothing of
who reported, and none of the words, is on the list.
"""

from typing import Final

from xiezhi.evidence.rules.bundle.contents import BundleMatter
from xiezhi.evidence.rules.bundle.order import BundleItem, read_number
from xiezhi.kernel.actor import Actor
from xiezhi.kernel.errors import NotFoundError
from xiezhi.leads.models import Lead
from xiezhi.leads.selectors.access import visible_leads
from xiezhi.leads.selectors.source_words import film_ids_of, picture_ids_of
from xiezhi.ledger.rules.canonical import Json

MATTER: Final = "lead"
STANDING: Final = "lead_material"
TITLE: Final = "线索照片{place}"
FILM: Final = "线索视频{place}"


def access_numbered_lead(acting: Actor, number: str) -> Lead:
    """Return the lead of a number as people say it (2026-17).

    Raises:
        NotFoundError: ``leads.not_found``.
    """
    named = read_number(number)
    found = None
    if named is not None:
        found = visible_leads(acting).filter(year=named[0], number=named[1]).first()
    if found is None:
        raise NotFoundError("leads.not_found")
    return found


def bundle_matter(lead: Lead) -> BundleMatter:
    """Return what the bundle is about."""
    return BundleMatter(
        kind=MATTER, id=lead.id, number=f"{lead.year}-{lead.number}", title=lead.title
    )


def bundle_items(lead: Lead) -> tuple[BundleItem, ...]:
    """Return the pictures of a lead, then its films, each once, in the order sent."""
    named = {
        file_id: title.format(place=place)
        for title, ids in ((TITLE, picture_ids_of(lead)), (FILM, film_ids_of(lead)))
        for place, file_id in enumerate(dict.fromkeys(ids), start=1)
    }
    return tuple(
        BundleItem(file_id=file_id, title=title, standing=STANDING, wants_original=False)
        for file_id, title in named.items()
    )


def bundle_records(lead: Lead) -> dict[str, Json]:
    """Return what is told of the lead."""
    return {
        "matter": {
            "number": f"{lead.year}-{lead.number}",
            "national_number": lead.national_number,
            "title": lead.title,
            "town": lead.town,
            "registered_at": lead.registered_at,
        }
    }
