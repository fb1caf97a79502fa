"""Tables of letters."""

from xiezhi.letters.models.letter import Letter, LetterStep
from xiezhi.letters.models.note import ContactNote
from xiezhi.letters.models.reply import LetterReply, LetterReplyFile
from xiezhi.letters.models.service import FormerService

__all__ = [
    "ContactNote",
    "FormerService",
    "Letter",
    "LetterReply",
    "LetterReplyFile",
    "LetterStep",
]
