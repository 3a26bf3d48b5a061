"""What is learned from the site's decisions, and what must hold whoever writes: a trained model never changes."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

FORWARD = """
CREATE FUNCTION classifier_is_final() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.model <> OLD.model OR NEW.sha256 <> OLD.sha256 OR NEW.card <> OLD.card OR NEW.name <> OLD.name THEN
        RAISE EXCEPTION 'a trained classifier never changes' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER classifier_stays BEFORE UPDATE ON policies_classifierversion
    FOR EACH ROW EXECUTE FUNCTION classifier_is_final();
"""
BACKWARD = """
DROP TRIGGER classifier_stays ON policies_classifierversion;
DROP FUNCTION classifier_is_final();
"""


class Migration(migrations.Migration):

    dependencies = [
        ("policies", "0003_final_text"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ClassifierVersion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=60)),
                ("model", models.BinaryField()),
                ("sha256", models.CharField(max_length=64)),
                ("card", models.JSONField()),
                ("state", models.CharField(choices=[("shadow", "In shadow"), ("live", "Live"), ("retired", "Retired")], default="shadow", max_length=10)),
                ("trained_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ("live_at", models.DateTimeField(null=True)),
                ("retired_at", models.DateTimeField(null=True)),
                ("approver", models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(condition=models.Q(("state", "live")), fields=("state",), name="one_live_classifier"),
                    models.CheckConstraint(condition=models.Q(models.Q(("state", "live"), _negated=True), ("approver__isnull", False), _connector="OR"), name="live_classifier_is_approved"),
                ],
            },
        ),
        migrations.RunSQL(FORWARD, BACKWARD),
    ]
