-- Purpose: what was sealed stays as it was sealed, and nothing that crossed is ever erased.
CREATE FUNCTION xiezhi_exchange_package_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP <> 'UPDATE' THEN
        RAISE EXCEPTION 'packages are kept: % refused', TG_OP USING ERRCODE = 'restrict_violation';
    END IF;
    IF (NEW.direction, NEW.peer_id, NEW.created_at, NEW.exporter_label)
        IS DISTINCT FROM (OLD.direction, OLD.peer_id, OLD.created_at, OLD.exporter_label)
        OR (OLD.manifest IS NOT NULL
            AND (NEW.manifest, NEW.signature, NEW.sequence, NEW.reviewer_label, NEW.medium_number,
                 NEW.reviewed_at)
                IS DISTINCT FROM (OLD.manifest, OLD.signature, OLD.sequence, OLD.reviewer_label,
                                  OLD.medium_number, OLD.reviewed_at))
    THEN
        RAISE EXCEPTION 'a package stays as it was sealed' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END;
$$;
CREATE TRIGGER exchange_package_kept BEFORE UPDATE OR DELETE ON exchange_exchangepackage
    FOR EACH ROW EXECUTE FUNCTION xiezhi_exchange_package_kept();
CREATE TRIGGER exchange_package_no_truncate BEFORE TRUNCATE ON exchange_exchangepackage
    FOR EACH STATEMENT EXECUTE FUNCTION xiezhi_append_only();

CREATE FUNCTION xiezhi_exchange_item_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP <> 'UPDATE' THEN
        RAISE EXCEPTION 'items are kept: % refused', TG_OP USING ERRCODE = 'restrict_violation';
    END IF;
    IF (NEW.package_id, NEW.peer_id, NEW.direction, NEW.position, NEW.kind, NEW.object_id,
        NEW.version, NEW.digest)
        IS DISTINCT FROM (OLD.package_id, OLD.peer_id, OLD.direction, OLD.position, OLD.kind,
                          OLD.object_id, OLD.version, OLD.digest)
        OR (NEW.content <> OLD.content AND NEW.content <> '')
    THEN
        RAISE EXCEPTION 'an item stays as it crossed' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END;
$$;
CREATE TRIGGER exchange_item_kept BEFORE UPDATE OR DELETE ON exchange_exchangeitem
    FOR EACH ROW EXECUTE FUNCTION xiezhi_exchange_item_kept();
CREATE TRIGGER exchange_item_no_truncate BEFORE TRUNCATE ON exchange_exchangeitem
    FOR EACH STATEMENT EXECUTE FUNCTION xiezhi_append_only();
