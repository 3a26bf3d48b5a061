"""The database itself lets nobody change an exhibit or a note; erasing what an exhibit shows stays possible."""

from django.db import migrations

FORWARD = """
CREATE FUNCTION cases_exhibit_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' OR NEW.item_id IS NOT NULL
        OR (to_jsonb(NEW) - 'item_id') <> (to_jsonb(OLD) - 'item_id') THEN
        RAISE EXCEPTION 'an exhibit is never changed' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE FUNCTION cases_note_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'a note is never changed' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER cases_exhibit_stays BEFORE UPDATE OR DELETE ON cases_exhibit
    FOR EACH ROW EXECUTE FUNCTION cases_exhibit_stays();
CREATE TRIGGER cases_note_stays BEFORE UPDATE OR DELETE ON cases_casenote
    FOR EACH ROW EXECUTE FUNCTION cases_note_stays();
"""
BACKWARD = """
DROP TRIGGER cases_note_stays ON cases_casenote;
DROP TRIGGER cases_exhibit_stays ON cases_exhibit;
DROP FUNCTION cases_note_stays();
DROP FUNCTION cases_exhibit_stays();
"""


class Migration(migrations.Migration):
    dependencies = [("cases", "0001_initial")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
