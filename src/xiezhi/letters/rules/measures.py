"""What the ledgers of letters and replies may be narrowed to, so that a figure is the count of a list."""

from enum import StrEnum


class LetterMeasure(StrEnum):
    """Letters by what happened in the period; the first three by their day, the others by 回复期限."""

    SENT = "sent"
    SERVED = "served"
    REFERRALS = "referrals"
    DUE = "due"
    REPLIED = "replied"
    ON_TIME = "on_time"
    OVERDUE = "overdue"
    NOT_YET = "not_yet"


class ReplyMeasure(StrEnum):
    """Replies received in the period, by what they say."""

    RECEIVED = "received"
    MENDED = "mended"
    MENDING = "mending"
    PARTLY = "partly"
    NOT_ADOPTED = "not_adopted"
    OBJECTED = "objected"
