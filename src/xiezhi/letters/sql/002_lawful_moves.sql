-- Purpose: the database repeats the procedure: no letter moves where the table has no step.
-- The pairs are those of letters.rules.procedure.TRANSITIONS; a test compares them.
CREATE FUNCTION xiezhi_letter_moves_lawfully() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.state <> OLD.state AND (OLD.state, NEW.state) NOT IN (
        ('checked', 'issued'),
        ('checked', 'sealed'),
        ('checked', 'withdrawn'),
        ('checking', 'checked'),
        ('checking', 'draft'),
        ('checking', 'sealed'),
        ('checking', 'withdrawn'),
        ('draft', 'checking'),
        ('draft', 'issued'),
        ('draft', 'sealed'),
        ('draft', 'withdrawn'),
        ('issued', 'sealed'),
        ('issued', 'withdrawn'),
        ('sealed', 'replied'),
        ('sealed', 'sent'),
        ('sealed', 'served'),
        ('sealed', 'withdrawn'),
        ('sent', 'replied'),
        ('sent', 'served'),
        ('sent', 'withdrawn'),
        ('served', 'replied'),
        ('served', 'withdrawn')
    ) THEN
        RAISE EXCEPTION 'no lawful step leads from % to %', OLD.state, NEW.state
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END;
$$;
CREATE TRIGGER letter_moves_lawfully BEFORE UPDATE OF state ON letters_letter
    FOR EACH ROW EXECUTE FUNCTION xiezhi_letter_moves_lawfully();
