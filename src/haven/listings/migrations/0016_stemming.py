"""In which language's word forms PostgreSQL keeps ads and saved searches."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("listings", "0015_shadow_scores"),
    ]

    operations = [
        migrations.CreateModel(
            name="Stemming",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=20, unique=True)),
                ("language", models.CharField(max_length=20)),
                ("up_to", models.BigIntegerField(null=True)),
            ],
        ),
    ]
