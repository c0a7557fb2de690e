"""What a report covers and lets be seen."""

from __future__ import annotations

from django import forms

from backstride.site.shared_reports import Parts

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
    def parts(self) -> Parts:
        """What was chosen. What is not one of the periods is six weeks."""
        chosen = self.cleaned_data
        weeks = chosen.get("weeks") or "6"
        return Parts(
            None if weeks == "all" else int(weeks),
            bool(chosen.get("notes")),
            bool(chosen.get("patterns")),
            bool(chosen.get("questionnaires")),
        )
