"""Who acts in the demo."""

import uuid
from dataclasses import dataclass, field
from uuid import UUID

from xiezhi.accounts.models import Procuratorate
from xiezhi.kernel.actor import Actor, system_actor

NAMESPACE = uuid.uuid5(uuid.NAMESPACE_URL, "urn:xiezhi:demo")


@dataclass(frozen=True, slots=True, kw_only=True)
class Cast:
    """An office with its people, by the keys of the demo's tables."""

    office: Procuratorate
    departments: dict[str, UUID] = field(default_factory=dict)
    staff: dict[str, Actor] = field(default_factory=dict)
    units: dict[str, Actor] = field(default_factory=dict)
    members: dict[int, Actor] = field(default_factory=dict)
    campaigns: dict[str, UUID] = field(default_factory=dict)

    @property
    def system(self) -> Actor:
        """Whoever sets the office up."""
        return system_actor(self.office.id)

    def member_id(self, number: int) -> UUID:
        """Return the id of a grid member."""
        return known_id(self.members[number])

    def unit_id(self, key: str) -> UUID:
        """Return the id of a unit."""
        unit_id = self.units[key].unit_id
        if unit_id is None:
            raise LookupError(key)
        return unit_id


def known_id(acting: Actor) -> UUID:
    """Return the id of somebody with a profile."""
    if acting.id is None:
        raise LookupError(acting.label)
    return acting.id


def demo_key(*words: str) -> UUID:
    """Return the id a thing of the demo is known again by."""
    return uuid.uuid5(NAMESPACE, "/".join(words))
