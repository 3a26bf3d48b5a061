"""The bounds of a price are in a currency; those that were kept before are in the site's first one."""

from django.conf import settings
from django.db import migrations, models


def name_currency(apps, schema_editor):
    saved = apps.get_model("site", "SiteSettings").objects.first()
    listed = saved.currencies.split(",")[0].strip() if saved else ""
    bounded = apps.get_model("alerts", "SavedSearch").objects.exclude(price_min=None, price_max=None)
    bounded.update(currency=listed or settings.SITE_CURRENCY)


class Migration(migrations.Migration):
    dependencies = [("alerts", "0004_savedsearch_language"), ("site", "0001_initial")]
    operations = [
        migrations.AddField("savedsearch", "currency", models.CharField(blank=True, max_length=3, default=""), False),
        migrations.RunPython(name_currency, migrations.RunPython.noop),
    ]
