"""A comfortable walk, to find the start."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from backstride.site.forms.answers import AnswerField, MinutesField, PainField, WhenFields
from backstride.site.forms.entry import EntryForm
from backstride.site.forms.leg import LegFields


class BaselineCheckForm(LegFields, EntryForm):
    """How the back is before a comfortable walk, and whether a leg is new."""

    pain = PainField("How is your back now?")

    field_order = ("entry", "pain", "leg", "symptoms")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        leg = self.fields["leg"]
        leg.required = True
        leg.error_messages["required"] = "Tell us about your legs: no, yes or not sure."


class BaselineForm(LegFields, WhenFields, EntryForm):
    """How long it was, when, whether it stayed comfortable, and whether a leg is new."""

    minutes = MinutesField("Minutes walked")
    comfortable = AnswerField(
        "Did it stay comfortable?",
        (("yes", "Yes"), ("no", "No, it was too much")),
        asked="Tell us whether it stayed comfortable.",
    )

    field_order = ("entry", "minutes", "comfortable", "leg", "symptoms", "day", "time")

    def __init__(self, *args: Any, zone: str, now: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.zone, self.now = zone, now

    def clean(self) -> dict[str, Any]:
        """Refuse a walk that has not ended yet."""
        cleaned = super().clean() or {}
        self.check_moment(cleaned.get("minutes") or 0)
        return cleaned
