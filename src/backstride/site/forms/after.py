"""The check after a walk."""

from __future__ import annotations

from math import inf
from typing import Any

from django import forms
from django.http import QueryDict

from backstride.site.design import minutes
from backstride.site.forms.answers import (
    AnswerField,
    MinutesField,
    NoteField,
    PainField,
    WholeField,
)
from backstride.site.forms.entry import EntryForm
from backstride.site.forms.leg import LegFields
from backstride.site.presentation import sentences

OVER = 2.0
"""A walk of more than so many times its minutes is asked about once (judgement): 100 for 10 is a
slip of the fingers more often than a walk. Longer than the time since it began, it is a slip."""


class AfterForm(LegFields, EntryForm):
    """How the back is now, the worst on the way, the legs, and how the walk went.

    Parameters
    ----------
    asked_min, since_min : float
        Minutes that the walk was to have, and those that have gone by since it began; a change of
        a walk that is saved already has no such bounds.
    """

    minutes = MinutesField(
        "Minutes walked", help_text="Without warm-up and cool-down. Change it if it was different."
    )
    pain = PainField("How is your back now?")
    worst = WholeField(
        "Worst on the way",
        low=0,
        high=10,
        asked="Write the worst as a number from 0 to 10.",
        required=False,
    )
    talk = AnswerField("While walking, could you talk?", sentences.TALK_CHOICES, required=False)
    went = AnswerField("How did it go?", sentences.WENT_CHOICES, required=False)
    note = NoteField()
    surely = forms.CharField(required=False, widget=forms.HiddenInput)
    """The many minutes that were asked about once, so that sending them again keeps them."""

    finished = forms.DateTimeField(required=False, widget=forms.HiddenInput)
    """When the person came to this page: filling it in is no part of the walk."""

    field_order = ("entry", "pain", "worst", "leg", "symptoms", "talk", "went", "minutes", "note")

    def __init__(
        self, *args: Any, asked_min: float = inf, since_min: float = inf, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.asked_min, self.since_min = asked_min, since_min

    def clean_minutes(self) -> float:
        """Ask again about minutes that cannot have been walked yet."""
        walked: float = self.cleaned_data["minutes"]
        if walked > max(OVER * self.asked_min, self.since_min):
            raise forms.ValidationError(
                f"You set out {minutes(max(1, int(self.since_min)))} ago, so {minutes(walked)} "
                "cannot be right yet. Write the minutes that you walked."
            )
        if walked > OVER * self.asked_min and self.data.get("surely") != f"{walked:g}":
            if isinstance(self.data, QueryDict):  # as a page sends it; others ask each time
                shown = self.data.copy()
                shown["surely"] = f"{walked:g}"
                self.data = shown
            raise forms.ValidationError(
                f"The walk was to have {minutes(self.asked_min)}. If {minutes(walked)} is right, "
                "save once more. If not, change it."
            )
        return walked

    def worst_given(self, before: int | None) -> int:
        """Return the worst on the way; without one, the higher of before and after."""
        worst: int | None = self.cleaned_data.get("worst")
        return max(self.cleaned_data["pain"], before or 0) if worst is None else worst
