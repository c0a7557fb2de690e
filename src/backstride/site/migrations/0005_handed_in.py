"""Files that are handed in, what became of them, and keys to do so."""

import uuid

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """Four tables."""

    dependencies = [
        ("backstride", "0004_sensed_walks"),
    ]

    operations = [
        migrations.CreateModel(
            name="HandedFile",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                ("name", models.CharField(max_length=200)),
                (
                    "place",
                    models.CharField(help_text="Below the folder of recordings", max_length=200),
                ),
                ("ended", models.DateTimeField(null=True)),
            ],
            options={
                "ordering": ("number",),
            },
        ),
        migrations.CreateModel(
            name="HandedResult",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=200)),
                ("outcome", models.CharField(max_length=20)),
                ("words", models.TextField()),
                ("notices", models.JSONField()),
                ("walk_id", models.UUIDField(null=True)),
                (
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="results",
                        to="backstride.handedfile",
                    ),
                ),
                (
                    "recording",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        to="backstride.storedrecording",
                    ),
                ),
            ],
            options={
                "ordering": ("pk",),
            },
        ),
        migrations.CreateModel(
            name="HandIn",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("begun", models.DateTimeField()),
                ("ended", models.DateTimeField(null=True)),
                (
                    "walker",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="hand_ins",
                        to="backstride.walker",
                    ),
                ),
            ],
            options={
                "ordering": ("-begun", "-id"),
            },
        ),
        migrations.AddField(
            model_name="handedfile",
            name="hand_in",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="files",
                to="backstride.handin",
            ),
        ),
        migrations.CreateModel(
            name="UploadKey",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=60)),
                ("key_sha256", models.CharField(max_length=64, unique=True)),
                ("created", models.DateTimeField()),
                ("last_used", models.DateTimeField(null=True)),
                ("revoked", models.DateTimeField(null=True)),
                (
                    "walker",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="upload_keys",
                        to="backstride.walker",
                    ),
                ),
            ],
            options={
                "ordering": ("-created", "-pk"),
            },
        ),
        migrations.AddField(
            model_name="handin",
            name="key",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="used",
                to="backstride.uploadkey",
            ),
        ),
        migrations.AddConstraint(
            model_name="handedfile",
            constraint=models.UniqueConstraint(
                fields=("hand_in", "number"), name="file_once_per_hand_in"
            ),
        ),
    ]
