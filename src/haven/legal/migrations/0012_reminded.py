"""A request knows of what the desk was mailed; of what is open the desk is told in the next minute."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("legal", "0011_closed_stays_closed")]
    operations = [
        migrations.AddField(
            "legalrequest",
            "reminded",
            models.PositiveSmallIntegerField(
                choices=[(0, "nothing yet"), (1, "new"), (2, "due soon"), (3, "late")], default=0, editable=False
            ),
        ),
    ]
