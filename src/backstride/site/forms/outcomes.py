"""The questions of an instrument, a typed total, and the things that a person chooses."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from backstride.outcomes import Instrument, Item
from backstride.site.forms.entry import EntryForm

ANSWER = "answer_"
"""Before the id of an item, so that no item has the name of another field."""

LONGEST_THING = 120
"""Letters of a thing that somebody wants to do again."""


class ScaleField(forms.TypedChoiceField):
    """One answer from the lowest to the highest; nothing is chosen beforehand."""

    def __init__(self, item: Item, *, words: str, required: bool) -> None:
        numbers = range(item.low, item.high + 1)
        names = item.words or tuple(str(number) for number in numbers)
        super().__init__(
            label=f"{words}: {item.text}" if words else item.text,
            choices=[(str(number), name) for number, name in zip(numbers, names, strict=True)],
            coerce=int,
            empty_value=None,
            required=required,
            error_messages={
                "required": "Choose one of the answers.",
                "invalid_choice": "Choose one of the answers.",
            },
        )
        self.item = item


class AnswersForm(EntryForm):
    """Some of the questions of an instrument."""

    def __init__(
        self,
        instrument: Instrument,
        items: Sequence[Item],
        words: Mapping[str, str],
        *args: Any,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        required = instrument.fewest >= len(instrument.items)
        for item in items:
            self.fields[ANSWER + item.id] = ScaleField(
                item, words=words.get(item.id, ""), required=required or len(items) == 1
            )

    def answers(self) -> dict[str, int]:
        """Return what was answered, by item."""
        return {
            name.removeprefix(ANSWER): value
            for name, value in self.cleaned_data.items()
            if name.startswith(ANSWER) and value is not None
        }


class TotalForm(EntryForm):
    """The total of a questionnaire that was filled in elsewhere."""

    def __init__(self, instrument: Instrument, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        asked = f"Write a number from {instrument.low:g} to {instrument.high:g}."
        self.fields["total"] = forms.FloatField(
            label="The total",
            help_text=f"From {instrument.low:g} to {instrument.high:g}.",
            min_value=instrument.low,
            max_value=instrument.high,
            widget=forms.NumberInput(attrs={"inputmode": "decimal", "step": "any"}),
            error_messages=dict.fromkeys(("required", "invalid", "min_value", "max_value"), asked),
        )


class ThingsForm(EntryForm):
    """The things that a person wants to do again."""

    def __init__(self, instrument: Instrument, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for number, item in enumerate(instrument.chosen, 1):
            self.fields[ANSWER + item.id] = forms.CharField(
                label=f"Thing {number}" if len(instrument.chosen) > 1 else "The thing",
                required=False,
                max_length=LONGEST_THING,
                error_messages={
                    "max_length": f"It can have {LONGEST_THING} letters. Please shorten it."
                },
            )

    def clean(self) -> dict[str, Any]:
        """Ask for one of them at least, and for each only once."""
        cleaned = super().clean() or {}
        names = [name for name in self.fields if name.startswith(ANSWER)]
        told = [_kept(cleaned.get(name, "")).casefold() for name in names]
        given = [each for each in told if each]
        if not given and not self.errors:
            self.add_error(names[0], "Name one thing at least.")
        for name, each in zip(names, told, strict=True):
            if each and told.index(each) < names.index(name):
                self.add_error(name, "You named this one already.")
        return cleaned

    def things(self) -> dict[str, str]:
        """Return the things that were named, by item."""
        return {
            name.removeprefix(ANSWER): _kept(value)
            for name, value in self.cleaned_data.items()
            if name.startswith(ANSWER) and _kept(value)
        }


def _kept(words: str) -> str:
    """Return words without the characters that no diary keeps."""
    return "".join(letter for letter in words if letter.isprintable()).strip()
