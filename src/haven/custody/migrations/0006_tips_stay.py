"""The database itself lets nobody change or delete a report that was filed."""

from django.db import migrations

FORWARD = """
CREATE FUNCTION custody_tip_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.state = 'filed' THEN
        RAISE EXCEPTION 'a report that was filed is never changed' USING ERRCODE = 'restrict_violation';
    END IF;
    IF TG_OP = 'DELETE' THEN
        RETURN OLD;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER custody_tip_stays BEFORE UPDATE OR DELETE ON custody_cybertip
    FOR EACH ROW EXECUTE FUNCTION custody_tip_stays();
"""
BACKWARD = """
DROP TRIGGER custody_tip_stays ON custody_cybertip;
DROP FUNCTION custody_tip_stays();
"""


class Migration(migrations.Migration):
    dependencies = [("custody", "0005_tips")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
