"""What an answer to an appeal did, so that it can be taken back within the minute."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("moderation", "0010_own_work")]

    operations = [
        migrations.AddField(
            model_name="appeal",
            name="removal",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="moderation.decision",
            ),
        ),
        migrations.AddField(
            model_name="appeal",
            name="restored",
            field=models.BooleanField(default=False),
        ),
    ]
