"""The database itself lets nobody change what was captured or handed over; erasing an item whole stays possible."""

from django.db import migrations

FORWARD = """
CREATE FUNCTION custody_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'evidence is never changed' USING ERRCODE = 'restrict_violation';
END $$;
CREATE FUNCTION custody_item_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.entry_id IS NOT NULL OR (to_jsonb(NEW) - 'entry_id') <> (to_jsonb(OLD) - 'entry_id') THEN
        RAISE EXCEPTION 'evidence is never changed' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER custody_item_stays BEFORE UPDATE ON custody_evidenceitem
    FOR EACH ROW EXECUTE FUNCTION custody_item_stays();
CREATE TRIGGER custody_file_stays BEFORE UPDATE ON custody_evidencefile
    FOR EACH ROW EXECUTE FUNCTION custody_stays();
CREATE TRIGGER custody_bundle_stays BEFORE UPDATE OR DELETE ON custody_evidencebundle
    FOR EACH ROW EXECUTE FUNCTION custody_stays();
"""
BACKWARD = """
DROP TRIGGER custody_bundle_stays ON custody_evidencebundle;
DROP TRIGGER custody_file_stays ON custody_evidencefile;
DROP TRIGGER custody_item_stays ON custody_evidenceitem;
DROP FUNCTION custody_item_stays();
DROP FUNCTION custody_stays();
"""


class Migration(migrations.Migration):
    dependencies = [("custody", "0002_evidence")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
