"""Days that are different: a worse back, an illness, being away."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms

from backstride.site.forms.answers import AnswerField, NoteField, SeveralField
from backstride.site.forms.entry import EntryForm
from backstride.site.presentation import sentences

REASON_CHOICES = (
    ("illness", "I am ill"),
    ("travel", "I am away"),
    ("other", "Something else"),
)

FURTHEST_DAYS = 366
"""How far ahead a last day may lie (judgement)."""


class WorseForm(EntryForm):
    """A bad day, in the person's own judgement."""

    note = NoteField("What is it like today, if you like to say")


class AbsenceForm(EntryForm):
    """Days on which walking is out of the question."""

    reason = AnswerField("What is it?", REASON_CHOICES, asked="Choose one of the three.")
    until = forms.DateField(
        label="Until, if you know",
        required=False,
        help_text="The last day without a walk.",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": "Write the day as year, month and day, for example 2026-05-14."},
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_until(self) -> date | None:
        """Refuse a last day that is over, or in another year altogether."""
        until: date | None = self.cleaned_data["until"]
        if until is None:
            return None
        if until < self.today:
            raise forms.ValidationError("That day is over. Choose today or a later day.")
        if (until - self.today).days > FURTHEST_DAYS:
            raise forms.ValidationError("That is more than a year away. Leave it open instead.")
        return until


BARRIER_CHOICES = tuple(sentences.BARRIERS.items())


class BarrierForm(EntryForm):
    """What got in the way of the walks."""

    barriers = SeveralField("What got in the way?", BARRIER_CHOICES)
    note = NoteField()
