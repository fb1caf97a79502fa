"""Files of a request, read whole within their limits."""

from django.http import HttpRequest

from xiezhi.evidence.rules.kinds import MediaKind, check_size
from xiezhi.evidence.services.storing import IncomingFile
from xiezhi.kernel.errors import InvalidInputError


def incoming(
    request: HttpRequest, field: str, *, kind: MediaKind, limit: int
) -> list[IncomingFile]:
    """Return at most ``limit`` files of a field; an input left empty counts as none.

    Raises:
        InvalidInputError: ``evidence.too_large`` with the ``field``, before the file is read into
            memory.
    """
    found = []
    for upload in request.FILES.getlist(field)[:limit]:
        if not upload.name and not upload.size:
            continue
        try:
            check_size(kind, upload.size or 0)
        except InvalidInputError as error:
            error.params["field"] = field
            raise
        found.append(IncomingFile(name=upload.name or "", data=upload.read()))
    return found
