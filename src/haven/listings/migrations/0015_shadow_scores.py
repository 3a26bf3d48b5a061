import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("listings", "0014_photo_avif"),
        ("policies", "0004_classifiers"),
    ]

    operations = [
        migrations.CreateModel(
            name="ShadowScore",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("probability", models.FloatField(null=True)),
                ("classifier", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to="policies.classifierversion")),
                ("verdict", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="scores", to="listings.verdict")),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("classifier", "verdict"), name="shadow_score_once")],
            },
        ),
    ]
