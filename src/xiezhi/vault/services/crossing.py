"""Sealed identities between the zones: put into the vault inside, forgotten outside."""

from uuid import UUID

from xiezhi.vault.models import CrossingIdentity, SealedIdentity
from xiezhi.vault.rules.crossing import CrossedIdentity, check_sealed


def keep_crossed_identity(*, report_id: UUID, identity: CrossedIdentity) -> None:
    """Put a sealed identity that came in a package into the vault; a second time changes nothing.

    Raises:
        InvalidInputError: ``vault.not_sealed``.
    """
    check_sealed(identity)
    row = SealedIdentity(id=report_id, sealed=identity.sealed, sealed_on=identity.sealed_on)
    # The app role cannot look whether it is there already.
    SealedIdentity.objects.bulk_create([row], ignore_conflicts=True)


def forget_crossed_identity(*, report_id: UUID) -> bool:
    """Remove a ciphertext from the outer zone once the inner zone has it; True when one was there."""
    deleted, _ = CrossingIdentity.objects.filter(id=report_id).delete()
    return bool(deleted)
