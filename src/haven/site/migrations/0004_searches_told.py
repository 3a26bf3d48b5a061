"""How far people with a saved search and no account are told of the closing."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('site', '0003_closing'),
    ]

    operations = [
        migrations.AddField(
            model_name='closing',
            name='searches_told_up_to',
            field=models.BigIntegerField(default=0),
        ),
    ]
