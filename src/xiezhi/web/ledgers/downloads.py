"""Files to save, written to disk first so that a long ledger is never whole in memory."""

from collections.abc import Callable
from tempfile import TemporaryFile
from typing import BinaryIO, Final

from django.http import FileResponse, HttpResponse
from django.utils.http import content_disposition_header

XLSX_TYPE: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def written_file(
    write: Callable[[BinaryIO], object], *, name: str, content_type: str
) -> FileResponse:
    """Return a file another function writes; read back piece by piece once the rows are closed."""
    target = TemporaryFile()  # noqa: SIM115  # the response closes it
    try:
        write(target)
    except BaseException:
        target.close()
        raise
    target.seek(0)
    return FileResponse(target, as_attachment=True, filename=name, content_type=content_type)


def ready_file(content: bytes, *, name: str, content_type: str) -> HttpResponse:
    """Return bytes as a file to save."""
    disposition = content_disposition_header(True, name)  # noqa: FBT003  # Django's own order
    return HttpResponse(
        content,
        content_type=content_type,
        headers={"Content-Disposition": disposition or "attachment"},
    )
