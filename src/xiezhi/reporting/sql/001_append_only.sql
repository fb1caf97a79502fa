-- Purpose: what a superior sent and what went upward is history; a mapping put to use stays.
CREATE TRIGGER locked_return_append_only BEFORE UPDATE OR DELETE ON reporting_lockedreturn
    FOR EACH ROW EXECUTE FUNCTION xiezhi_append_only();
CREATE TRIGGER locked_return_no_truncate BEFORE TRUNCATE ON reporting_lockedreturn
    FOR EACH STATEMENT EXECUTE FUNCTION xiezhi_append_only();
CREATE TRIGGER form_version_append_only BEFORE UPDATE OR DELETE ON reporting_returnformversion
    FOR EACH ROW EXECUTE FUNCTION xiezhi_append_only();
CREATE TRIGGER form_version_no_truncate BEFORE TRUNCATE ON reporting_returnformversion
    FOR EACH STATEMENT EXECUTE FUNCTION xiezhi_append_only();
CREATE TRIGGER form_mapping_stays BEFORE UPDATE OR DELETE ON reporting_formmapping
    FOR EACH ROW WHEN (NOT OLD.is_draft) EXECUTE FUNCTION xiezhi_append_only();
CREATE TRIGGER form_mapping_no_truncate BEFORE TRUNCATE ON reporting_formmapping
    FOR EACH STATEMENT EXECUTE FUNCTION xiezhi_append_only();
-- A filled form that was locked or given up is not taken up again, nor its values changed.
CREATE TRIGGER return_ended_stays BEFORE UPDATE OR DELETE ON reporting_upwardreturn
    FOR EACH ROW WHEN (OLD.state IN ('locked', 'abandoned'))
    EXECUTE FUNCTION xiezhi_append_only();
CREATE TRIGGER return_no_truncate BEFORE TRUNCATE ON reporting_upwardreturn
    FOR EACH STATEMENT EXECUTE FUNCTION xiezhi_append_only();
