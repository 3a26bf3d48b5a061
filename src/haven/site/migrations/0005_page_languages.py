"""The languages that pages are offered in."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('site', '0004_searches_told'),
    ]

    operations = [
        migrations.AddField(
            model_name='sitesettings',
            name='page_languages',
            field=models.CharField(blank=True, db_default='', default='', max_length=60),
        ),
    ]
