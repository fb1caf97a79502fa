-- Purpose: the steps of a letter are history; nobody edits or erases them.
CREATE TRIGGER letter_step_append_only BEFORE UPDATE OR DELETE ON letters_letterstep
    FOR EACH ROW EXECUTE FUNCTION xiezhi_append_only();
CREATE TRIGGER letter_step_no_truncate BEFORE TRUNCATE ON letters_letterstep
    FOR EACH STATEMENT EXECUTE FUNCTION xiezhi_append_only();
