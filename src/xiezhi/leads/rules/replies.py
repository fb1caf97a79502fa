"""What migration 0001 reads; replies themselves are `letters`'."""

from xiezhi.letters.rules.replies import ReplyPart

__all__ = ["ReplyPart"]
