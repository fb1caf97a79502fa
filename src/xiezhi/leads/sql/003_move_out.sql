-- Purpose: copy letters, replies, telephone notes and tasks of one office to the capabilities that
--     keep them now (letters, supporters). Run once for each office by migration 0004.
-- Parameters: none; app.tenant names the office, because row security binds the owner as well.
-- Reads leads_referral, leads_organreply, leads_organreplyfile, leads_phonenote, leads_fieldtask,
--     leads_fieldtaskphoto; ids stay, so that addresses and notices keep leading to them.
INSERT INTO letters_letter (
    id, procuratorate_id, kind, matter_kind, matter_id, matter_label, unit_id, copies_to, title, body,
    contact_words, office_number, asks_reply, state, written_by_id, written_at, issued_by_label,
    issue_way, sealed_letter_id, sent_at, served_on, service_way, tracking_number, signed_for_by,
    service_note, service_receipt_id, received_at, received_by_label, unit_section, unit_contact,
    unit_telephone, limit_kind, limit_length, limit_unit, limit_basis, reply_due_on,
    is_reply_due_provisional, replied_at, withdrawn_at
)
SELECT
    old.id, old.procuratorate_id, 'referral', 'lead', old.lead_id,
    '线索 ' || lead.year || '-' || lead.number, old.unit_id, '', old.title, old.body,
    old.contact_words, old.office_number, true,
    CASE
        WHEN old.withdrawn_at IS NOT NULL THEN 'withdrawn'
        WHEN old.replied_at IS NOT NULL THEN 'replied'
        WHEN old.served_on IS NOT NULL THEN 'served'
        WHEN old.sent_at IS NOT NULL THEN 'sent'
        ELSE 'draft'
    END,
    old.written_by_id, old.written_at, '', '', old.sealed_letter_id, old.sent_at, old.served_on,
    old.service_way, '', '', '', old.service_receipt_id, old.received_at, old.received_by_label,
    old.unit_section, old.unit_contact, old.unit_telephone, coalesce(clock.kind, ''),
    coalesce(clock.length, 0), coalesce(clock.unit, ''), coalesce(clock.basis, ''),
    old.reply_due_on, old.is_reply_due_provisional, old.replied_at, old.withdrawn_at
FROM leads_referral old
JOIN leads_lead lead ON (lead.procuratorate_id, lead.id) = (old.procuratorate_id, old.lead_id)
LEFT JOIN LATERAL (
    SELECT found.kind, found.length, found.unit, found.basis
    FROM leads_leadclock found
    WHERE (found.procuratorate_id, found.lead_id) = (old.procuratorate_id, old.lead_id)
        AND found.rule_key = 'referral_reply' AND found.due_on = old.reply_due_on
    LIMIT 1
) clock ON true;

INSERT INTO letters_letterreply (
    id, procuratorate_id, letter_id, is_draft, words, measures, conclusion, reply_number, dated_on,
    received_on, way, entered_by_label, at
)
SELECT
    id, procuratorate_id, referral_id, is_draft, words, measures, conclusion, reply_number, dated_on,
    received_on, way, entered_by_label, at
FROM leads_organreply;

INSERT INTO letters_letterreplyfile (id, procuratorate_id, reply_id, file_id, part, position)
SELECT id, procuratorate_id, reply_id, file_id, part, position FROM leads_organreplyfile;

INSERT INTO letters_contactnote (
    id, procuratorate_id, matter_kind, matter_id, matter_label, kind, party, telephone, spoken_at,
    words, written_by_id, written_at
)
SELECT
    old.id, old.procuratorate_id, 'lead', old.lead_id, '线索 ' || lead.year || '-' || lead.number,
    old.kind, old.party, old.telephone, old.spoken_at, old.words, old.written_by_id, old.written_at
FROM leads_phonenote old
JOIN leads_lead lead ON (lead.procuratorate_id, lead.id) = (old.procuratorate_id, old.lead_id);

INSERT INTO supporters_fieldtask (
    id, procuratorate_id, matter_kind, matter_id, matter_label, supporter_id, words, place_words,
    guide_id, due_on, asked_by_id, asked_at, submission_key, result, result_words, done_at,
    withdrawn_at
)
SELECT
    old.id, old.procuratorate_id, 'lead', old.lead_id, '线索 ' || lead.year || '-' || lead.number,
    old.supporter_id, old.words, old.place_words, old.guide_id, old.due_on, old.asked_by_id,
    old.asked_at, old.submission_key, old.result, old.result_words, old.done_at, old.withdrawn_at
FROM leads_fieldtask old
JOIN leads_lead lead ON (lead.procuratorate_id, lead.id) = (old.procuratorate_id, old.lead_id);

INSERT INTO supporters_fieldtaskphoto (id, procuratorate_id, task_id, file_id, position)
SELECT id, procuratorate_id, task_id, file_id, position FROM leads_fieldtaskphoto;

UPDATE notifications_message SET about_kind = 'letter' WHERE about_kind = 'referral';
