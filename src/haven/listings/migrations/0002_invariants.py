"""What must hold whoever writes: revisions never change, and no verdict but one to publish clears a revision."""

from django.db import migrations

FORWARD = """
CREATE FUNCTION revision_is_immutable() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'a revision is immutable' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER revision_stays BEFORE UPDATE ON listings_listingrevision
    FOR EACH ROW EXECUTE FUNCTION revision_is_immutable();

CREATE FUNCTION clearance_is_earned() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.verdict_id IS NOT NULL AND NOT EXISTS (
        SELECT FROM listings_verdict
        WHERE id = NEW.verdict_id AND revision_id = NEW.revision_id AND outcome = 'publish' AND failures = '[]'::jsonb
    ) THEN
        RAISE EXCEPTION 'only a verdict to publish exactly this revision clears it' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER clearance_must_be_earned BEFORE INSERT OR UPDATE ON listings_clearance
    FOR EACH ROW EXECUTE FUNCTION clearance_is_earned();

CREATE FUNCTION verdict_is_final() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'a verdict is never changed: judge the revision again' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER verdict_stays BEFORE UPDATE ON listings_verdict
    FOR EACH ROW EXECUTE FUNCTION verdict_is_final();
"""
BACKWARD = """
DROP TRIGGER verdict_stays ON listings_verdict;
DROP FUNCTION verdict_is_final();
DROP TRIGGER clearance_must_be_earned ON listings_clearance;
DROP FUNCTION clearance_is_earned();
DROP TRIGGER revision_stays ON listings_listingrevision;
DROP FUNCTION revision_is_immutable();
"""


class Migration(migrations.Migration):
    dependencies = [("listings", "0001_initial")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
