"""The one question asked at the door: may this file be taken as this kind?"""

from xiezhi.evidence.rules.kinds import MediaFormat, MediaKind, check_kind
from xiezhi.evidence.rules.paper import check_paper
from xiezhi.evidence.rules.video import check_video
from xiezhi.evidence.rules.voice import check_voice


def check_file(kind: MediaKind, data: bytes) -> MediaFormat:
    """Return the format of a file that may be taken, all of it looked at but nothing decoded.

    Pictures are still to be decoded by ``evidence.decoding``, which finds bombs and damage.

    Raises:
        InvalidInputError: ``evidence.empty``, ``evidence.too_large``, ``evidence.not_a_photo``,
            ``evidence.not_a_voice``, ``evidence.not_a_paper``, ``evidence.not_a_video``,
            ``evidence.damaged``, ``evidence.bomb``, ``evidence.paper_active`` or ``evidence.paper_locked``.
    """
    found = check_kind(kind, data)
    if found is MediaFormat.PDF:
        check_paper(data)
    elif kind is MediaKind.VOICE:
        check_voice(data, found)
    elif kind is MediaKind.VIDEO:
        check_video(data)
    return found
