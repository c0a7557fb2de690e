"""The short set-up: who walks, on which days, and from where the walks start."""

from __future__ import annotations

from typing import Any

from django import forms

from backstride.diary import WEEKDAYS
from backstride.guidance import Need
from backstride.screening import REGIONS
from backstride.site.forms.answers import AnswerField, PainField, SeveralField, WholeField
from backstride.site.forms.entry import EntryForm
from backstride.site.presentation.countries import country_choices
from backstride.site.zones import zone_names

TRACK_CHOICES = (
    ("current_pain", "My back hurts now, or most weeks"),
    ("prevention", "It has settled, and I want to keep it so"),
)

DAY_CHOICES = tuple(
    zip(
        WEEKDAYS,
        ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
        strict=True,
    )
)

FEWEST_DAYS = 3
"""At least three walks a week (recommendation 6 of the evidence sheet)."""

BASELINE_CHOICES = (
    ("measure", "Three comfortable walks first"),
    ("skip", "Start now with a short walk"),
)


SETTLED_UP_TO = 1
"""Usual pain of somebody whose back has settled: 0 or 1 (evidence section 3, tracks)."""

OLDEST_YEAR = 1900


class AboutForm(EntryForm):
    """Facts that the first walk depends on.

    Parameters
    ----------
    year : int
        The present year where the walker is.
    suggest_zone : bool
        Whether the device's own zone may be put in: nobody has chosen one yet.
    """

    track = AnswerField(
        "How is your back these days?", TRACK_CHOICES, asked="Choose the line that fits better."
    )
    usual_pain = PainField(
        "And on a usual day, from 0 to 10?", asked="Choose the number of a usual day."
    )
    birth_year = WholeField(
        "Year of birth",
        low=OLDEST_YEAR,
        high=2099,
        asked="Write the year you were born in with four figures, 1900 or later.",
        widget=forms.NumberInput(attrs={"inputmode": "numeric", "autocomplete": "bday-year"}),
    )
    height_cm = WholeField(
        "Height in cm, if you like",
        low=100,
        high=230,
        asked="Write your height in centimetres, for example 170.",
        required=False,
        help_text="Helps to read steps per minute. You can leave it out.",
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )
    zone = forms.ChoiceField(
        label="Where your clock is",
        help_text="So that “today” and “this morning” are yours.",
        error_messages={
            "required": "Choose your time zone.",
            "invalid_choice": "Choose a time zone from the list.",
        },
    )
    region = forms.ChoiceField(
        label="Country",
        required=False,
        help_text="Only to show the right emergency number.",
        error_messages={"invalid_choice": "Choose a country from the list."},
    )

    def __init__(self, *args: Any, year: int, suggest_zone: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.year = year
        if suggest_zone:
            self.fields["zone"].widget.attrs["data-suggest"] = "device"
        zone, region = self.fields["zone"], self.fields["region"]
        assert isinstance(zone, forms.ChoiceField)
        assert isinstance(region, forms.ChoiceField)
        zone.choices = [(name, name.replace("_", " ")) for name in zone_names()]
        region.choices = [("", "Another, or I would rather not say"), *country_choices(REGIONS)]

    def clean(self) -> dict[str, Any]:
        """Ask again where a back that has settled hurts on a usual day."""
        cleaned = super().clean() or {}
        pain = cleaned.get("usual_pain")
        if cleaned.get("track") == "prevention" and pain is not None and pain > SETTLED_UP_TO:
            self.add_error(
                "track",
                f"With {pain} on a usual day the first line fits better: “{TRACK_CHOICES[0][1]}”. "
                "Choose it, or a lower number below.",
            )
        return cleaned

    def clean_birth_year(self) -> int:
        """Refuse a year that has not come yet."""
        year: int = self.cleaned_data["birth_year"]
        if year > self.year:
            raise forms.ValidationError("That year has not come yet.")
        return year


class DaysForm(EntryForm):
    """The weekdays on which the person can walk."""

    days = SeveralField(
        "Which days suit you?",
        DAY_CHOICES,
        asked="Choose at least three days.",
        help_text="At least three. We plan three walks at first, with rest days between them "
        "where we can.",
    )
    time = forms.TimeField(
        label="At about, if you like",
        required=False,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        error_messages={"invalid": "Write the time as hours and minutes, for example 09:30."},
    )

    def clean_days(self) -> list[str]:
        """Ask for three days."""
        days: list[str] = self.cleaned_data["days"]
        if len(days) < FEWEST_DAYS:
            raise forms.ValidationError("Choose at least three days.")
        return days


class NeedsForm(EntryForm):
    """What the exercises and the advice must respect; often nothing.

    Parameters
    ----------
    told : bool
        Whether the safety answers told some of it already: it is ticked then.
    """

    needs = SeveralField(
        "Does any of this fit you?",
        [(need.value, need.words) for need in Need],
        required=False,
        help_text="It changes the warm-up, the stretches and the water advice. "
        "You can leave all of it open.",
    )

    def __init__(self, *args: Any, told: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if told:
            self.fields["needs"].help_text = (
                "It changes the warm-up, the stretches and the water advice. What your safety "
                "answers said is ticked already, and counts as long as they stand."
            )


class BaselineChoiceForm(EntryForm):
    """From where the walks start."""

    baseline = AnswerField(
        "How shall we find your first walk?",
        BASELINE_CHOICES,
        asked="Choose how to begin.",
    )
