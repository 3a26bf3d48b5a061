"""Addresses of reporters in lower case: a capital letter made another reporter of the same mailbox."""

from django.db import migrations

MERGE = """
DELETE FROM notices_misuse AS one USING notices_misuse AS other
WHERE lower(one.email) = lower(other.email)
  AND (coalesce(other.suspended_until, '-infinity'), other.id) > (coalesce(one.suspended_until, '-infinity'), one.id);
UPDATE notices_misuse SET email = lower(email) WHERE email <> lower(email);
UPDATE notices_notice SET email = lower(email) WHERE email <> lower(email);
"""


class Migration(migrations.Migration):
    dependencies = [("notices", "0005_notice_language")]

    operations = [migrations.RunSQL(MERGE, migrations.RunSQL.noop)]
