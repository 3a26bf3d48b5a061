"""Every publication, and every change of what a live ad says or costs, is noted for matching, whoever makes it."""

from django.db import migrations

FORWARD = """
CREATE FUNCTION alerts_note_new_ads() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM alerts_savedsearch) THEN
        RETURN NULL;
    END IF;
    IF TG_OP = 'INSERT' THEN
        INSERT INTO alerts_newad (listing_id, since)
        SELECT n.id, now() FROM new_rows n WHERE n.state = 'published'
        ON CONFLICT (listing_id) DO UPDATE SET since = excluded.since;
    ELSE
        INSERT INTO alerts_newad (listing_id, since)
        SELECT n.id, now() FROM new_rows n JOIN old_rows o ON o.id = n.id
        WHERE n.state = 'published'
          AND (n.state, n.revision_id, n.price, n.limited_at)
              IS DISTINCT FROM (o.state, o.revision_id, o.price, o.limited_at)
        ON CONFLICT (listing_id) DO UPDATE SET since = excluded.since;
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER alerts_note_insert AFTER INSERT ON listings_listing
    REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION alerts_note_new_ads();
CREATE TRIGGER alerts_note_update AFTER UPDATE ON listings_listing
    REFERENCING NEW TABLE AS new_rows OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION alerts_note_new_ads();
"""
BACKWARD = """
DROP TRIGGER alerts_note_update ON listings_listing;
DROP TRIGGER alerts_note_insert ON listings_listing;
DROP FUNCTION alerts_note_new_ads();
"""


class Migration(migrations.Migration):
    dependencies = [("alerts", "0001_initial"), ("listings", "0002_invariants")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
