-- Purpose: a report stays as received; only its place in the pool and its search words may change.
CREATE FUNCTION xiezhi_report_as_received() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    changed text;
BEGIN
    IF TG_OP <> 'UPDATE' THEN
        RAISE EXCEPTION 'reports are kept: % refused', TG_OP USING ERRCODE = 'restrict_violation';
    END IF;
    SELECT string_agg(entry.key, ', ') INTO changed
    FROM jsonb_each(to_jsonb(NEW)) AS entry
    WHERE entry.value IS DISTINCT FROM to_jsonb(OLD) -> entry.key
      AND entry.key NOT IN ('pool_state', 'not_lead_reason', 'screening_note', 'screened_by_id',
                            'screened_at', 'has_unread_answer', 'search', 'photo_count');
    IF changed IS NOT NULL THEN
        RAISE EXCEPTION 'a report stays as received: % may not change', changed
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END;
$$;
CREATE TRIGGER report_as_received BEFORE UPDATE OR DELETE ON intake_report
    FOR EACH ROW EXECUTE FUNCTION xiezhi_report_as_received();
CREATE TRIGGER report_no_truncate BEFORE TRUNCATE ON intake_report
    FOR EACH STATEMENT EXECUTE FUNCTION xiezhi_append_only();
