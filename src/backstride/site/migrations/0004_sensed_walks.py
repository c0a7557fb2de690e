"""What a phone measures on a walk, while it arrives."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """Two tables."""

    dependencies = [("backstride", "0003_home_place")]

    operations = [
        migrations.CreateModel(
            name="SensedWalk",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("walk_id", models.UUIDField()),
                ("begun", models.DateTimeField(help_text="When its first chunk arrived")),
                (
                    "forgotten",
                    models.DateTimeField(help_text="The person said to forget it", null=True),
                ),
                (
                    "recording",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="sensed",
                        to="backstride.storedrecording",
                    ),
                ),
                (
                    "walker",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="sensed_walks",
                        to="backstride.walker",
                    ),
                ),
            ],
            options={"ordering": ("begun", "pk")},
        ),
        migrations.AddConstraint(
            model_name="sensedwalk",
            constraint=models.UniqueConstraint(
                fields=("walker", "walk_id"), name="sensed_once_per_walk"
            ),
        ),
        migrations.CreateModel(
            name="SensedChunk",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                ("data", models.BinaryField()),
                (
                    "sensed",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="chunks",
                        to="backstride.sensedwalk",
                    ),
                ),
            ],
            options={"ordering": ("number",)},
        ),
        migrations.AddConstraint(
            model_name="sensedchunk",
            constraint=models.UniqueConstraint(
                fields=("sensed", "number"), name="chunk_once_per_walk"
            ),
        ),
    ]
