-- Purpose: what a request to open an identity says once stays said; approval, second and refusal
-- are written once each, later than the request. Openings only ever grow.
CREATE FUNCTION xiezhi_opening_written_once() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    changed text;
BEGIN
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'requests to open an identity are kept' USING ERRCODE = 'restrict_violation';
    END IF;
    IF TG_OP = 'INSERT' THEN
        IF NEW.approved_by_id IS NOT NULL OR NEW.approved_at IS NOT NULL
           OR NEW.seconded_by_id IS NOT NULL OR NEW.refused_by_id IS NOT NULL THEN
            RAISE EXCEPTION 'a request is approved after it was made'
                USING ERRCODE = 'restrict_violation';
        END IF;
        RETURN NEW;
    END IF;
    SELECT string_agg(entry.key, ', ') INTO changed
    FROM jsonb_each(to_jsonb(NEW)) AS entry
    WHERE entry.value IS DISTINCT FROM to_jsonb(OLD) -> entry.key
      AND (to_jsonb(OLD) -> entry.key NOT IN ('null'::jsonb, '""'::jsonb)
           OR entry.key NOT IN ('approved_by_id', 'approved_at', 'blocked_until', 'block_reason',
                                'seconded_by_id', 'seconded_at', 'refused_by_id', 'refused_at',
                                'refusal'));
    IF changed IS NOT NULL THEN
        RAISE EXCEPTION 'written once: % may not change', changed
            USING ERRCODE = 'restrict_violation';
    END IF;
    -- A block of the reporter's notice is the approver's, written with the approval.
    IF NEW.blocked_until IS DISTINCT FROM OLD.blocked_until AND OLD.approved_by_id IS NOT NULL THEN
        RAISE EXCEPTION 'a block is written with the approval' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END;
$$;
CREATE TRIGGER opening_written_once BEFORE INSERT OR UPDATE OR DELETE ON vault_openingrequest
    FOR EACH ROW EXECUTE FUNCTION xiezhi_opening_written_once();
CREATE TRIGGER opening_no_truncate BEFORE TRUNCATE ON vault_openingrequest
    FOR EACH STATEMENT EXECUTE FUNCTION xiezhi_append_only();
ALTER TABLE vault_openingrequest ADD CONSTRAINT second_is_outside_the_team
    CHECK (seconded_by_id IS NULL OR NOT seconded_by_id = ANY (team_ids));
CREATE TRIGGER identity_opening_append_only BEFORE UPDATE OR DELETE ON vault_identityopening
    FOR EACH ROW EXECUTE FUNCTION xiezhi_append_only();
CREATE TRIGGER identity_opening_no_truncate BEFORE TRUNCATE ON vault_identityopening
    FOR EACH STATEMENT EXECUTE FUNCTION xiezhi_append_only();
