-- Purpose: the database repeats the procedure: no lead moves where the table has no step.
-- The pairs are those of leads.rules.procedure.TRANSITIONS; a test compares them.
CREATE FUNCTION xiezhi_lead_moves_lawfully() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.state <> OLD.state AND (OLD.state, NEW.state) NOT IN (
        ('awaiting_decision', 'not_filed'),
        ('awaiting_decision', 'preliminary'),
        ('awaiting_decision', 'proposed_filing'),
        ('awaiting_decision', 'referred'),
        ('awaiting_decision', 'registered'),
        ('awaiting_decision', 'reported_upward'),
        ('awaiting_decision', 'shelved'),
        ('awaiting_decision', 'transfer_offered'),
        ('awaiting_decision', 'transferred_department'),
        ('awaiting_decision', 'transferred_supervision'),
        ('closed', 'registered'),
        ('merged', 'registered'),
        ('more_material', 'awaiting_decision'),
        ('more_material', 'merged'),
        ('more_material', 'registered'),
        ('not_filed', 'registered'),
        ('preliminary', 'awaiting_decision'),
        ('preliminary', 'merged'),
        ('preliminary', 'more_material'),
        ('referred', 'registered'),
        ('referred', 'replied'),
        ('registered', 'awaiting_decision'),
        ('registered', 'merged'),
        ('registered', 'more_material'),
        ('registered', 'preliminary'),
        ('replied', 'closed'),
        ('replied', 'registered'),
        ('shelved', 'registered'),
        ('transfer_offered', 'transferred')
    ) THEN
        RAISE EXCEPTION 'no lawful step leads from % to %', OLD.state, NEW.state
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END;
$$;
CREATE TRIGGER lead_moves_lawfully BEFORE UPDATE OF state ON leads_lead
    FOR EACH ROW EXECUTE FUNCTION xiezhi_lead_moves_lawfully();
