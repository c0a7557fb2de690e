"""A walk that was done without us, written down by hand or from files."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms

from backstride.site.forms.answers import (
    AnswerField,
    MinutesField,
    NoteField,
    PainField,
    WhenFields,
)
from backstride.site.forms.entry import EntryForm
from backstride.site.forms.leg import LegFields
from backstride.site.presentation import sentences
from backstride.site.presentation.imported import clock_words, formats_words
from backstride.site.zones import UNKNOWN as UTC_ZONE
from backstride.site.zones import zone_names
from backstride.walks import Open

MOST_FILES = 100
"""Files taken in one go; more go in as a zip archive. Judgement."""


class WalkedForm(LegFields, WhenFields, EntryForm):
    """Minutes, when, and how the back took it. Pain may be left open and told later."""

    minutes = MinutesField("Minutes walked", help_text="Without warm-up and cool-down.")
    kind = AnswerField("What kind of walk?", sentences.KIND_CHOICES, initial="easy")
    before = PainField("Your back before, if you remember", required=False)
    worst = PainField("The worst on the way", required=False)
    after = PainField("Your back afterwards", required=False)
    everyday = forms.BooleanField(
        label="Everyday walking",
        required=False,
        help_text="On errands or to work: counted apart from the programme",
    )
    note = NoteField()

    field_order = (
        "entry",
        "minutes",
        "day",
        "time",
        "kind",
        "everyday",
        "before",
        "worst",
        "after",
        "leg",
        "symptoms",
        "note",
    )

    def __init__(self, *args: Any, zone: str, now: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.zone, self.now = zone, now

    def clean(self) -> dict[str, Any]:
        """Refuse a walk that has not ended yet."""
        cleaned = super().clean() or {}
        self.check_moment(cleaned.get("minutes") or 0)
        return cleaned


class PainForm(LegFields, EntryForm):
    """How the back took a walk that came from a file, or was left open.

    Parameters
    ----------
    legs : bool
        Whether to ask about the legs: of a walk of long ago nothing is new.
    """

    before = PainField("Your back before the walk, if you remember", required=False)
    worst = PainField("The worst on the way", required=False)
    after = PainField("Your back afterwards", asked="Choose a number for afterwards.")

    field_order = ("entry", "before", "worst", "after", "leg", "symptoms")

    def __init__(self, *args: Any, legs: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not legs:
            del self.fields["leg"]
            del self.fields["symptoms"]


HOME, WORLD, ELSEWHERE = "home", "world", "elsewhere"
"""Clocks that a device may have run on: as at home, in UTC, or in another zone."""


class RecordingForm(WhenFields):
    """What only the person knows about a recording.

    Parameters
    ----------
    asked : tuple of Open
        Which of the questions are open; the others are not asked.
    zone : str
        IANA zone of the walker.
    now : datetime
        The present moment.
    read_utc : datetime or None
        When the recording began, read as if its clock ran in UTC.
    beside : int
        How many other recordings wait for the same answer about their clock.
    """

    on_foot = AnswerField(
        "Was it a walk?",
        (("yes", "Yes, count it"), ("no", "No, leave it out")),
        asked="Tell us whether it was a walk.",
    )
    minutes = MinutesField("Minutes walked")
    clock = AnswerField(
        "Which clock did the device run on?",
        (),
        initial=HOME,
        asked="Tell us which clock it was.",
    )
    clock_zone = forms.ChoiceField(
        label="Where that clock is",
        required=False,
        help_text="Only for another place.",
        error_messages={"invalid_choice": "Choose a time zone from the list."},
    )
    clock_of_all = forms.BooleanField(label="The same for the others", required=False)

    def __init__(
        self,
        *args: Any,
        asked: tuple[Open, ...],
        zone: str,
        now: datetime,
        read_utc: datetime | None = None,
        beside: int = 0,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.zone, self.now = zone, now
        kept = set()
        if Open.CLOCK in asked:
            kept |= {"clock", "clock_zone"}
            self._offer_clocks(read_utc or now)
            if beside:
                kept.add("clock_of_all")
                files = "One other file waits" if beside == 1 else f"{beside} other files wait"
                self.fields["clock_of_all"].help_text = f"{files} for this answer"
        if Open.START in asked:
            kept |= {"day", "time"}
        if Open.MINUTES in asked:
            kept.add("minutes")
        # Something that was not taken as a walk can still be one: that is asked always.
        if Open.ON_FOOT in asked or not asked:
            kept.add("on_foot")
        for name in [each for each in self.fields if each not in kept]:
            del self.fields[name]
        self.order_fields(["on_foot", "clock", "clock_zone", "clock_of_all", "day", "time"])

    def _offer_clocks(self, read_utc: datetime) -> None:
        clock, zone = self.fields["clock"], self.fields["clock_zone"]
        assert isinstance(clock, forms.ChoiceField)
        assert isinstance(zone, forms.ChoiceField)
        offered = [(HOME, clock_words(read_utc, self.zone, self.zone, "As at home"))]
        if self.zone != UTC_ZONE:
            offered.append((WORLD, clock_words(read_utc, UTC_ZONE, self.zone, "World time")))
        clock.choices = [*offered, (ELSEWHERE, "That of another place")]
        zone.choices = [("", ""), *((name, name.replace("_", " ")) for name in zone_names())]

    @property
    def clock_told(self) -> str | None:
        """The IANA zone of the device's clock; None where it is not asked for."""
        told = {HOME: self.zone, WORLD: UTC_ZONE, ELSEWHERE: self.cleaned_data.get("clock_zone")}
        return told.get(self.cleaned_data.get("clock", ""))

    def clean(self) -> dict[str, Any]:
        """Refuse a walk that has not ended yet; of what was no walk nothing else is asked."""
        cleaned = super().clean() or {}
        if cleaned.get("on_foot") == "no":
            for name in ("day", "time", "minutes", "clock", "clock_zone"):
                self.errors.pop(name, None)
            return {"on_foot": "no"}
        if cleaned.get("clock") == ELSEWHERE and not cleaned.get("clock_zone"):
            self.add_error("clock_zone", "Choose the place whose clock it was.")
        self.check_moment(cleaned.get("minutes") or 0)
        return cleaned


class ManyFiles(forms.ClearableFileInput):
    """A file input that takes several."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several files at once."""

    widget = ManyFiles

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        """Return the files that were sent."""
        files = (data if isinstance(data, list | tuple) else [data]) or [None]
        if len(files) > MOST_FILES:
            raise forms.ValidationError(f"Choose at most {MOST_FILES} files at once.")
        return [super(FilesField, self).clean(each, initial) for each in files]


class UploadForm(forms.Form):
    """Recordings from a watch or a phone."""

    recordings = FilesField(
        label="Files from your watch or phone",
        help_text=f"{formats_words()}, also several at once or packed as a zip.",
        allow_empty_file=True,  # It ends with its own result beside those of the others.
        error_messages={
            "required": "Choose at least one file.",
            "missing": "The file did not arrive. Please try again.",
            "invalid": "The file did not arrive. Please try again.",
        },
    )
