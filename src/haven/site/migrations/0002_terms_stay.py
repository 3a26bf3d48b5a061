"""The database itself lets nobody change or delete terms: people agreed to these words."""

from django.db import migrations

FORWARD = """
CREATE FUNCTION site_terms_stay() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'terms are never changed: publish a version of a later day' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER site_terms_stay BEFORE UPDATE OR DELETE ON site_termsversion
    FOR EACH ROW EXECUTE FUNCTION site_terms_stay();
"""
BACKWARD = """
DROP TRIGGER site_terms_stay ON site_termsversion;
DROP FUNCTION site_terms_stay();
"""


class Migration(migrations.Migration):
    dependencies = [("site", "0001_initial")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
