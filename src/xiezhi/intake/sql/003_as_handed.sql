-- Purpose: what a unit handed over stays as handed; only the standing told of it may change, and what
-- the unit wrote beside the report goes with the report's own words, never before.
CREATE FUNCTION xiezhi_unit_report_as_handed() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    allowed text[] := ARRAY['standing'];
    changed text;
BEGIN
    IF TG_OP <> 'UPDATE' THEN
        RAISE EXCEPTION 'what units hand over is kept: % refused', TG_OP
            USING ERRCODE = 'restrict_violation';
    END IF;
    IF concat(NEW.area, NEW.basis) = '' AND EXISTS (
        SELECT FROM intake_report AS report
        WHERE report.procuratorate_id = NEW.procuratorate_id AND report.id = NEW.report_id
            AND report.forgotten_at IS NOT NULL
    ) THEN
        allowed := allowed || ARRAY['area', 'basis'];
    END IF;
    SELECT string_agg(entry.key, ', ') INTO changed
    FROM jsonb_each(to_jsonb(NEW)) AS entry
    WHERE entry.value IS DISTINCT FROM to_jsonb(OLD) -> entry.key AND entry.key <> ALL (allowed);
    IF changed IS NOT NULL THEN
        RAISE EXCEPTION 'what a unit handed over stays: % may not change', changed
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END;
$$;
CREATE TRIGGER unit_report_as_handed BEFORE UPDATE OR DELETE ON intake_unitreport
    FOR EACH ROW EXECUTE FUNCTION xiezhi_unit_report_as_handed();
CREATE TRIGGER unit_report_no_truncate BEFORE TRUNCATE ON intake_unitreport
    FOR EACH STATEMENT EXECUTE FUNCTION xiezhi_append_only();
