"""Key of the law library's time limit for a unit's written reply."""

from typing import Final

REPLY_RULE: Final = "referral_reply"
