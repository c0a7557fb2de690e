"""If-then plans: the moment that a walk is tied to, in the person's own words."""

from __future__ import annotations

from typing import Any

from django import forms

from backstride.site.forms.answers import NoteField
from backstride.site.forms.days import BARRIER_CHOICES
from backstride.site.forms.entry import EntryForm

LONGEST = 200
"""Characters of each half of the sentence (judgement: it stays one line or two)."""


class HalfField(NoteField):
    """Half of a sentence, in the person's own words."""

    def __init__(self, label: str, **kwargs: Any) -> None:
        super().__init__(label, **kwargs)
        self.widget = forms.TextInput(attrs={"autocomplete": "off", "maxlength": LONGEST})
        self.widget.is_required = False
        self.max_length = LONGEST

    def to_python(self, value: Any) -> str | None:
        """Return the words on one line; None when there are none."""
        text = super().to_python(value)
        return None if text is None else " ".join(text.split())[:LONGEST]


class MomentForm(EntryForm):
    """When something comes, I walk.

    Parameters
    ----------
    known : bool
        Whether there is such a plan; only then may the first half be left empty, which takes
        the plan away.
    """

    cue = HalfField("When", help_text="What comes every time, such as: I have had breakfast")
    then = HalfField("I", help_text="Left empty it means: walk")
    barrier = forms.ChoiceField(
        choices=[("", ""), *BARRIER_CHOICES], required=False, widget=forms.HiddenInput
    )

    def __init__(self, *args: Any, known: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.known = known

    def clean_cue(self) -> str | None:
        """Ask for a first half where there is no plan to take away."""
        cue: str | None = self.cleaned_data["cue"]
        if cue is None and not self.known:
            raise forms.ValidationError("Write what comes first, such as: I have had breakfast.")
        return cue
