-- Purpose: what was entered before the day of a step was put right is history; nobody edits or erases it.
CREATE TRIGGER step_correction_append_only BEFORE UPDATE OR DELETE ON cases_stepcorrection
    FOR EACH ROW EXECUTE FUNCTION xiezhi_append_only();
CREATE TRIGGER step_correction_no_truncate BEFORE TRUNCATE ON cases_stepcorrection
    FOR EACH STATEMENT EXECUTE FUNCTION xiezhi_append_only();
