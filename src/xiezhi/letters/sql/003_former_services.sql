-- Purpose: what was entered of a service before its correction is history; nobody edits or erases it.
CREATE TRIGGER former_service_append_only BEFORE UPDATE OR DELETE ON letters_formerservice
    FOR EACH ROW EXECUTE FUNCTION xiezhi_append_only();
CREATE TRIGGER former_service_no_truncate BEFORE TRUNCATE ON letters_formerservice
    FOR EACH STATEMENT EXECUTE FUNCTION xiezhi_append_only();
