"""The check before a walk."""

from __future__ import annotations

from typing import Any

from django import forms

from backstride.site.forms.answers import AnswerField, Choices, PainField, SeveralField
from backstride.site.forms.entry import EntryForm
from backstride.site.presentation import sentences

LEG_CHOICES = (("no", "No"), ("yes", "Yes"), ("unsure", "Not sure"))

SYMPTOM_CHOICES = (
    ("leg_pain", "Pain in a leg"),
    ("leg_numbness", "Tingling or numbness in a leg"),
    ("leg_weakness", "A leg is weak"),
)


class BeforeForm(EntryForm):
    """Pain, legs, and what is remembered from last time.

    Parameters
    ----------
    shoes : iterable of (id, name)
        The pairs in use; without any the question is left out.
    """

    pain = PainField("How is your back now?")
    leg = AnswerField(
        "New pain, tingling or numbness in a leg?",
        LEG_CHOICES,
        asked="Tell us about your legs: no, yes or not sure.",
    )
    shoes = forms.ChoiceField(label="Shoes", required=False)
    carrying = AnswerField("Carrying", sentences.CARRYING_CHOICES, required=False)
    ground = AnswerField("Ground", sentences.GROUND_CHOICES, required=False)
    warmth = AnswerField("Outside", sentences.WARMTH_CHOICES, required=False)

    def __init__(self, *args: Any, shoes: Choices = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        pairs = [*shoes]
        field = self.fields["shoes"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [*pairs, ("other", "Others")]
        if not pairs:
            del self.fields["shoes"]


class LegForm(EntryForm):
    """What is new in a leg, asked calmly before the walk."""

    symptoms = SeveralField(
        "What is new?",
        SYMPTOM_CHOICES,
        asked="Choose what is new, or go back and answer “No”.",
        help_text="Choose all that fit.",
    )
