"""A saved search keeps what was narrowed by typed fields and on the map; it told of more than the page showed."""

from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("alerts", "0005_savedsearch_currency")]
    operations = [
        migrations.RemoveConstraint("savedsearch", "search_asks_for_something"),
        *(
            migrations.AddField("savedsearch", side, models.FloatField(null=True))
            for side in ("south", "west", "north", "east")
        ),
        migrations.AddField("savedsearch", "narrowed", models.TextField(blank=True, db_default="", default="", max_length=4000)),
        migrations.AlterField("savedsearch", "asked", models.CharField(max_length=4000)),
        migrations.AlterField("savedsearch", "name", models.CharField(max_length=500)),
        migrations.AddConstraint(
            "savedsearch",
            models.CheckConstraint(
                name="search_asks_for_something",
                condition=Q(query__isnull=False)
                | Q(category__isnull=False)
                | Q(place__isnull=False)
                | Q(south__isnull=False),
            ),
        ),
        migrations.AddConstraint(
            "savedsearch",
            models.CheckConstraint(
                name="search_frame_is_whole",
                condition=Q(south=None, west=None, north=None, east=None)
                | Q(south__isnull=False, west__isnull=False, north__isnull=False, east__isnull=False, place=None),
            ),
        ),
    ]
