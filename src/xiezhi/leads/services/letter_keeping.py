"""Names who takes what happens to letters about leads."""

from xiezhi.kernel.matters import MatterKind
from xiezhi.leads.services.letter_effects import (
    take_correction,
    take_receipt,
    take_reply,
    take_reply_correction,
    take_service,
    take_withdrawal,
)
from xiezhi.letters.services.keepers import MatterKeeper, register_keeper


def keep_letters() -> None:
    """Register the keeper; called when the application starts."""
    register_keeper(
        MatterKind.LEAD,
        MatterKeeper(
            take_receipt=take_receipt,
            take_service=take_service,
            take_withdrawal=take_withdrawal,
            take_reply=take_reply,
            take_correction=take_correction,
            take_reply_correction=take_reply_correction,
        ),
    )
