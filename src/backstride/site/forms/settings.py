"""Settings: how the site looks and speaks, and what the person walks for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms

from backstride.site.forms.answers import AnswerField, NoteField, WholeField
from backstride.site.forms.entry import EntryForm
from backstride.site.models import Preferences
from backstride.site.zones import zone_names

if TYPE_CHECKING:
    _PreferencesForm = forms.ModelForm[Preferences]
else:
    # Django's own class takes its type only from a type checker.
    _PreferencesForm = forms.ModelForm

DELETE_WORD = "delete"
LIMIT = "A limit that you or your physiotherapist set; leave it open if there is none"


class PreferencesForm(_PreferencesForm):
    """What is no part of the diary and may simply be changed."""

    theme = AnswerField(
        "Light or dark",
        (("device", "As device"), ("light", "Light"), ("dark", "Dark")),
    )
    text_size = AnswerField("Text size", (("normal", "Aa"), ("large", "Aa"), ("largest", "Aa")))
    units = AnswerField("Distances", (("km", "Kilometres"), ("mi", "Miles")))
    zone = forms.ChoiceField(label="Where your clock is")

    class Meta:
        """Only what these settings show."""

        model = Preferences
        fields = ("theme", "text_size", "units", "zone", "spoken_cues", "posture_cues")
        labels = {"spoken_cues": "Spoken cues", "posture_cues": "Posture cues"}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        zone = self.fields["zone"]
        assert isinstance(zone, forms.ChoiceField)
        zone.choices = [(name, name.replace("_", " ")) for name in zone_names()]


class GoalForm(EntryForm):
    """What the person walks for, and how quickly they want to build up."""

    words = NoteField("What would you like to do again?")
    half_steps = forms.BooleanField(
        label="Half steps", required=False, help_text="The walks grow half as fast"
    )
    personal_steps = forms.BooleanField(
        label="Steps by your own back",
        required=False,
        help_text="After a good week, as much as your last walks say your back takes",
    )
    max_walks_per_week = WholeField(
        "At most so many walks a week",
        low=3,
        high=7,
        asked="Write a number from 3 to 7, or leave it open.",
        required=False,
        help_text=LIMIT,
    )
    max_minutes = WholeField(
        "At most so many minutes a walk",
        low=5,
        high=180,
        asked="Write a number from 5 to 180, or leave it open.",
        required=False,
        help_text=LIMIT,
    )


class DeleteForm(forms.Form):
    """The second question before everything goes."""

    sure = forms.CharField(
        label=f"Write “{DELETE_WORD}” to delete everything",
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none"}),
        error_messages={"required": f"Write “{DELETE_WORD}”, or go back. Nothing was deleted."},
    )

    def clean_sure(self) -> str:
        """Ask for the word itself."""
        word: str = self.cleaned_data["sure"]
        if word.strip().casefold() != DELETE_WORD:
            raise forms.ValidationError(f"Write “{DELETE_WORD}”, or go back. Nothing was deleted.")
        return word
