"""Texts signed with units 会签文件, as they hold on a day."""

from datetime import date

from django.db.models import Q

from xiezhi.partners.models import InstrumentParty


def in_force_on(day: date) -> Q:
    """Return the condition of a party whose text holds on a day, both days included."""
    return Q(instrument__signed_on__lte=day) & (
        Q(instrument__in_force_until__isnull=True) | Q(instrument__in_force_until__gte=day)
    )


def count_parties_in_force(day: date) -> int:
    """Return how many units are party to a text in force, each once."""
    parties = InstrumentParty.objects.filter(in_force_on(day))
    return parties.values("unit_id").distinct().count()
