"""Who acts. Every write takes one; the ledger keeps its words, not a key into accounts."""

import uuid
from dataclasses import dataclass, field
from enum import StrEnum


class ActorKind(StrEnum):
    """What sort of party acts."""

    STAFF = "staff"
    UNIT = "unit"
    SUPPORTER = "supporter"
    PUBLIC = "public"
    SYSTEM = "system"


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """A party acting inside one procuratorate.

    Attributes:
        id: the tenant profile's id (staff member, liaison officer, supporter); None for the
            public and the system.
        label: role and number as shown in history (检察官助理03); never a personal name.
        roles: role codes of ``accounts.rules.roles`` held at this moment.
        department_id: the department of a staff member.
        unit_id: the partner unit a liaison officer answers for.
        on_behalf_of: id of the staff member whose work is done under 代办授权.
        on_behalf_label: that member's label.
        is_stepped_up: proved who they are again within the last minutes.
    """

    kind: ActorKind
    procuratorate_id: uuid.UUID
    id: uuid.UUID | None = None
    label: str = ""
    roles: frozenset[str] = field(default_factory=frozenset)
    department_id: uuid.UUID | None = None
    unit_id: uuid.UUID | None = None
    on_behalf_of: uuid.UUID | None = None
    on_behalf_label: str = ""
    is_stepped_up: bool = False

    @property
    def signature(self) -> str:
        """How history names the actor: a deputy with the member whose work it is."""
        deputises = f"（代{self.on_behalf_label}）" if self.on_behalf_of is not None else ""
        return self.label + deputises


def system_actor(procuratorate_id: uuid.UUID, label: str = "系统") -> Actor:
    """Return the actor jobs act as."""
    return Actor(kind=ActorKind.SYSTEM, procuratorate_id=procuratorate_id, label=label)
