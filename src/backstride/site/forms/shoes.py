"""A pair of shoes."""

from __future__ import annotations

from django import forms

from backstride.site.forms.answers import AnswerField, NoteField, WholeField
from backstride.site.forms.entry import EntryForm

COMFORT_CHOICES = (
    ("10", "Comfortable"),
    ("6", "All right"),
    ("3", "Not really"),
    ("0", "They hurt"),
)
"""Four answers as points of the diary's 0 to 10 (judgement)."""

FARTHEST_KM = 20_000


class ShoesForm(EntryForm):
    """What we know about a pair: its name, what it has walked before, and how it feels."""

    name = forms.CharField(
        label="What do you call them?",
        max_length=60,
        help_text="For example: grey trainers.",
        error_messages={
            "required": "Give the pair a name.",
            "max_length": "A name can have 60 characters. Please shorten it.",
        },
    )
    before_km = WholeField(
        "Walked before today, if you know",
        low=0,
        high=FARTHEST_KM,
        asked="Write the kilometres as a whole number, for example 120.",
        required=False,
    )
    comfort = AnswerField("How do they feel?", COMFORT_CHOICES, required=False)
    note = NoteField("Blisters, a sore heel, or anything else")

    def clean_name(self) -> str:
        """Leave out characters that no name has."""
        name: str = self.cleaned_data["name"]
        kept = "".join(char for char in name if char.isprintable()).strip()
        if not kept:
            raise forms.ValidationError("Give the pair a name.")
        return kept
