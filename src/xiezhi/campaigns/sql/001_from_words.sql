-- Purpose: the campaigns leads named in free words become entries of the register, and those leads
--     are in them. Run once for each office by migration 0002; the words on the leads stay.
-- Parameters: none; app.tenant names the office, because row security binds the owner as well.
-- Reads leads_lead; whoever opens the entry knows its real office, number and days.
INSERT INTO campaigns_campaign (
    id, procuratorate_id, title, issuing_office, number, theme, aims, starts_on, ends_on,
    opened_by_label, opened_at
)
SELECT
    gen_random_uuid(), procuratorate_id, campaign, '', '', '', '',
    min(registered_at AT TIME ZONE 'Asia/Shanghai')::date, NULL, '系统', min(registered_at)
FROM leads_lead
WHERE campaign <> '' AND procuratorate_id = current_setting('app.tenant')::uuid
GROUP BY procuratorate_id, campaign
ON CONFLICT DO NOTHING;

INSERT INTO campaigns_campaigntag (
    id, procuratorate_id, campaign_id, matter_kind, matter_id, matter_label, tagged_by_label,
    tagged_at, removed_by_label, removed_at
)
SELECT
    gen_random_uuid(), lead.procuratorate_id, found.id, 'lead', lead.id,
    '线索 ' || lead.year || '-' || lead.number, '系统', lead.registered_at, '', NULL
FROM leads_lead lead
JOIN campaigns_campaign found
    ON (found.procuratorate_id, found.title) = (lead.procuratorate_id, lead.campaign)
WHERE lead.campaign <> '' AND lead.procuratorate_id = current_setting('app.tenant')::uuid
ON CONFLICT DO NOTHING;
