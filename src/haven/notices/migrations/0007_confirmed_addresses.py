"""Whose mailbox a report comes from: somebody could be warned for what another filed in their name."""

from django.conf import settings
from django.db import migrations, models

# Who was signed in had opened the mailbox. Any other address may have been typed by anybody: warnings go with it.
KNOWN = """
UPDATE notices_notice AS notice SET confirmed_at = filed_at FROM accounts_user AS who
WHERE notice.email <> '' AND notice.email = lower(who.email)
  AND (notice.reporter_id = who.id OR notice.conversation_id IS NOT NULL);
DELETE FROM notices_misuse WHERE email NOT IN (SELECT email FROM notices_notice WHERE confirmed_at IS NOT NULL);
"""


class Migration(migrations.Migration):

    dependencies = [
        ('listings', '0015_shadow_scores'),
        ('notices', '0006_one_spelling'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='notice',
            name='confirmed_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.RunSQL(KNOWN, migrations.RunSQL.noop),
        migrations.AddIndex(
            model_name='notice',
            index=models.Index(condition=models.Q(('confirmed_at__isnull', False)), fields=['email'], name='notice_of_reporter'),
        ),
        migrations.AddConstraint(
            model_name='notice',
            constraint=models.CheckConstraint(condition=models.Q(('confirmed_at', None), models.Q(('email', ''), _negated=True), _connector='OR'), name='confirmed_where_there_is_an_address'),
        ),
    ]
