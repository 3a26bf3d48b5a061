"""What must hold whoever writes: the text of a policy changes only while it is a draft."""

from django.db import migrations

FORWARD = """
CREATE FUNCTION policy_text_is_final() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.state <> 'draft' AND (NEW.text <> OLD.text OR NEW.sha256 <> OLD.sha256) THEN
        RAISE EXCEPTION 'a policy that left the draft never changes' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER policy_text_stays BEFORE UPDATE ON policies_policyversion
    FOR EACH ROW EXECUTE FUNCTION policy_text_is_final();
"""
BACKWARD = """
DROP TRIGGER policy_text_stays ON policies_policyversion;
DROP FUNCTION policy_text_is_final();
"""


class Migration(migrations.Migration):
    dependencies = [("policies", "0002_lives")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
