-- Purpose: rows of one table may cross as one of several kinds; a report is forgotten once acknowledged
-- as whichever it crossed as.
CREATE OR REPLACE FUNCTION xiezhi_forgotten_once_acknowledged() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (
        SELECT FROM exchange_exchangepeer AS peer
        JOIN exchange_exchangeitem AS item
            ON item.procuratorate_id = peer.procuratorate_id AND item.peer_id = peer.id
        JOIN exchange_exchangepackage AS package
            ON package.procuratorate_id = item.procuratorate_id AND package.id = item.package_id
        WHERE peer.procuratorate_id = NEW.procuratorate_id AND peer.kind = 'inner'
            AND item.direction = 'out' AND item.kind = ANY (TG_ARGV)
            AND item.object_id = NEW.id::text AND item.state = 'passed'
            AND package.state = 'acknowledged'
    ) THEN
        RAISE EXCEPTION 'not acknowledged by the inner zone: % %', TG_TABLE_NAME, NEW.id
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END;
$$;
DROP TRIGGER report_forgotten_once_acknowledged ON intake_report;
CREATE TRIGGER report_forgotten_once_acknowledged BEFORE UPDATE ON intake_report
    FOR EACH ROW WHEN (OLD.forgotten_at IS DISTINCT FROM NEW.forgotten_at)
    EXECUTE FUNCTION xiezhi_forgotten_once_acknowledged('report', 'unit_report');
