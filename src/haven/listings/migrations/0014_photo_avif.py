from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("listings", "0013_favorite"),
    ]

    operations = [
        migrations.AddField(model_name="photo", name="has_avif", field=models.BooleanField(default=False)),
    ]
