"""What the forms of 快速登记 offer: grid members and leads by the words they are known by."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from xiezhi.accounts.selectors.towns import list_towns
from xiezhi.intake.rules.entry import TREATMENT_LABELS
from xiezhi.intake.rules.pool import NOT_LEAD_LABELS
from xiezhi.intake.rules.submission import TOPICS
from xiezhi.kernel.actor import Actor
from xiezhi.language.pasting import FoundPlace, find_place
from xiezhi.law.sources import IntakeChannel, source_register
from xiezhi.leads.selectors.merging import list_joinable_leads
from xiezhi.supporters.selectors.on_duty import list_grid_members_on_duty

Choice = tuple[str, str]
_LEADS_OFFERED = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """Members, leads and places a row may name; the words in a list, the ids behind them."""

    members: Mapping[str, UUID]
    member_notes: Mapping[str, str]
    leads: Mapping[str, UUID]
    lead_titles: Mapping[str, str]
    villages: Mapping[str, tuple[str, ...]]

    def member_words(self, member_id: UUID | None) -> str:
        """Return the label of a member, or ""."""
        return next((words for words, one in self.members.items() if one == member_id), "")

    def lead_words(self, lead_id: UUID | None) -> str:
        """Return the number of a lead, or ""."""
        return next((words for words, one in self.leads.items() if one == lead_id), "")

    def place_of(self, text: str) -> FoundPlace:
        """Return 苏木镇, 嘎查村 and the spot as words give them."""
        return find_place(text, towns=self.villages)


def known_of(acting: Actor, today: date) -> Known:
    """Return what the office knows: three queries."""
    members = list_grid_members_on_duty(today)
    villages: dict[str, list[str]] = {town.name: [] for town in list_towns()}
    for one in members:
        if one.village and one.village not in villages.setdefault(one.town, []):
            villages[one.town].append(one.village)
    leads = list(list_joinable_leads(acting, "", "")[:_LEADS_OFFERED])
    return Known(
        members={one.label: one.id for one in members},
        member_notes={one.label: f"{one.town} {one.village}".strip() for one in members},
        leads={f"{one.year}-{one.number}": one.id for one in leads},
        lead_titles={f"{one.year}-{one.number}": one.title for one in leads},
        villages={town: tuple(found) for town, found in villages.items()},
    )


def town_choices(known: Known) -> list[Choice]:
    """Return the towns; the empty one means: as the words of place say."""
    return [("", _("按地点识别")), *((town, town) for town in known.villages)]


def channel_choices() -> list[Choice]:
    """Return the ways of arrival staff enter; what comes by 随手拍 enters by itself."""
    channels = source_register().channels.values()
    return [
        (entry.channel.value, _(entry.label))
        for entry in channels
        if entry.channel is not IntakeChannel.SNAP
    ]


def treatment_choices() -> list[Choice]:
    """Return what may become of a row."""
    return [(code.value, _(label)) for code, label in TREATMENT_LABELS.items()]


def reason_choices() -> list[Choice]:
    """Return the reasons of 不作线索, an empty one first."""
    return [
        ("", _("不作线索的理由")),
        *((code.value, _(label)) for code, label in NOT_LEAD_LABELS.items()),
    ]


def topic_choices() -> list[Choice]:
    """Return what a reporter may have seen."""
    return [(code, _(label)) for code, label in TOPICS.items()]
