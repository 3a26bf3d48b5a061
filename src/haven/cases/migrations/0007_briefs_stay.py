"""The database itself lets nobody change a brief that is signed; releasing it stays possible."""

from django.db import migrations

FORWARD = """
CREATE FUNCTION cases_brief_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.signed_at IS NOT NULL AND (TG_OP = 'DELETE'
        OR (to_jsonb(NEW) - 'released_by_id' - 'released_at') <> (to_jsonb(OLD) - 'released_by_id' - 'released_at')) THEN
        RAISE EXCEPTION 'a signed brief is never changed' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN COALESCE(NEW, OLD);
END $$;
CREATE TRIGGER cases_brief_stays BEFORE UPDATE OR DELETE ON cases_brief
    FOR EACH ROW EXECUTE FUNCTION cases_brief_stays();
"""
BACKWARD = "DROP TRIGGER cases_brief_stays ON cases_brief; DROP FUNCTION cases_brief_stays();"


class Migration(migrations.Migration):
    dependencies = [("cases", "0006_briefs")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
