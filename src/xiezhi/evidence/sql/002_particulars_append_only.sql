-- Purpose: 拍摄信息 are written once; nobody edits or erases them.
CREATE TRIGGER file_particulars_append_only BEFORE UPDATE OR DELETE ON evidence_fileparticulars
    FOR EACH ROW EXECUTE FUNCTION xiezhi_append_only();
CREATE TRIGGER file_particulars_no_truncate BEFORE TRUNCATE ON evidence_fileparticulars
    FOR EACH STATEMENT EXECUTE FUNCTION xiezhi_append_only();
