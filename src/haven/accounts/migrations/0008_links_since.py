from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0007_former_address'),
    ]

    operations = [
        migrations.AddField(
            model_name='user',
            name='links_since',
            field=models.DateTimeField(editable=False, null=True),
        ),
    ]
