"""Files of a request, read whole: what each is, its first bytes say."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from django.http import HttpRequest

from xiezhi.evidence.rules.kinds import MediaKind, most_bytes
from xiezhi.evidence.rules.names import clean_file_name
from xiezhi.evidence.services.staging import kind_of_content
from xiezhi.evidence.services.storing import IncomingFile
from xiezhi.kernel.errors import DomainError, InvalidInputError
from xiezhi.language.pasting import MAX_MAIL_BYTES
from xiezhi.leads.services.entering import Files
from xiezhi.web.desk.refusals import sentence_of
from xiezhi.web.problem_texts import text_of

_TAKEN: Final = (MediaKind.PHOTO, MediaKind.VOICE, MediaKind.PAPER)


@dataclass(slots=True)
class Uploads:
    """Files that came, and one sentence for each that is too large to be read at all."""

    files: list[IncomingFile] = field(default_factory=list)
    scans: list[IncomingFile] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.files or self.scans)


def uploads_of(request: HttpRequest) -> Uploads:
    """Return the files of ``files`` (pasted), ``attachments`` and ``scans``."""
    found = Uploads()
    for name in ("files", "attachments"):
        found.files += _read(request, name, found.refused)
    found.scans = _read(request, "scans", found.refused)
    return found


def refusal_words(name: str, error: DomainError) -> str:
    """Return why a file was not taken, beginning with its name."""
    return f"{name}：{sentence_of(text_of(error))}"


def by_kind(files: Sequence[IncomingFile], scans: Sequence[IncomingFile]) -> Files:
    """Return files by what they are; a PDF among pictures is a scan.

    Raises:
        InvalidInputError: ``intake.file_not_taken`` with its ``name``.
    """
    sorted_files: dict[MediaKind, list[IncomingFile]] = {kind: [] for kind in MediaKind}
    for file in files:
        kind = kind_of_content(file.data)
        if kind is None:
            raise InvalidInputError("intake.file_not_taken", name=clean_file_name(file.name))
        sorted_files[kind].append(file)
    return Files(
        photos=tuple(sorted_files[MediaKind.PHOTO]),
        voices=tuple(sorted_files[MediaKind.VOICE]),
        scans=(*sorted_files[MediaKind.PAPER], *scans),
    )


def _read(request: HttpRequest, name: str, refused: list[str]) -> list[IncomingFile]:
    # The largest of any kind: a mail with what is attached.
    limit = max(MAX_MAIL_BYTES, *(most_bytes(kind) for kind in _TAKEN))
    files = []
    for upload in request.FILES.getlist(name):
        called = upload.name or ""
        if not called and not upload.size:
            continue
        if (upload.size or 0) > limit:
            error = InvalidInputError("evidence.too_large", limit_megabytes=limit >> 20)
            refused.append(refusal_words(clean_file_name(called), error))
            continue
        files.append(IncomingFile(name=called, data=upload.read()))
    return files
