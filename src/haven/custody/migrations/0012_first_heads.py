"""The first witnessed heads with the items' entries, in each bundle that is made from now on."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("custody", "0011_snapshots")]
    operations = [migrations.AddField("evidencebundle", "seen", models.JSONField(default=dict))]
