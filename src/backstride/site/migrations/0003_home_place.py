"""Where a walker's loops begin."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """One table."""

    dependencies = [("backstride", "0002_append_only")]

    operations = [
        migrations.CreateModel(
            name="HomePlace",
            fields=[
                (
                    "walker",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="home_place",
                        serialize=False,
                        to="backstride.walker",
                    ),
                ),
                ("latitude", models.FloatField()),
                ("longitude", models.FloatField()),
            ],
        ),
    ]
