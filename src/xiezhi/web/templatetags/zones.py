"""What pages say of the two zones."""

from datetime import datetime

from django import template
from django.conf import settings

from xiezhi.config.environment import Zone
from xiezhi.intake.models import Report
from xiezhi.intake.selectors.crossing import find_arrival

register = template.Library()


@register.simple_tag
def arrived_inside(report: Report) -> datetime | None:
    """Return when a report of the outer zone came inside; None for any other, unasked in *single*."""
    if settings.XIEZHI_ZONE != Zone.INNER:
        return None
    arrival = find_arrival(report.id)
    return None if arrival is None else arrival.arrived_at
