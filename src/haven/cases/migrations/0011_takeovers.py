"""Taking over a case whose lead has left."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models
from django.db.models import F, Q

_USER = {"on_delete": django.db.models.deletion.PROTECT, "related_name": "+", "to": settings.AUTH_USER_MODEL}


class Migration(migrations.Migration):
    dependencies = [("cases", "0010_collections_stay"), migrations.swappable_dependency(settings.AUTH_USER_MODEL)]
    operations = [
        migrations.CreateModel(
            name="Takeover",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("why", models.TextField(max_length=1000)),
                ("asked_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ("agreed", models.BooleanField(null=True)),
                ("settled_at", models.DateTimeField(null=True)),
                ("asked_by", models.ForeignKey(**_USER)),
                ("case", models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT, related_name="takeovers", to="cases.case"
                )),
                ("lead", models.ForeignKey(**_USER)),
                ("settled_by", models.ForeignKey(null=True, **_USER)),
            ],
            options={"ordering": ["id"]},
        ),
        migrations.AddConstraint("takeover", models.UniqueConstraint(
            condition=Q(settled_at=None), fields=["case"], name="one_takeover_waits"
        )),
        migrations.AddConstraint("takeover", models.CheckConstraint(
            name="taken_over_by_two",
            condition=Q(settled_at=None, settled_by=None, agreed=None)
            | Q(settled_at__isnull=False, settled_by__isnull=False, agreed=False)
            | Q(settled_at__isnull=False, settled_by__isnull=False, agreed=True) & ~Q(settled_by=F("asked_by")),
        )),
        migrations.AddConstraint("takeover", models.CheckConstraint(
            condition=~Q(why=""), name="taken_over_with_a_reason"
        )),
    ]
