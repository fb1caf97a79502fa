"""Sealed identities that wait in the outer zone to be carried inside."""

from collections.abc import Collection
from uuid import UUID

from xiezhi.vault.models import CrossingIdentity
from xiezhi.vault.rules.crossing import CrossedIdentity


def sealed_identities_of(report_ids: Collection[UUID]) -> dict[UUID, CrossedIdentity]:
    """Return the ciphertexts that belong to reports, by report; those without one are left out."""
    found = CrossingIdentity.objects.filter(id__in=list(report_ids))
    return {
        one.id: CrossedIdentity(sealed=bytes(one.sealed), sealed_on=one.sealed_on) for one in found
    }
