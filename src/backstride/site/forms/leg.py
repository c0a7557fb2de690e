"""What is new in a leg, asked of a walk that is over."""

from __future__ import annotations

from typing import Any

from django import forms

from backstride.site.forms.answers import AnswerField, SeveralField
from backstride.site.forms.before import LEG_CHOICES, SYMPTOM_CHOICES


class LegFields(forms.Form):
    """The question about the legs, and what is new in one; both can be left open.

    Without styles or in an older browser the second stands there at once, so answering it
    alone is an answer too.
    """

    leg = AnswerField("New pain, tingling or numbness in a leg?", LEG_CHOICES, required=False)
    symptoms = SeveralField(
        "What is new?", SYMPTOM_CHOICES, required=False, help_text="Choose all that fit."
    )

    def clean(self) -> dict[str, Any]:
        """Ask what is new where something is; "no" leaves the rest out."""
        cleaned = super().clean() or self.cleaned_data
        leg, symptoms = cleaned.get("leg"), cleaned.get("symptoms") or []
        if leg == "no":
            symptoms = []
        elif leg and not symptoms and "symptoms" not in self.errors:
            self.add_error("symptoms", "Choose what is new, or answer “No”.")
        return {**cleaned, "symptoms": symptoms}
