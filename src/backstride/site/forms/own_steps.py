"""The person's own steps and weight: what brisk parts and the advice are measured by."""

from __future__ import annotations

from django import forms

from backstride.site.forms.answers import WholeField
from backstride.site.forms.entry import EntryForm

SLOWEST_SPM, FASTEST_SPM = 60, 140
"""Step rates of both feet that an easy walk can have; outside it is a slip, such as the steps of
one foot alone. Judgement: evidence section 2 has 55 to 124 for easy to brisk."""

WEIGHT = "Write your weight in kilograms, for example 72."


class OwnStepsForm(EntryForm):
    """Steps in a minute at the easy pace, and weight; both can be left open."""

    usual_cadence_spm = WholeField(
        "Your steps in a minute, at your easy pace",
        low=SLOWEST_SPM,
        high=FASTEST_SPM,
        asked="Write the steps of both feet in a minute, for example 100.",
        required=False,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )
    weight_kg = forms.FloatField(
        label="Your weight in kg, if you like",
        min_value=25,
        max_value=300,
        required=False,
        help_text="Says what is much to carry, and how much energy a recorded walk took, about. "
        "Nothing else is made of it.",
        error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), WEIGHT),
        widget=forms.NumberInput(attrs={"inputmode": "decimal", "step": "any"}),
    )
