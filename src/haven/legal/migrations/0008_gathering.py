"""What is being put together, and how far that is; whole, it is a production."""

import django.db.models.deletion
import django.utils.timezone
import haven.legal.models.production
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('legal', '0007_file_sha256'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Gathering',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(default=haven.legal.models.production.new_production_code, editable=False, max_length=10, unique=True)),
                ('classes', models.JSONField()),
                ('moments', models.JSONField()),
                ('asked_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('state', models.CharField(choices=[('running', 'being put together'), ('whole', 'put together'), ('failed', 'could not be put together'), ('stopped', 'stopped')], default='running', max_length=8)),
                ('problem', models.CharField(blank=True, max_length=500)),
                ('run', models.CharField(blank=True, max_length=16)),
                ('items', models.PositiveIntegerField(null=True)),
                ('gathered', models.PositiveIntegerField(default=0)),
                ('sealed', models.PositiveIntegerField(default=0)),
                ('bundles', models.JSONField(default=list)),
                ('concerned', models.JSONField(default=list)),
                ('moved_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('asked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('request', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='gatherings', to='legal.legalrequest')),
            ],
            options={
                'ordering': ['id'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('state', 'running')), fields=('request',), name='gathering_one_runs'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'whole'), _negated=True), models.Q(('gathered', models.F('items')), ('items__gt', 0), ('items__isnull', False), ('sealed', models.F('items'))), _connector='OR'), name='gathering_whole')],
            },
        ),
    ]
