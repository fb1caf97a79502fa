-- Purpose: 封存清单 and 保管链 only ever grow; nobody edits or erases a line.
CREATE TRIGGER file_manifest_append_only BEFORE UPDATE OR DELETE ON evidence_filemanifest
    FOR EACH ROW EXECUTE FUNCTION xiezhi_append_only();
CREATE TRIGGER file_manifest_no_truncate BEFORE TRUNCATE ON evidence_filemanifest
    FOR EACH STATEMENT EXECUTE FUNCTION xiezhi_append_only();
CREATE TRIGGER custody_entry_append_only BEFORE UPDATE OR DELETE ON evidence_custodyentry
    FOR EACH ROW EXECUTE FUNCTION xiezhi_append_only();
CREATE TRIGGER custody_entry_no_truncate BEFORE TRUNCATE ON evidence_custodyentry
    FOR EACH STATEMENT EXECUTE FUNCTION xiezhi_append_only();
