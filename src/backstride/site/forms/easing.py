"""What a person answers on the way, when the back complains."""

from __future__ import annotations

from django import forms

from backstride.site.forms.answers import HIGHEST, LOWEST, SeveralField, WholeField
from backstride.site.forms.before import SYMPTOM_CHOICES
from backstride.site.forms.entry import EntryForm

WAYS = (
    ("slower", "Carry on, slower"),
    ("rest", "Rest for a moment"),
    ("shorter", "Make it shorter"),
    ("cool_down", "Turn to the cool-down"),
    ("finish", "Finish here"),
    ("on", "Carry on as before"),
)
"""The ways to go on: their names in an address, and their words."""

GENTLE = frozenset({"rest", "cool_down", "finish"})
"""Those that are left where a walk should end: see ``screening.STOP_SIGNS``, "back"."""

STOP_CHOICES = (
    *SYMPTOM_CHOICES,
    ("calf_pain", "One calf hurts in a new way"),
    ("palpitations", "My heart races or stumbles"),
)


class EaseForm(EntryForm):
    """How the back is at this moment, and how to go on."""

    now = WholeField(
        "Your back just now",
        low=LOWEST,
        high=HIGHEST,
        asked="Write how your back is as a number from 0 to 10.",
        required=False,
    )
    way = forms.ChoiceField(
        choices=WAYS,
        error_messages=dict.fromkeys(
            ("required", "invalid_choice"), "Choose one of the ways to go on."
        ),
    )


class StopForm(EntryForm):
    """What ended a walk at once."""

    symptoms = SeveralField(
        "What is new?",
        STOP_CHOICES,
        asked="Choose what is new, or go back.",
        help_text="Choose all that fit.",
    )
