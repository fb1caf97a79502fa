"""Tables of letters."""

from xiezhi.letters.models.letter import Letter, LetterStep
from xiezhi.letters.models.note import ContactNote
from xiezhi.letters.models.reply import LetterReply, LetterReplyFile

__all__ = ["ContactNote", "Letter", "LetterReply", "LetterReplyFile", "LetterStep"]
