"""Starting an experiment: how many pairs, and from when on."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms

from backstride.insights import seed_of
from backstride.site.design import weekday_day_month
from backstride.site.forms.answers import AnswerField, Choices
from backstride.site.forms.entry import EntryForm

NEXT, MONDAY = "next", "monday"


class ExperimentForm(EntryForm):
    """How many pairs of walks, and when the first one comes.

    Parameters
    ----------
    sizes : iterable of (pairs, words)
    monday : date
        The Monday that is offered as a start.
    """

    pairs = forms.TypedChoiceField(
        label="How many walks?",
        coerce=int,
        error_messages={
            "required": "Choose how many walks it shall have.",
            "invalid_choice": "Choose one of the numbers of walks.",
        },
    )
    starts = AnswerField("When shall it start?", ((NEXT, "With the next walk"),))

    def __init__(self, *args: Any, sizes: Choices, monday: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        pairs, starts = self.fields["pairs"], self.fields["starts"]
        assert isinstance(pairs, forms.TypedChoiceField)
        assert isinstance(starts, forms.ChoiceField)
        pairs.choices = [*sizes]
        starts.choices = [(NEXT, "With the next walk"), (MONDAY, f"On {weekday_day_month(monday)}")]
        self.monday = monday

    @property
    def first_day(self) -> date | None:
        """The first day whose walks belong to it; None for now."""
        return self.monday if self.cleaned_data["starts"] == MONDAY else None

    @property
    def seed(self) -> int:
        """The number that the order is drawn from: as random as the form's identity."""
        return seed_of(self.event_id("seed").int)
