-- Purpose: the steps of a proposal, what it became and what went back are history; nobody edits or
--     erases them, so that both records stay linked for good.
CREATE TRIGGER proposal_step_append_only BEFORE UPDATE OR DELETE ON proposals_proposalstep
    FOR EACH ROW EXECUTE FUNCTION xiezhi_append_only();
CREATE TRIGGER proposal_step_no_truncate BEFORE TRUNCATE ON proposals_proposalstep
    FOR EACH STATEMENT EXECUTE FUNCTION xiezhi_append_only();
CREATE TRIGGER conversion_append_only BEFORE UPDATE OR DELETE ON proposals_conversion
    FOR EACH ROW EXECUTE FUNCTION xiezhi_append_only();
CREATE TRIGGER conversion_no_truncate BEFORE TRUNCATE ON proposals_conversion
    FOR EACH STATEMENT EXECUTE FUNCTION xiezhi_append_only();
CREATE TRIGGER copy_back_append_only BEFORE UPDATE OR DELETE ON proposals_copyback
    FOR EACH ROW EXECUTE FUNCTION xiezhi_append_only();
CREATE TRIGGER copy_back_no_truncate BEFORE TRUNCATE ON proposals_copyback
    FOR EACH STATEMENT EXECUTE FUNCTION xiezhi_append_only();
