-- Purpose: the same wall round what units and members answered: see 002_forgotten and 003_kinds.
CREATE TRIGGER reply_forgotten_once_acknowledged BEFORE UPDATE ON letters_letterreply
    FOR EACH ROW WHEN (OLD.forgotten_at IS DISTINCT FROM NEW.forgotten_at)
    EXECUTE FUNCTION xiezhi_forgotten_once_acknowledged('unit_reply');
CREATE TRIGGER objection_forgotten_once_acknowledged BEFORE UPDATE ON letters_letter
    FOR EACH ROW WHEN (OLD.objection_forgotten_at IS DISTINCT FROM NEW.objection_forgotten_at)
    EXECUTE FUNCTION xiezhi_forgotten_once_acknowledged('unit_objection');
CREATE TRIGGER leave_forgotten_once_acknowledged BEFORE UPDATE ON supporters_trainingattendance
    FOR EACH ROW WHEN (OLD.forgotten_at IS DISTINCT FROM NEW.forgotten_at)
    EXECUTE FUNCTION xiezhi_forgotten_once_acknowledged('training_reply');
