"""A public brief can be withdrawn, once and for good; what was signed stays as it is."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

_FUNCTION = """
CREATE OR REPLACE FUNCTION cases_brief_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.signed_at IS NOT NULL AND (TG_OP = 'DELETE' OR (to_jsonb(NEW) - {free}) <> (to_jsonb(OLD) - {free})) THEN
        RAISE EXCEPTION 'a signed brief is never changed' USING ERRCODE = 'restrict_violation';
    END IF;
    {more}
    RETURN COALESCE(NEW, OLD);
END $$;
"""
_RELEASE = "'released_by_id' - 'released_at'"
_WITHDRAWAL = f"{_RELEASE} - 'withdrawn_by_id' - 'withdrawn_at' - 'withdrawn_why'"
_FOR_GOOD = """
    IF TG_OP = 'UPDATE' AND OLD.withdrawn_at IS NOT NULL AND to_jsonb(NEW) <> to_jsonb(OLD) THEN
        RAISE EXCEPTION 'a withdrawn brief is never changed' USING ERRCODE = 'restrict_violation';
    END IF;
"""
FORWARD = _FUNCTION.format(free=_WITHDRAWAL, more=_FOR_GOOD)
BACKWARD = _FUNCTION.format(free=_RELEASE, more="")


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0011_takeovers"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField("brief", "withdrawn_at", models.DateTimeField(null=True)),
        migrations.AddField(
            "brief",
            "withdrawn_by",
            models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            "brief",
            "withdrawn_why",
            models.TextField(blank=True, default="", max_length=1000),
            preserve_default=False,
        ),
        migrations.AddConstraint(
            "brief",
            models.CheckConstraint(
                name="brief_withdrawn_after_release",
                condition=models.Q(withdrawn_at=None, withdrawn_by=None)
                | models.Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False, released_at__isnull=False),
            ),
        ),
        migrations.RunSQL(FORWARD, BACKWARD),
    ]
