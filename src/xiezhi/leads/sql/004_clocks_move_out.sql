-- Purpose: copy the clocks of one office's leads to the capability that keeps every matter's clocks
--     now. Run once for each office by migration 0006.
-- Parameters: none; app.tenant names the office, because row security binds the owner as well.
-- Reads leads_leadclock, leads_lead; ids stay, so that alarms rung already do not ring again.
INSERT INTO clocks_clock (
    id, procuratorate_id, matter_kind, matter_id, matter_label, matter_title, handler_id,
    department_id, rule_key, kind, length, unit, basis, variant, law_day, trigger_on, due_on, about_id,
    is_provisional, is_paused, met_on, void_on
)
SELECT
    old.id, old.procuratorate_id, 'lead', old.lead_id, '线索 ' || lead.year || '-' || lead.number,
    lead.title, lead.handler_id, lead.department_id, old.rule_key, old.kind, old.length, old.unit,
    old.basis, '', old.trigger_on, old.trigger_on, old.due_on, old.about_id, old.is_provisional, false,
    old.met_on, CASE WHEN old.met_on IS NULL THEN old.void_on END
FROM leads_leadclock old
JOIN leads_lead lead ON (lead.procuratorate_id, lead.id) = (old.procuratorate_id, old.lead_id);
