"""A comfortable walk, to find the start."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from backstride.site.forms.answers import AnswerField, MinutesField, WhenFields
from backstride.site.forms.entry import EntryForm


class BaselineForm(WhenFields, EntryForm):
    """How long it was, when, and whether it stayed comfortable."""

    minutes = MinutesField("Minutes walked")
    comfortable = AnswerField(
        "Did it stay comfortable?",
        (("yes", "Yes"), ("no", "No, it was too much")),
        asked="Tell us whether it stayed comfortable.",
    )

    field_order = ("entry", "minutes", "comfortable", "day", "time")

    def __init__(self, *args: Any, zone: str, now: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.zone, self.now = zone, now

    def clean(self) -> dict[str, Any]:
        """Refuse a walk that has not ended yet."""
        cleaned = super().clean() or {}
        self.check_moment(cleaned.get("minutes") or 0)
        return cleaned
