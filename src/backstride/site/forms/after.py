"""The check after a walk."""

from __future__ import annotations

from django import forms

from backstride.site.forms.answers import (
    AnswerField,
    MinutesField,
    NoteField,
    PainField,
    WholeField,
)
from backstride.site.forms.entry import EntryForm
from backstride.site.presentation import sentences


class AfterForm(EntryForm):
    """How the back is now, the worst on the way, and how the walk went."""

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
    finished = forms.DateTimeField(required=False, widget=forms.HiddenInput)
    """When the person came to this page: filling it in is no part of the walk."""

    def worst_given(self, before: int | None) -> int:
        """Return the worst on the way; without one, the higher of before and after."""
        worst: int | None = self.cleaned_data.get("worst")
        return max(self.cleaned_data["pain"], before or 0) if worst is None else worst
