"""A backtest may try a classifier."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("moderation", "0011_undone_answers"), ("policies", "0004_classifiers")]

    operations = [
        migrations.AddField(
            model_name="backtestrun",
            name="classifier",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="backtests",
                to="policies.classifierversion",
            ),
        ),
    ]
