-- Purpose: the steps of a lead are history; nobody edits or erases them.
CREATE TRIGGER lead_step_append_only BEFORE UPDATE OR DELETE ON leads_leadstep
    FOR EACH ROW EXECUTE FUNCTION xiezhi_append_only();
CREATE TRIGGER lead_step_no_truncate BEFORE TRUNCATE ON leads_leadstep
    FOR EACH STATEMENT EXECUTE FUNCTION xiezhi_append_only();
