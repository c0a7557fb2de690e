"""What a report covers and lets be seen."""

from __future__ import annotations

from django import forms

PERIODS = (("6", "6 weeks"), ("12", "12"), ("all", "All"))


class ReportForm(forms.Form):
    """Period and parts; every field has a value without being sent."""

    weeks = forms.ChoiceField(
        label="Period", choices=PERIODS, widget=forms.RadioSelect, required=False
    )
    notes = forms.BooleanField(label="My notes on walks", required=False)
    patterns = forms.BooleanField(label="Patterns found so far", required=False)
    questionnaires = forms.BooleanField(label="Questionnaires", required=False)

    @property
    def period_weeks(self) -> int | None:
        """Weeks to look back; None for all. What is not one of the choices is six."""
        chosen = self.cleaned_data.get("weeks") or "6"
        return None if chosen == "all" else int(chosen)
