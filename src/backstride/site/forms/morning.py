"""The check of the next morning."""

from __future__ import annotations

from typing import Any

from backstride.site.forms.answers import AnswerField, PainField
from backstride.site.forms.entry import EntryForm

FEELINGS = (
    ("same", "About the same"),
    ("little", "A little worse"),
    ("clearly", "Clearly worse"),
)


class MorningForm(EntryForm):
    """One of three answers, or a number; the number counts where both are given."""

    feeling = AnswerField("How is your back this morning?", FEELINGS, required=False)
    pain = PainField("Your back this morning, from 0 to 10", required=False)

    def clean(self) -> dict[str, Any]:
        """Ask for one of the two."""
        cleaned = super().clean() or {}
        if cleaned.get("pain") is None and not cleaned.get("feeling") and not self.errors:
            self.add_error("pain", "Choose one of the answers, or a number.")
        return cleaned
