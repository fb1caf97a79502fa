"""线索质效 of the own reports; where leads run."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from django.utils.translation import gettext as _

from xiezhi.kernel.actor import Actor
from xiezhi.leads.rules.outcomes import VERDICT_LABELS
from xiezhi.leads.selectors.verdicts import find_own_verdicts


def verdict_words(acting: Actor, report_ids: Sequence[UUID]) -> Mapping[UUID, str]:
    """Return 线索质效 of the own reports in words."""
    verdicts = find_own_verdicts(acting, report_ids)
    return {report_id: _(VERDICT_LABELS[verdict]) for report_id, verdict in verdicts.items()}
