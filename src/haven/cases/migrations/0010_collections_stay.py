"""The database itself lets nobody change what was said about a collection, or what came."""

from django.db import migrations

FORWARD = """
CREATE FUNCTION cases_collection_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' OR OLD.state <> 'reading'
        OR (NEW.case_id, NEW.title, NEW.origin, NEW.lawful, NEW.files, NEW.place, NEW.added_by_id)
        IS DISTINCT FROM (OLD.case_id, OLD.title, OLD.origin, OLD.lawful, OLD.files, OLD.place, OLD.added_by_id) THEN
        RAISE EXCEPTION 'a collection is never changed' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER cases_collection_stays BEFORE UPDATE OR DELETE ON cases_collection
    FOR EACH ROW EXECUTE FUNCTION cases_collection_stays();
"""
BACKWARD = """
DROP TRIGGER cases_collection_stays ON cases_collection;
DROP FUNCTION cases_collection_stays();
"""


class Migration(migrations.Migration):
    dependencies = [("cases", "0009_collections")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
