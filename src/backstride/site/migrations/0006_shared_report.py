"""Links with which a report is shown to whoever has them."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """One table."""

    dependencies = [("backstride", "0005_handed_in")]

    operations = [
        migrations.CreateModel(
            name="SharedReport",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("token_sha256", models.CharField(max_length=64, unique=True)),
                ("made", models.DateTimeField()),
                ("day", models.DateField()),
                ("events", models.PositiveIntegerField()),
                ("expires", models.DateTimeField()),
                ("weeks", models.PositiveSmallIntegerField(null=True)),
                ("notes", models.BooleanField()),
                ("patterns", models.BooleanField()),
                ("questionnaires", models.BooleanField()),
                ("last_opened", models.DateTimeField(null=True)),
                (
                    "walker",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="shared_reports",
                        to="backstride.walker",
                    ),
                ),
            ],
            options={"ordering": ("-made", "-pk")},
        ),
    ]
