"""Search indexes are told of every change of what search shows, in its transaction, whoever makes it."""

import uuid

import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models

FORWARD = """
CREATE FUNCTION note_search_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        INSERT INTO listings_searchchange (index_id, listing_id)
        SELECT i.id, n.id FROM new_rows n CROSS JOIN listings_searchindex i
        WHERE n.state = 'published' AND n.limited_at IS NULL;
    ELSIF TG_OP = 'UPDATE' THEN
        INSERT INTO listings_searchchange (index_id, listing_id)
        SELECT i.id, n.id FROM new_rows n JOIN old_rows o ON o.id = n.id CROSS JOIN listings_searchindex i
        WHERE (n.state = 'published' AND n.limited_at IS NULL OR o.state = 'published' AND o.limited_at IS NULL)
          AND (n.state, n.limited_at, n.revision_id, n.published_at, n.price, n.category_id, n.place_id, n.latitude, n.longitude)
              IS DISTINCT FROM
              (o.state, o.limited_at, o.revision_id, o.published_at, o.price, o.category_id, o.place_id, o.latitude, o.longitude);
    ELSE
        INSERT INTO listings_searchchange (index_id, listing_id)
        SELECT i.id, o.id FROM old_rows o CROSS JOIN listings_searchindex i
        WHERE o.state = 'published' AND o.limited_at IS NULL;
    END IF;
    IF FOUND THEN
        PERFORM pg_notify('haven_search', '');
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER note_search_insert AFTER INSERT ON listings_listing
    REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION note_search_change();
CREATE TRIGGER note_search_update AFTER UPDATE ON listings_listing
    REFERENCING NEW TABLE AS new_rows OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION note_search_change();
CREATE TRIGGER note_search_delete AFTER DELETE ON listings_listing
    REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION note_search_change();
"""
BACKWARD = """
DROP TRIGGER note_search_delete ON listings_listing;
DROP TRIGGER note_search_update ON listings_listing;
DROP TRIGGER note_search_insert ON listings_listing;
DROP FUNCTION note_search_change();
"""


class Migration(migrations.Migration):
    dependencies = [("listings", "0008_life")]
    operations = [
        migrations.CreateModel(
            name="SearchIndex",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("seen_at", models.DateTimeField(default=django.utils.timezone.now)),
            ],
        ),
        migrations.CreateModel(
            name="SearchChange",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("listing_id", models.BigIntegerField()),
                (
                    "index",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="changes",
                        to="listings.searchindex",
                    ),
                ),
            ],
            options={"indexes": [models.Index(fields=["index", "id"], name="search_change_order")]},
        ),
        migrations.RunSQL(FORWARD, BACKWARD),
    ]
