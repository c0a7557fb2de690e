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
    ("chest_pain", "Chest pain"),
    ("breathlessness", "Much too little breath"),
    ("dizziness", "I fainted, or was about to"),
    ("palpitations", "My heart races or stumbles"),
    ("saddle_numbness", "Numb between the legs"),
    ("bladder_or_bowel", "New trouble with bladder or bowel"),
    ("other", "Something else, such as face, arm or speech not right"),
)
"""All that `screening.STOP_SIGNS` name, and what the first safety questions ask, so that nothing
that ended a walk is left out of the diary."""


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
