-- Purpose: entries and checkpoints of the ledger only ever grow.
-- Also used by other append-only tables: the function stands here because ledger is below them.
CREATE FUNCTION xiezhi_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is append-only: % refused', TG_TABLE_NAME, TG_OP
        USING ERRCODE = 'restrict_violation';
END;
$$;
CREATE TRIGGER ledger_entry_append_only BEFORE UPDATE OR DELETE ON ledger_ledgerentry
    FOR EACH ROW EXECUTE FUNCTION xiezhi_append_only();
CREATE TRIGGER ledger_entry_no_truncate BEFORE TRUNCATE ON ledger_ledgerentry
    FOR EACH STATEMENT EXECUTE FUNCTION xiezhi_append_only();
CREATE TRIGGER ledger_checkpoint_append_only BEFORE UPDATE OR DELETE ON ledger_ledgercheckpoint
    FOR EACH ROW EXECUTE FUNCTION xiezhi_append_only();
CREATE TRIGGER ledger_checkpoint_no_truncate BEFORE TRUNCATE ON ledger_ledgercheckpoint
    FOR EACH STATEMENT EXECUTE FUNCTION xiezhi_append_only();
