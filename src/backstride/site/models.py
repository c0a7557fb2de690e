"""The rows the site keeps: people, their diaries, their recordings, their preferences."""

from __future__ import annotations

from typing import Any, NoReturn
from uuid import uuid4

from django.contrib.auth.models import AbstractUser
from django.db import models

from backstride.site.zones import validate_zone

APPEND_ONLY = (
    "A diary is only ever added to. To change an entry, append a correction or a retraction; "
    "to delete a whole diary, use store.forget."
)


class AppendOnlyError(TypeError):
    """Somebody tried to change or delete an event that is stored."""


class User(AbstractUser):
    """Somebody who can sign in."""


class Walker(models.Model):
    """The person a diary is about. One account has at most one."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    owner = models.OneToOneField(User, on_delete=models.PROTECT, related_name="walker")
    created = models.DateTimeField()

    def __str__(self) -> str:
        return f"walker {self.id}"

    @property
    def zone(self) -> str:
        """IANA name of the zone the person is in now."""
        return self.preferences.zone


class Preferences(models.Model):
    """How the site looks and speaks to one walker. Not part of the diary; may be edited.

    What the plan depends on (track, goal, days, region) lives in the diary instead.
    """

    class Theme(models.TextChoices):
        """Light, dark, or as the device has it."""

        DEVICE = "device", "As on this device"
        LIGHT = "light", "Light"
        DARK = "dark", "Dark"

    class TextSize(models.TextChoices):
        """Size of the text."""

        NORMAL = "normal", "Normal"
        LARGE = "large", "Large"
        LARGEST = "largest", "Largest"

    class Units(models.TextChoices):
        """What distances are shown in; stored values are metres."""

        KM = "km", "Kilometres"
        MI = "mi", "Miles"

    walker = models.OneToOneField(
        Walker, on_delete=models.CASCADE, related_name="preferences", primary_key=True
    )
    zone = models.CharField(max_length=64, default="UTC", validators=[validate_zone])
    theme = models.CharField(max_length=8, choices=Theme.choices, default=Theme.DEVICE)
    text_size = models.CharField(max_length=8, choices=TextSize.choices, default=TextSize.NORMAL)
    units = models.CharField(max_length=2, choices=Units.choices, default=Units.KM)
    spoken_cues = models.BooleanField(default=True)
    posture_cues = models.BooleanField(default=True)
    chimes = models.BooleanField(default=True)
    vibration = models.BooleanField(default=True)
    beat = models.BooleanField(default=False)
    reminders = models.BooleanField(default=False)
    reminder_time = models.TimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"preferences of {self.walker_id}"


class HomePlace(models.Model):
    """Where a walker's loops begin. It is never sent anywhere, and goes with the diary."""

    walker = models.OneToOneField(
        Walker, on_delete=models.CASCADE, related_name="home_place", primary_key=True
    )
    latitude = models.FloatField()
    longitude = models.FloatField()

    def __str__(self) -> str:
        return f"home of {self.walker_id}"


class AppendOnly(models.QuerySet["StoredEvent"]):
    """A query that reads and adds; it neither changes nor deletes."""

    def update(self, **kwargs: Any) -> NoReturn:
        """Refuse."""
        raise AppendOnlyError(APPEND_ONLY)

    def delete(self) -> NoReturn:
        """Refuse."""
        raise AppendOnlyError(APPEND_ONLY)


class StoredEvent(models.Model):
    """One event of a diary, exactly as its line in the diary's file.

    The columns beside ``line`` repeat a part of it for queries. Triggers in the database
    refuse to change or delete a row, whoever asks (migration 0002).
    """

    sequence = models.BigAutoField(primary_key=True)
    walker = models.ForeignKey(Walker, on_delete=models.PROTECT, related_name="events")
    event_id = models.UUIDField()
    type = models.CharField(max_length=40)
    at = models.DateTimeField()
    day = models.DateField()
    zone = models.CharField(max_length=64)
    recorded_at = models.DateTimeField()
    line = models.TextField()

    objects = AppendOnly.as_manager()

    class Meta:
        """Each event once per walker; read in the order of arrival."""

        ordering = ("sequence",)
        constraints = (
            models.UniqueConstraint(fields=("walker", "event_id"), name="event_once_per_walker"),
        )

    def __str__(self) -> str:
        return f"{self.type} {self.event_id} on {self.day}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Add a new row; refuse to change one that is stored."""
        if not self._state.adding:
            raise AppendOnlyError(APPEND_ONLY)
        super().save(*args, **{**kwargs, "force_insert": True})

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Refuse."""
        raise AppendOnlyError(APPEND_ONLY)


class Farewell(models.Model):
    """A walker whose diary is being deleted; while the row stands, the guard lets it."""

    walker_id = models.UUIDField(primary_key=True)


class StoredRecording(models.Model):
    """One recording that was handed in, where its files are, and what became of it."""

    walker = models.ForeignKey(Walker, on_delete=models.PROTECT, related_name="recordings")
    digest = models.CharField(max_length=64, help_text="SHA-256 of the recording's bytes")
    part = models.PositiveIntegerField(default=0, help_text="Which recording of these bytes")
    name = models.CharField(max_length=200)
    size = models.PositiveBigIntegerField(help_text="Bytes of the file that was handed in")
    original = models.CharField(max_length=200, help_text="Below the folder of recordings")
    columns = models.CharField(max_length=200, help_text="Below the folder of recordings")
    imported_at = models.DateTimeField()
    starts = models.DateTimeField(null=True)
    ends = models.DateTimeField(null=True)
    outcome = models.JSONField()
    walk_id = models.UUIDField(null=True, blank=True)

    class Meta:
        """The same recording once per walker; newest first."""

        ordering = ("-imported_at", "-pk")
        constraints = (
            models.UniqueConstraint(
                fields=("walker", "digest", "part"), name="recording_once_per_walker"
            ),
        )

    def __str__(self) -> str:
        return self.name


class HealthExport(models.Model):
    """A health export whose days of steps and gait are kept, beside the walks in it."""

    walker = models.ForeignKey(Walker, on_delete=models.PROTECT, related_name="health_exports")
    digest = models.CharField(max_length=64, help_text="SHA-256 of the file that was handed in")
    name = models.CharField(max_length=200)
    size = models.PositiveBigIntegerField(help_text="Bytes of the file that was handed in")
    original = models.CharField(max_length=200, help_text="Below the folder of recordings")
    days = models.CharField(max_length=200, help_text="Below the folder of recordings")
    first = models.DateField()
    last = models.DateField()
    count = models.PositiveIntegerField(help_text="Days with steps or gait")
    imported_at = models.DateTimeField()

    class Meta:
        """The same file once per walker; newest first."""

        ordering = ("-imported_at", "-pk")
        constraints = (
            models.UniqueConstraint(
                fields=("walker", "digest"), name="health_export_once_per_walker"
            ),
        )

    def __str__(self) -> str:
        return self.name


class SensedWalk(models.Model):
    """What a phone measured on one walk, on its way here or put together."""

    walker = models.ForeignKey(Walker, on_delete=models.CASCADE, related_name="sensed_walks")
    walk_id = models.UUIDField()
    begun = models.DateTimeField(help_text="When its first chunk arrived")
    forgotten = models.DateTimeField(null=True, help_text="The person said to forget it")
    recording = models.OneToOneField(
        StoredRecording, null=True, on_delete=models.SET_NULL, related_name="sensed"
    )

    class Meta:
        """One for each walk; oldest first."""

        ordering = ("begun", "pk")
        constraints = (
            models.UniqueConstraint(fields=("walker", "walk_id"), name="sensed_once_per_walk"),
        )

    def __str__(self) -> str:
        return f"measured on walk {self.walk_id}"


class SensedChunk(models.Model):
    """One chunk of it, until all have arrived."""

    sensed = models.ForeignKey(SensedWalk, on_delete=models.CASCADE, related_name="chunks")
    number = models.PositiveIntegerField()
    data = models.BinaryField()

    class Meta:
        """Each number once; in their order."""

        ordering = ("number",)
        constraints = (
            models.UniqueConstraint(fields=("sensed", "number"), name="chunk_once_per_walk"),
        )

    def __str__(self) -> str:
        return f"chunk {self.number} of {self.sensed_id}"


class SignInLink(models.Model):
    """A link that signs somebody in, once and for a short time. Only its hash is kept."""

    token_sha256 = models.CharField(max_length=64, primary_key=True)
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="sign_in_links")
    created = models.DateTimeField()
    expires = models.DateTimeField()
    used = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"sign-in link of {self.user_id}"


class EndedSession(models.Model):
    """A session that was ended from another device, until its browser comes by. Only a hash.

    That browser may keep pages for times without a connection, as a phone that was lost does.
    """

    key_sha256 = models.CharField(max_length=64, primary_key=True)
    ended = models.DateTimeField()

    def __str__(self) -> str:
        return f"session that was ended on {self.ended:%Y-%m-%d}"


class UploadKey(models.Model):
    """A key with which a phone or a program hands in files. Only its hash is kept."""

    walker = models.ForeignKey(Walker, on_delete=models.CASCADE, related_name="upload_keys")
    name = models.CharField(max_length=60)
    key_sha256 = models.CharField(max_length=64, unique=True)
    created = models.DateTimeField()
    last_used = models.DateTimeField(null=True)
    revoked = models.DateTimeField(null=True)

    class Meta:
        """Newest first."""

        ordering = ("-created", "-pk")

    def __str__(self) -> str:
        return self.name


class SharedReport(models.Model):
    """A report that whoever has its link may see for a few days. Only the link's hash is kept.

    What it shows is what the diary held when it was made, in the parts that were chosen then.
    """

    walker = models.ForeignKey(Walker, on_delete=models.CASCADE, related_name="shared_reports")
    token_sha256 = models.CharField(max_length=64, unique=True)
    made = models.DateTimeField()
    day = models.DateField()
    events = models.PositiveIntegerField()
    """Entries that it shows: so many of the diary's first, in order of arrival."""
    expires = models.DateTimeField()
    weeks = models.PositiveSmallIntegerField(null=True)
    notes = models.BooleanField()
    patterns = models.BooleanField()
    questionnaires = models.BooleanField()
    last_opened = models.DateTimeField(null=True)

    class Meta:
        """Newest first."""

        ordering = ("-made", "-pk")

    def __str__(self) -> str:
        return f"report of {self.day}"


class HandIn(models.Model):
    """Files that were handed in together, and how far they are read."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    walker = models.ForeignKey(Walker, on_delete=models.CASCADE, related_name="hand_ins")
    key = models.ForeignKey(UploadKey, null=True, on_delete=models.SET_NULL, related_name="used")
    begun = models.DateTimeField()
    ended = models.DateTimeField(null=True)

    class Meta:
        """Newest first."""

        ordering = ("-begun", "-id")

    def __str__(self) -> str:
        return f"handed in {self.begun:%Y-%m-%d %H:%M}"


class HandedFile(models.Model):
    """One of these files."""

    hand_in = models.ForeignKey(HandIn, on_delete=models.CASCADE, related_name="files")
    number = models.PositiveIntegerField()
    name = models.CharField(max_length=200)
    place = models.CharField(max_length=200, help_text="Below the folder of recordings")
    ended = models.DateTimeField(null=True)

    class Meta:
        """Each number once; in their order."""

        ordering = ("number",)
        constraints = (
            models.UniqueConstraint(fields=("hand_in", "number"), name="file_once_per_hand_in"),
        )

    def __str__(self) -> str:
        return self.name


class HandedResult(models.Model):
    """What became of a file, or of one recording in it."""

    file = models.ForeignKey(HandedFile, on_delete=models.CASCADE, related_name="results")
    name = models.CharField(max_length=200)
    outcome = models.CharField(max_length=20)
    words = models.TextField()
    notices = models.JSONField()
    recording = models.ForeignKey(StoredRecording, null=True, on_delete=models.CASCADE)
    walk_id = models.UUIDField(null=True)

    class Meta:
        """In the order of reading."""

        ordering = ("pk",)

    def __str__(self) -> str:
        return f"{self.name}: {self.outcome}"
