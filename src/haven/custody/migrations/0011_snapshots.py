"""What was there when a hold was placed; and when the bytes of a file in quarantine went."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("custody", "0010_timestamps")]
    operations = [
        migrations.CreateModel(
            name="Snapshot",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("subject", models.CharField(db_index=True, max_length=80)),
                ("kind", models.CharField(max_length=20)),
                ("hold", models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT, related_name="snapshots",
                    to="custody.preservationhold",
                )),
                ("item", models.OneToOneField(
                    on_delete=django.db.models.deletion.CASCADE, related_name="+", to="custody.evidenceitem"
                )),
            ],
            options={"ordering": ["id"]},
        ),
        migrations.AddField("quarantinedfile", "erased_at", models.DateTimeField(null=True)),
    ]
