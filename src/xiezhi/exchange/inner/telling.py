"""A lead as it may be told to another procuratorate: the office's own findings, nobody's name."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from xiezhi.accounts.models import Procuratorate
from xiezhi.evidence.models import StoredFile
from xiezhi.evidence.selectors.crossing import blob_bytes
from xiezhi.evidence.selectors.files import FileCopy, has_copy, list_files
from xiezhi.exchange.rules.items import ItemFile
from xiezhi.kernel.errors import InvalidInputError
from xiezhi.language.cleaning import clean_line, clean_text
from xiezhi.law.areas import area_register
from xiezhi.leads.models import Assessment, Lead
from xiezhi.leads.rules.outgoing import SourceWords, check_not_the_report
from xiezhi.leads.selectors.assessments import find_newest_assessment, organs_of
from xiezhi.leads.selectors.source_words import picture_ids_of, source_words
from xiezhi.ledger.rules.canonical import Json

MAX_FACTS: Final = 8000


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """What the handler writes: title and facts as they go out, a note, whom to call."""

    title: str
    facts: str
    note: str = ""
    contact_words: str = ""
    picture_ids: Sequence[UUID] = ()


def assessment_of(lead: Lead) -> Assessment:
    """Return the assessment the lead was decided on.

    Raises:
        InvalidInputError: ``exchange.no_assessment``.
    """
    found = find_newest_assessment(lead.id)
    if found is None:
        raise InvalidInputError("exchange.no_assessment")
    return found


def told_body(lead: Lead, telling: Telling, office: Procuratorate) -> dict[str, Json]:
    """Return the fields common to a transfer and a filing, checked for names and telephones.

    Raises:
        InvalidInputError: ``exchange.no_title``, ``exchange.no_facts``, ``exchange.no_assessment``.
        RuleRefusedError: what `check_not_the_report` refuses of names and telephones.
    """
    assessment = assessment_of(lead)
    title = clean_line(telling.title, limit=120)
    facts = clean_text(telling.facts, limit=MAX_FACTS).strip()
    note = clean_text(telling.note, limit=2000).strip()
    if not title:
        raise InvalidInputError("exchange.no_title")
    if not facts:
        raise InvalidInputError("exchange.no_facts")
    body: dict[str, Json] = {
        "office_name": office.name,
        "reference": label_of(lead),
        "title": title,
        "facts": facts,
        "area": assessment.area,
        "area_name": _area_name(assessment.area),
        "town": lead.town,
        "place_words": lead.place_words,
        "latitude": _decimal(lead.latitude),
        "longitude": _decimal(lead.longitude),
        "organs": [
            {"name": organ.name, "duty_basis": organ.duty_basis} for organ in organs_of(assessment)
        ],
        "violators": assessment.violators,
        "is_major": lead.is_major,
        "national_number": lead.national_number,
        "note": note,
    }
    check_nobody_named(lead, f"{title}\n{facts}\n{note}\n{lead.place_words}")
    return body


def check_nobody_named(lead: Lead, text: str) -> None:
    """Refuse words that name a reporter of the lead or hold a telephone.

    Raises:
        RuleRefusedError: ``leads.referral_names_reporter``, ``leads.referral_has_telephone``.
    """
    sources = source_words(lead)
    check_not_the_report(
        text, SourceWords(words=(), names=sources.names, telephones=sources.telephones)
    )


def pictures_of(lead: Lead) -> list[StoredFile]:
    """Return the lead's pictures that have a shared copy, in their order."""
    ids = picture_ids_of(lead)
    found = {file.id: file for file in list_files().filter(id__in=ids)}
    return [found[one] for one in ids if one in found and has_copy(found[one], FileCopy.SHARED)]


def shared_copies(lead: Lead, picture_ids: Sequence[UUID]) -> list[ItemFile]:
    """Return the shared copies of chosen pictures: no camera's notes, no original.

    Raises:
        InvalidInputError: ``exchange.no_picture``: one of them is not a picture of this lead.
    """
    known = {file.id: bytes(file.shared_sha256 or b"") for file in pictures_of(lead)}
    if set(picture_ids) - set(known):
        raise InvalidInputError("exchange.no_picture")
    hashes = dict.fromkeys(known[one] for one in picture_ids)
    return [ItemFile(sha256=one.hex(), size_bytes=blob_bytes(one)) for one in hashes]


def label_of(lead: Lead) -> str:
    """Return how staff call the lead."""
    return f"线索 {lead.year}-{lead.number}"


def _area_name(key: str) -> str:
    return next((area.name for area in area_register().areas if area.key == key), "")


def _decimal(value: float | None) -> str | None:
    return None if value is None else f"{value:.7f}"


def proposed_telling(lead: Lead) -> Telling:
    """Return what the form begins with: the facts as the assessment found them.

    Raises:
        InvalidInputError: ``exchange.no_assessment``.
    """
    return Telling(title=lead.title, facts=assessment_of(lead).facts)
