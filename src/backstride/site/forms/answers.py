"""Fields for the answers that many pages ask for."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from django import forms

from backstride.diary import EARLIEST

LOWEST, HIGHEST = 0, 10
"""Ends of the numeric rating scale."""

LONGEST_WALK_MIN = 600
"""Longest walk that can be written down by hand (judgement): more is a typing slip."""

Choices = Iterable[tuple[str, str]]


class PainField(forms.TypedChoiceField):
    """Pain from 0 to 10; never with a first value."""

    def __init__(
        self, label: str, *, asked: str = "Choose a number for your back.", required: bool = True
    ) -> None:
        super().__init__(
            label=label,
            choices=[(str(score), str(score)) for score in range(LOWEST, HIGHEST + 1)],
            coerce=int,
            empty_value=None,
            required=required,
            error_messages={"required": asked, "invalid_choice": "Choose a number from 0 to 10."},
        )


class AnswerField(forms.ChoiceField):
    """One of a few answers, with what to say when there is none."""

    def __init__(
        self,
        label: str,
        choices: Choices,
        *,
        asked: str = "",
        required: bool = True,
        help_text: str = "",
        initial: str | None = None,
    ) -> None:
        super().__init__(
            label=label,
            choices=[*choices],
            required=required,
            help_text=help_text,
            initial=initial,
            error_messages={
                "required": asked or "Choose one of the answers.",
                "invalid_choice": "Choose one of the answers.",
            },
        )


class SeveralField(forms.MultipleChoiceField):
    """Several of a few answers."""

    def __init__(
        self,
        label: str,
        choices: Choices,
        *,
        asked: str = "",
        required: bool = True,
        help_text: str = "",
    ) -> None:
        super().__init__(
            label=label,
            choices=[*choices],
            required=required,
            help_text=help_text,
            error_messages={
                "required": asked or "Choose at least one of the answers.",
                "invalid_choice": "Choose from the answers shown.",
                "invalid_list": "Choose from the answers shown.",
            },
        )


class WholeField(forms.IntegerField):
    """A whole number within limits, with one sentence for everything that is not one."""

    def __init__(self, label: str, *, low: int, high: int, asked: str, **kwargs: Any) -> None:
        super().__init__(
            label=label,
            min_value=low,
            max_value=high,
            error_messages=dict.fromkeys(("required", "invalid", "min_value", "max_value"), asked),
            **kwargs,
        )


class MinutesField(forms.FloatField):
    """Minutes of walking, written by hand."""

    def __init__(self, label: str, **kwargs: Any) -> None:
        super().__init__(
            label=label,
            min_value=1,
            max_value=LONGEST_WALK_MIN,
            widget=forms.NumberInput(attrs={"inputmode": "decimal", "step": "any"}),
            error_messages={
                "required": "Write how many minutes you walked.",
                "invalid": "Write the minutes as a number, for example 14.",
                "min_value": "A walk has at least 1 minute.",
                "max_value": f"Write at most {LONGEST_WALK_MIN} minutes. A longer outing can be "
                "written down as two walks.",
            },
            **kwargs,
        )


class NoteField(forms.CharField):
    """A note in the person's own words."""

    def __init__(self, label: str = "A note, if you like", **kwargs: Any) -> None:
        super().__init__(
            label=label,
            required=False,
            max_length=2000,
            widget=forms.Textarea(attrs={"rows": 3}),
            error_messages={"max_length": "A note can have 2,000 characters. Please shorten it."},
            **kwargs,
        )

    def to_python(self, value: Any) -> str | None:
        """Return the note without the characters that no diary keeps; None when empty."""
        text = super().to_python(value) or ""
        kept = "".join(
            char
            for char in text
            if char in "\n\t" or (ord(char) >= 32 and not 127 <= ord(char) < 160)
        )
        return kept.strip() or None


class WhenFields(forms.Form):
    """A day and a clock time where the walker is, by default the present."""

    day = forms.DateField(
        label="Day",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={
            "required": "Choose the day.",
            "invalid": "Write the day as year, month and day, for example 2026-05-14.",
        },
    )
    time = forms.TimeField(
        label="When you set out",
        help_text="About is good enough.",
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        error_messages={
            "required": "Tell us about when you set out.",
            "invalid": "Write the time as hours and minutes, for example 09:30.",
        },
    )

    zone: str
    now: datetime

    def moment(self) -> datetime | None:
        """Return the moment that day and time mean where the walker is; None if unclear."""
        day, clock = self.cleaned_data.get("day"), self.cleaned_data.get("time")
        if not isinstance(day, date) or not isinstance(clock, time):
            return None
        return datetime.combine(day, clock, tzinfo=ZoneInfo(self.zone))

    def check_moment(self, minutes: float = 0) -> None:
        """Refuse a moment that has not come yet, or one from another age.

        Parameters
        ----------
        minutes : float
            How long what began then went on; its end must have come too.
        """
        moment = self.moment()
        if moment is None:
            return
        if moment < EARLIEST:
            self.add_error("day", "That day is too long ago. Check the year.")
        elif moment > self.now:
            self.add_error("time", "That moment has not come yet. Check the day and the time.")
        elif (self.now - moment).total_seconds() < (minutes - 1) * 60:
            self.add_error(
                "time", f"Since then, fewer than {minutes:g} minutes have gone by. Check the time."
            )
