"""An ad's words are its own, and the photos that a revision showed stay what they were."""

from django.db import migrations

FORWARD = """
ALTER TABLE listings_listingrevision ADD CONSTRAINT revision_of_listing UNIQUE (id, listing_id);
ALTER TABLE listings_listing ADD CONSTRAINT words_are_its_own
    FOREIGN KEY (revision_id, id) REFERENCES listings_listingrevision (id, listing_id) DEFERRABLE INITIALLY DEFERRED;

CREATE FUNCTION shown_photo_is_immutable() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the photos of a revision are immutable' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER shown_photo_stays BEFORE UPDATE ON listings_revisionphoto
    FOR EACH ROW EXECUTE FUNCTION shown_photo_is_immutable();
"""
BACKWARD = """
DROP TRIGGER shown_photo_stays ON listings_revisionphoto;
DROP FUNCTION shown_photo_is_immutable();
ALTER TABLE listings_listing DROP CONSTRAINT words_are_its_own;
ALTER TABLE listings_listingrevision DROP CONSTRAINT revision_of_listing;
"""


class Migration(migrations.Migration):
    dependencies = [("listings", "0003_text_limits")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
