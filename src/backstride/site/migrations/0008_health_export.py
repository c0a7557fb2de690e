"""Health exports whose days are kept."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """One table."""

    dependencies = [("backstride", "0007_ended_session")]

    operations = [
        migrations.CreateModel(
            name="HealthExport",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "digest",
                    models.CharField(
                        help_text="SHA-256 of the file that was handed in", max_length=64
                    ),
                ),
                ("name", models.CharField(max_length=200)),
                (
                    "size",
                    models.PositiveBigIntegerField(
                        help_text="Bytes of the file that was handed in"
                    ),
                ),
                (
                    "original",
                    models.CharField(help_text="Below the folder of recordings", max_length=200),
                ),
                (
                    "days",
                    models.CharField(help_text="Below the folder of recordings", max_length=200),
                ),
                ("first", models.DateField()),
                ("last", models.DateField()),
                (
                    "count",
                    models.PositiveIntegerField(help_text="Days with steps or gait"),
                ),
                ("imported_at", models.DateTimeField()),
                (
                    "walker",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="health_exports",
                        to="backstride.walker",
                    ),
                ),
            ],
            options={
                "ordering": ("-imported_at", "-pk"),
                "constraints": (
                    models.UniqueConstraint(
                        fields=("walker", "digest"), name="health_export_once_per_walker"
                    ),
                ),
            },
        ),
    ]
