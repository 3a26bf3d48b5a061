"""The bundles of a production are its parts; it has none beside them."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("legal", "0005_parts")]
    operations = [migrations.RemoveField("production", "bundle")]
