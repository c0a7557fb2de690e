"""Sessions that were ended from another device."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """One table."""

    dependencies = [("backstride", "0006_shared_report")]

    operations = [
        migrations.CreateModel(
            name="EndedSession",
            fields=[
                (
                    "key_sha256",
                    models.CharField(max_length=64, primary_key=True, serialize=False),
                ),
                ("ended", models.DateTimeField()),
            ],
        ),
    ]
