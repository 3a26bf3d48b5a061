"""A request knows its file's digest also where the file is not kept."""

from django.db import migrations, models

_FORWARD = """
UPDATE legal_legalrequest r SET file_sha256 = f.sha256 FROM custody_evidencefile f WHERE f.item_id = r.document_id;
"""


class Migration(migrations.Migration):
    dependencies = [("legal", "0006_parts_alone")]
    operations = [
        migrations.AddField("legalrequest", "file_sha256", models.CharField(blank=True, max_length=64)),
        migrations.RunSQL(_FORWARD, migrations.RunSQL.noop),
    ]
