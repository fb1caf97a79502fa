"""What may cross between the two zones of one office. Identities cross only sealed.

Left out on purpose: who looks at what inside the office, leads and their numbers, assessments.
"""

from typing import Final

from xiezhi.exchange.rules.fields import Fields
from xiezhi.exchange.rules.items import ItemKind

FIELDS_BETWEEN_ZONES: Final[dict[ItemKind, Fields]] = {}

ZONE_FIELD_LABELS: Final[dict[str, str]] = {}
"""How a reviewer reads a field, by its name; the same in every kind."""
