"""Sorts what was pasted or dropped: chats, mails and orders into text, the rest into files."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final
from uuid import UUID

from xiezhi.accounts.selectors.staff import list_colleagues
from xiezhi.accounts.selectors.towns import list_towns
from xiezhi.evidence.rules.kinds import ACCEPTED, MediaKind
from xiezhi.evidence.rules.names import clean_file_name
from xiezhi.evidence.services.staging import kind_of_content, look_through
from xiezhi.evidence.services.storing import CheckedFile, IncomingFile
from xiezhi.intake.selectors.drafts import list_nicknames
from xiezhi.kernel.clock import legal_day
from xiezhi.kernel.errors import DomainError, InvalidInputError
from xiezhi.language.pasting import MAX_BYTES, Pasted, decode_text, read_mail, read_paste
from xiezhi.supporters.selectors.on_duty import list_grid_members_on_duty

_MAIL_NAMES: Final = (".eml",)
_TEXT_NAMES: Final = (".txt", ".csv", ".tsv", ".log", ".md")
_PICTURE_NAMES: Final = (".jpg", ".jpeg", ".png", ".webp", ".heic", ".gif", ".bmp")


@dataclass(frozen=True, slots=True, kw_only=True)
class RefusedFile:
    """A file that was not taken, and why; the others were."""

    name: str
    error: DomainError


@dataclass(slots=True)
class Sheaf:
    """One text with the files that came with it."""

    pasted: Pasted | None = None
    files: list[CheckedFile] = field(default_factory=list)


@dataclass(slots=True)
class Sorted:
    """What is to be made into rows: the paste with loose files first, then each mail."""

    sheaves: list[Sheaf] = field(default_factory=list)
    refused: list[RefusedFile] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        """Whether nothing was brought that could be taken."""
        return not any(sheaf.pasted or sheaf.files for sheaf in self.sheaves)


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """How people and places of the office are written; ``own``: its staff, who report nothing."""

    people: Mapping[str, str]
    towns: Mapping[str, Sequence[str]]
    own: frozenset[str] = frozenset()


def names_of_office(now: datetime) -> Names:
    """Return the grid members on duty by label and nickname, the known places, and the staff."""
    members = list_grid_members_on_duty(legal_day(now))
    on_duty = {member.id for member in members}
    people = {member.label: str(member.id) for member in members}
    people |= {
        nickname: str(member_id)
        for nickname, member_id in list_nicknames().items()
        if member_id in on_duty
    }
    villages: dict[str, list[str]] = {town.name: [] for town in list_towns()}
    for member in members:
        if member.village and member.village not in villages.setdefault(member.town, []):
            villages[member.town].append(member.village)
    own = frozenset(colleague.label for colleague in list_colleagues())
    return Names(people=people, towns=villages, own=own)


def sort_material(text: str, files: Sequence[IncomingFile], names: Names, now: datetime) -> Sorted:
    """Return what was brought, sorted; a file that cannot be taken is named with the reason.

    Raises:
        InvalidInputError: ``language.too_long``: of the pasted text itself.
    """
    main, found = Sheaf(), Sorted()
    if text.strip():
        main.pasted = read_paste(text, now=now, known_names=names.people)
    found.sheaves.append(main)
    media: list[IncomingFile] = []
    for file in files:
        if kind_of_content(file.data) is not None or not file.data:
            media.append(file)
            continue
        try:
            sheaf = _read_text_file(file, names, now, found)
        except DomainError as error:
            found.refused.append(RefusedFile(name=clean_file_name(file.name), error=error))
        else:
            found.sheaves.append(sheaf)
    main.files = look(media, found)
    return found


def _read_text_file(file: IncomingFile, names: Names, now: datetime, found: Sorted) -> Sheaf:
    name = file.name.lower()
    if name.endswith(_PICTURE_NAMES):
        raise InvalidInputError(ACCEPTED[MediaKind.PHOTO].refusal)
    if name.endswith(_MAIL_NAMES):
        mail = read_mail(file.data, now=now, known_names=names.people)
        attached = [IncomingFile(name=one.name, data=one.content) for one in mail.attachments]
        return Sheaf(pasted=mail.pasted, files=look(attached, found))
    if not name.endswith(_TEXT_NAMES):
        raise InvalidInputError("intake.file_not_taken")
    if len(file.data) > MAX_BYTES:
        raise InvalidInputError("intake.text_too_large", limit_megabytes=MAX_BYTES >> 20)
    text = decode_text(file.data).text
    if not text.strip():
        raise InvalidInputError("evidence.empty")
    return Sheaf(pasted=read_paste(text, now=now, known_names=names.people))


def look(
    files: Sequence[IncomingFile], found: Sorted, *, as_kind: MediaKind | None = None
) -> list[CheckedFile]:
    """Return the files that may be taken; the others are noted as refused."""
    checked: list[CheckedFile] = []
    for file, outcome in zip(files, look_through(files, as_kind=as_kind), strict=True):
        if isinstance(outcome, DomainError):
            found.refused.append(RefusedFile(name=clean_file_name(file.name), error=outcome))
        else:
            checked.append(outcome)
    return checked


def member_id(key: str | None) -> UUID | None:
    """Return the grid member a key of `Names.people` stands for."""
    return UUID(key) if key else None
