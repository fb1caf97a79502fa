-- Purpose: nothing is forgotten but what went into the inner zone in a package it has acknowledged;
-- so nothing at all in the inner zone, and where both zones are one.
-- The kind of item the table's rows cross as stands in the trigger.
CREATE FUNCTION xiezhi_forgotten_once_acknowledged() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (
        SELECT FROM exchange_exchangepeer AS peer
        JOIN exchange_exchangeitem AS item
            ON item.procuratorate_id = peer.procuratorate_id AND item.peer_id = peer.id
        JOIN exchange_exchangepackage AS package
            ON package.procuratorate_id = item.procuratorate_id AND package.id = item.package_id
        WHERE peer.procuratorate_id = NEW.procuratorate_id AND peer.kind = 'inner'
            AND item.direction = 'out' AND item.kind = TG_ARGV[0]
            AND item.object_id = NEW.id::text AND item.state = 'passed'
            AND package.state = 'acknowledged'
    ) THEN
        RAISE EXCEPTION 'not acknowledged by the inner zone: % %', TG_TABLE_NAME, NEW.id
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END;
$$;
CREATE TRIGGER report_forgotten_once_acknowledged BEFORE UPDATE ON intake_report
    FOR EACH ROW WHEN (OLD.forgotten_at IS DISTINCT FROM NEW.forgotten_at)
    EXECUTE FUNCTION xiezhi_forgotten_once_acknowledged('report');
CREATE TRIGGER words_forgotten_once_acknowledged BEFORE UPDATE ON intake_reportmessage
    FOR EACH ROW WHEN (OLD.forgotten_at IS DISTINCT FROM NEW.forgotten_at)
    EXECUTE FUNCTION xiezhi_forgotten_once_acknowledged('report_words');
CREATE TRIGGER result_forgotten_once_acknowledged BEFORE UPDATE ON supporters_fieldtask
    FOR EACH ROW WHEN (OLD.forgotten_at IS DISTINCT FROM NEW.forgotten_at)
    EXECUTE FUNCTION xiezhi_forgotten_once_acknowledged('task_result');
CREATE TRIGGER patrol_forgotten_once_acknowledged BEFORE UPDATE ON supporters_patrol
    FOR EACH ROW WHEN (OLD.forgotten_at IS DISTINCT FROM NEW.forgotten_at)
    EXECUTE FUNCTION xiezhi_forgotten_once_acknowledged('patrol_result');
