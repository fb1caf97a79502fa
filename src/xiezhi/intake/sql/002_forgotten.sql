-- Purpose: a report stays as received; the one other thing that may happen to it is to be forgotten,
-- once and whole: what it says is emptied, and nothing is put in its place.
CREATE OR REPLACE FUNCTION xiezhi_report_as_received() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    allowed text[] := ARRAY['pool_state', 'not_lead_reason', 'screening_note', 'screened_by_id',
                            'screened_at', 'has_unread_answer', 'search', 'photo_count'];
    changed text;
BEGIN
    IF TG_OP <> 'UPDATE' THEN
        RAISE EXCEPTION 'reports are kept: % refused', TG_OP USING ERRCODE = 'restrict_violation';
    END IF;
    IF OLD.forgotten_at IS NULL AND NEW.forgotten_at IS NOT NULL THEN
        IF concat(NEW.title, NEW.origin, NEW.words, NEW.town, NEW.village, NEW.place_words,
                  NEW.suspected_area) <> ''
            OR NEW.topics <> '{}' OR NEW.position_source <> 'none'
            OR num_nonnulls(NEW.latitude, NEW.longitude, NEW.accuracy_m, NEW.heading_deg,
                            NEW.search) > 0
        THEN
            RAISE EXCEPTION 'a report is forgotten whole' USING ERRCODE = 'restrict_violation';
        END IF;
        allowed := allowed || ARRAY['forgotten_at', 'title', 'origin', 'words', 'town', 'village',
                                    'place_words', 'suspected_area', 'topics', 'position_source',
                                    'latitude', 'longitude', 'accuracy_m', 'heading_deg'];
    END IF;
    SELECT string_agg(entry.key, ', ') INTO changed
    FROM jsonb_each(to_jsonb(NEW)) AS entry
    WHERE entry.value IS DISTINCT FROM to_jsonb(OLD) -> entry.key AND entry.key <> ALL (allowed);
    IF changed IS NOT NULL THEN
        RAISE EXCEPTION 'a report stays as received: % may not change', changed
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END;
$$;
