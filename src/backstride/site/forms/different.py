"""A walk of another length than the plan's."""

from __future__ import annotations

from typing import Any

from django import forms

from backstride.site.forms.answers import WholeField
from backstride.site.presentation.own_time import Lengths


class DifferentForm(forms.Form):
    """How many minutes suit today."""

    def __init__(self, *args: Any, choice: Lengths, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["minutes"] = WholeField(
            "Minutes",
            low=choice.least,
            high=choice.most,
            asked=f"Choose between {choice.least} and {choice.most} minutes.",
        )
