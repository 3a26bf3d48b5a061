"""A golden ad takes two people; those that one person put there wait for a second."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import F, Q


class Migration(migrations.Migration):
    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("moderation", "0012_backtested_classifiers"),
    ]

    operations = [
        migrations.AddField(
            model_name="goldenad",
            name="agreed_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(model_name="goldenad", name="agreed_at", field=models.DateTimeField(null=True)),
        migrations.AddConstraint(
            model_name="goldenad",
            constraint=models.CheckConstraint(
                condition=Q(agreed_by=None, agreed_at=None)
                | Q(agreed_by__isnull=False, agreed_at__isnull=False) & ~Q(agreed_by=F("added_by")),
                name="golden_by_two",
            ),
        ),
    ]
