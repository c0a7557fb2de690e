"""Dates, minutes and the words of the pain scale, as the pages say them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

DAY_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTH_NAMES = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
NUMBER_WORDS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def day_month(day: date) -> str:
    """Return "25 April"."""
    return f"{day.day} {MONTH_NAMES[day.month - 1]}"


def weekday_day_month(day: date) -> str:
    """Return "Thursday 14 May"."""
    return f"{DAY_NAMES[day.weekday()]} {day_month(day)}"


def weekday(day: date) -> str:
    """Return "Thursday"."""
    return DAY_NAMES[day.weekday()]


def short_weekday(day: date) -> str:
    """Return "Thu"."""
    return DAY_NAMES[day.weekday()][:3]


def minutes(value: float) -> str:
    """Return "14 minutes" or "1 minute"; half minutes keep their half."""
    return f"{plain_number(value)} {'minute' if value == 1 else 'minutes'}"


def plain_number(value: float) -> str:
    """Return a number without a needless ".0", with at most one decimal."""
    text = f"{value:.1f}"
    return text.removesuffix(".0")


def number_word(value: int) -> str:
    """Return "three" for 3; from 11 on the figure itself."""
    return NUMBER_WORDS[value] if 0 <= value < len(NUMBER_WORDS) else str(value)


@dataclass(frozen=True, slots=True)
class PainBand:
    """One ruled row of the pain keys.

    Attributes
    ----------
    word, hint : str
        What the row says; ``hint`` may be empty.
    scores : tuple of int
        Scores of the row, 0 to 10 NRS.
    """

    word: str
    hint: str
    scores: tuple[int, ...]


PAIN_BANDS = (
    PainBand("No pain", "", (0,)),
    PainBand("Mild", "I notice it", (1, 2, 3)),
    PainBand("Moderate", "it gets in the way", (4, 5, 6)),
    PainBand("Strong", "it stops me", (7, 8, 9, 10)),
)


def spoken_pain(score: int) -> str:
    """Return what a screen reader says for a score: "4 of 10, moderate, it gets in the way".

    Raises
    ------
    ValueError
        If the score is not 0 to 10.
    """
    for band in PAIN_BANDS:
        if score in band.scores:
            words = [f"{score} of 10", band.word.lower(), band.hint]
            return ", ".join(word for word in words if word)
    raise ValueError(f"a pain score is 0 to 10, not {score}")
