"""Rows saved, each treated as it says; a refused one stays and keeps nobody back."""

from dataclasses import replace
from datetime import datetime

from tests.intake.paste import CHAT, pictures
from tests.intake.services.drafting import again, started
from xiezhi.accounts.models import Procuratorate
from xiezhi.intake.models import (
    EntryDraft,
    Report,
)
from xiezhi.intake.rules.entry import Treatment
from xiezhi.intake.services.draft_rows import (
    change_draft,
)
from xiezhi.intake.services.drafts import (
    add_to_draft,
)
from xiezhi.kernel.actor import Actor
from xiezhi.leads.models import Lead
from xiezhi.leads.services.entering import enter_draft


def test_each_row_is_treated_as_it_says(
    clerk: Actor, member: Actor, scope: Procuratorate, now: datetime
) -> None:
    detail = started(clerk, now, CHAT, pictures())
    lead, kept, dropped = detail.rows
    rows = {
        lead.id: replace(lead.row, treatment=Treatment.LEAD),
        kept.id: replace(kept.row, treatment=Treatment.KEEP),
        dropped.id: replace(
            dropped.row, treatment=Treatment.NOT_LEAD, not_lead_reason="already_mended"
        ),
    }
    change_draft(draft_id=detail.draft.id, rows=rows, places={}, acting=clerk, now=now)
    outcomes = enter_draft(draft_id=detail.draft.id, office=scope, acting=clerk, now=now)
    assert [one.refusal for one in outcomes] == [None] * 3
    states = Report.objects.order_by("seen_at").values_list("pool_state", "photo_count", "grade")
    assert list(states) == [("lead", 2, "duty"), ("kept", 1, "secret"), ("not_lead", 2, "duty")]
    assert Lead.objects.get().handler_id == clerk.id
    assert EntryDraft.objects.count() == 0


def test_refused_row_stays_and_keeps_nobody_back(
    clerk: Actor, member: Actor, scope: Procuratorate, now: datetime
) -> None:
    detail = started(clerk, now)
    bad = detail.rows[1]
    rows = {bad.id: replace(bad.row, treatment=Treatment.NOT_LEAD)}
    change_draft(draft_id=detail.draft.id, rows=rows, places={}, acting=clerk, now=now)
    outcomes = enter_draft(draft_id=detail.draft.id, office=scope, acting=clerk, now=now)
    refused = {one.row_id: one.refusal.code for one in outcomes if one.refusal}
    assert refused == {bad.id: "intake.reason_missing"}
    assert [one.id for one in again(clerk, detail).rows] == [bad.id]
    assert Report.objects.count() == 2


def test_row_may_join_a_lead(
    clerk: Actor, member: Actor, scope: Procuratorate, now: datetime
) -> None:
    first = started(clerk, now)
    rows = {first.rows[0].id: replace(first.rows[0].row, treatment=Treatment.LEAD)}
    change_draft(draft_id=first.draft.id, rows=rows, places={}, acting=clerk, now=now)
    only = frozenset({first.rows[0].id})
    enter_draft(draft_id=first.draft.id, row_ids=only, office=scope, acting=clerk, now=now)
    lead_id = Lead.objects.get().id
    rows = {first.rows[1].id: replace(first.rows[1].row, treatment=Treatment.JOIN, lead_id=lead_id)}
    change_draft(draft_id=first.draft.id, rows=rows, places={}, acting=clerk, now=now)
    only = frozenset({first.rows[1].id})
    (outcome,) = enter_draft(
        draft_id=first.draft.id, row_ids=only, office=scope, acting=clerk, now=now
    )
    assert outcome.entered is not None
    assert outcome.entered.lead is not None
    assert outcome.entered.lead.id == lead_id


def test_loose_file_keeps_the_draft_until_somebody_decides(
    clerk: Actor, scope: Procuratorate, now: datetime
) -> None:
    detail = started(clerk, now)
    first = detail.rows[0]
    edited = {first.id: replace(first.row, is_urgent=True)}
    change_draft(draft_id=detail.draft.id, rows=edited, places={}, acting=clerk, now=now)
    add_to_draft(draft_id=detail.draft.id, files=pictures()[:1], acting=clerk, now=now)
    enter_draft(draft_id=detail.draft.id, office=scope, acting=clerk, now=now)
    left = again(clerk, detail)
    assert (len(left.rows), len(left.loose)) == (0, 1)
