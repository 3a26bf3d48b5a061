"""The database itself: a production is whole when it appears; whom it is about stays while it is put together."""

from django.db import migrations

FORWARD = """
CREATE FUNCTION legal_production_is_whole() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM legal_gathering WHERE code = NEW.code AND (state <> 'whole' OR request_id <> NEW.request_id
               OR asked_by_id <> NEW.prepared_by_id OR classes <> NEW.classes)) THEN
        RAISE EXCEPTION 'this production is not whole' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION legal_gathering_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'what was asked to be put together is never deleted' USING ERRCODE = 'restrict_violation';
    END IF;
    IF OLD.state <> 'running' OR (NEW.code, NEW.request_id, NEW.classes, NEW.moments, NEW.asked_by_id, NEW.asked_at)
        IS DISTINCT FROM (OLD.code, OLD.request_id, OLD.classes, OLD.moments, OLD.asked_by_id, OLD.asked_at) THEN
        RAISE EXCEPTION 'what was asked to be put together is never changed' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;

CREATE OR REPLACE FUNCTION legal_target_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM legal_production WHERE request_id = COALESCE(NEW.request_id, OLD.request_id)
               AND declined_at IS NULL AND withdrawn_at IS NULL)
        OR EXISTS (SELECT 1 FROM legal_gathering WHERE request_id = COALESCE(NEW.request_id, OLD.request_id)
                   AND state = 'running') THEN
        RAISE EXCEPTION 'whom a production is about stays' USING ERRCODE = 'check_violation';
    END IF;
    RETURN COALESCE(NEW, OLD);
END $$;

CREATE TRIGGER legal_production_is_whole BEFORE INSERT OR UPDATE ON legal_production
    FOR EACH ROW EXECUTE FUNCTION legal_production_is_whole();
CREATE TRIGGER legal_gathering_stays BEFORE UPDATE OR DELETE ON legal_gathering
    FOR EACH ROW EXECUTE FUNCTION legal_gathering_stays();
"""
BACKWARD = """
DROP TRIGGER legal_gathering_stays ON legal_gathering;
DROP TRIGGER legal_production_is_whole ON legal_production;
DROP FUNCTION legal_gathering_stays();
DROP FUNCTION legal_production_is_whole();
CREATE OR REPLACE FUNCTION legal_target_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM legal_production WHERE request_id = COALESCE(NEW.request_id, OLD.request_id)
               AND declined_at IS NULL AND withdrawn_at IS NULL) THEN
        RAISE EXCEPTION 'whom a production is about stays' USING ERRCODE = 'check_violation';
    END IF;
    RETURN COALESCE(NEW, OLD);
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("legal", "0008_gathering")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
