"""What was reported is known to the child-safety desk alone, and kept for a year from then, whoever writes the table."""

from django.db import migrations

FORWARD = """
UPDATE custody_preservationhold SET desk = 'child_safety' WHERE desk = '' AND id IN (
    SELECT hold_id FROM custody_quarantinedfile UNION SELECT hold_id FROM custody_cybertip
);
CREATE FUNCTION custody_reported_is_kept() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    kept timestamptz;
BEGIN
    SELECT max(filed_at) + interval '365 days' INTO kept FROM custody_cybertip WHERE hold_id = OLD.id;
    IF kept IS NOT NULL AND (
        (NEW.released_at IS NOT NULL AND OLD.released_at IS NULL AND NEW.released_at < kept)
        OR (NEW.until < OLD.until AND NEW.until < kept)
    ) THEN
        RAISE EXCEPTION 'what was reported is kept for a year' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER custody_reported_is_kept BEFORE UPDATE ON custody_preservationhold
    FOR EACH ROW EXECUTE FUNCTION custody_reported_is_kept();
"""
BACKWARD = """
DROP TRIGGER custody_reported_is_kept ON custody_preservationhold;
DROP FUNCTION custody_reported_is_kept();
"""


class Migration(migrations.Migration):
    dependencies = [("custody", "0008_tips_once")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
