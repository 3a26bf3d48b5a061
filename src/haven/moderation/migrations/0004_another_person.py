"""What must hold whoever writes: an appeal is answered by someone else than decided."""

from django.db import migrations

FORWARD = """
CREATE FUNCTION appeal_is_heard_by_another() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.answered_by_id IS NOT NULL AND EXISTS (
        SELECT FROM moderation_decision
        WHERE id = NEW.decision_id AND NEW.answered_by_id IN (moderator_id, second_id)
    ) THEN
        RAISE EXCEPTION 'an appeal is answered by someone else than decided' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER appeal_needs_another BEFORE INSERT OR UPDATE ON moderation_appeal
    FOR EACH ROW EXECUTE FUNCTION appeal_is_heard_by_another();
"""
BACKWARD = """
DROP TRIGGER appeal_needs_another ON moderation_appeal;
DROP FUNCTION appeal_is_heard_by_another();
"""


class Migration(migrations.Migration):
    dependencies = [("moderation", "0003_dialogue")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
