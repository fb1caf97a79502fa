-- Purpose: the steps of a case are history; nobody edits or erases them, nor the link to a lead.
CREATE TRIGGER case_step_append_only BEFORE UPDATE OR DELETE ON cases_casestep
    FOR EACH ROW EXECUTE FUNCTION xiezhi_append_only();
CREATE TRIGGER case_step_no_truncate BEFORE TRUNCATE ON cases_casestep
    FOR EACH STATEMENT EXECUTE FUNCTION xiezhi_append_only();
CREATE TRIGGER case_lead_append_only BEFORE UPDATE OR DELETE ON cases_caselead
    FOR EACH ROW EXECUTE FUNCTION xiezhi_append_only();
CREATE TRIGGER case_lead_no_truncate BEFORE TRUNCATE ON cases_caselead
    FOR EACH STATEMENT EXECUTE FUNCTION xiezhi_append_only();
