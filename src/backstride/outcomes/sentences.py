"""Every sentence about questionnaires; ``docs/clinicians/outcomes.md`` lists them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from backstride.outcomes.instrument import Instrument
from backstride.outcomes.scores import Scored

LIST_HEADING = "Questions now and then"
LIST_TEXT = (
    "They show more than pain alone: what you can do again, how you sleep, how sure you feel. "
    "One at a time, and only if you like."
)
QUALITY_OF_LIFE = "Quality of life is not measured here."
TYPED = "Only the total is entered here. The questions belong to others."
NOTHING_DUE = "Nothing is asked just now."
NOT_ANSWERED = "Not answered yet"
CHOOSE_HEADING = "Three things you want to do"
CHOOSE_TEXT = (
    "Name up to three things that your back makes hard now and that you want to do again. We ask "
    "every two weeks how they go."
)
CHOOSE_AGAIN = "With other things a new line begins; what you told us before stays in your diary."
GOAL_LINE = "At the dashed line it begins to count."
MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July", "August"),
    *("September", "October", "November", "December"),
)


def today_line(count: int) -> str:
    """Return the quiet line of Today."""
    return "One question, if you like" if count == 1 else f"{_count(count)} questions, if you like"


def looks_back(instrument: Instrument) -> str:
    """Return which days the questions are about."""
    days = instrument.recall_days
    if not days:
        return "It is about how you are now."
    if days == 1:
        return "It is about today."
    return "It is about the last seven days." if days == 7 else f"It is about the last {days} days."


def schedule(instrument: Instrument) -> str:
    """Return how often it is asked."""
    days = instrument.every_days
    if days == 7:
        return "Asked once a week."
    if days % 7 == 0:
        return f"Asked every {_count(days // 7).lower()} weeks."
    return f"Asked every {days} days."


def which_end(instrument: Instrument) -> str:
    """Return which end of the scale is good."""
    return "Higher is better." if instrument.better == "higher" else "Lower is better."


def value(instrument: Instrument, score: float) -> str:
    """Return a score: its words where it has some, else "8 out of 24"."""
    if len(instrument.items) == 1 and instrument.items[0].words and score == int(score):
        return instrument.items[0].words[int(score) - instrument.items[0].low]
    return f"{_number(score)} out of {_number(instrument.high)}"


def last(instrument: Instrument, told: Sequence[Scored]) -> str:
    """Return the latest score and its day, or that there is none."""
    if not told:
        return NOT_ANSWERED
    return f"{value(instrument, told[-1].value).capitalize()}, {_day(told[-1].day)}"


def changed(instrument: Instrument, told: Sequence[Scored]) -> str:
    """Return how the score moved from the first to the last, and whether that matters."""
    if not told:
        return f"{NOT_ANSWERED}."
    first, now = told[0], told[-1]
    if instrument.success is not None:
        reached = now.value >= instrument.success
        counts = (
            "That counts as success."
            if reached
            else "That is not among the answers that count as success."
        )
        return f"On {_day(now.day)}: {value(instrument, now.value)}. {counts}"
    if len(told) == 1:
        return f"{value(instrument, now.value)} on {_day(now.day)}. One answer shows no change yet."
    gain = instrument.gained(first.value, now.value)
    moved = f"From {_number(first.value)} on {_day(first.day)} to {_number(now.value)} on "
    if abs(gain) < 0.05:
        return f"{moved}{_day(now.day)}: as it was."
    points = f"{_number(abs(gain))} {'better' if gain > 0 else 'worse'}"
    of_one = now.of_one or first.of_one
    told_of = matters(instrument, first.value, now.value, of_one=of_one)
    return f"{moved}{_day(now.day)}: {points}. {told_of}"


def matters(instrument: Instrument, first: float, now: float, *, of_one: bool = False) -> str:
    """Return whether the change is one that matters, and how large that would be."""
    worth = instrument.worth(first, of_one=of_one)
    if instrument.change is None or worth is None:
        return "We know of no agreed size of a change that matters."
    share = "" if instrument.change_share is None else f", or {100 * instrument.change_share:.0f}%,"
    least = instrument.change if instrument.change_share is not None else worth
    rule = f"A change of {_number(least)}{share} counts as one that matters"
    if instrument.improved(first, now, of_one=of_one):
        return f"{rule}: reached."
    if -instrument.gained(first, now) >= worth - 1e-9:
        return f"{rule}: it got worse by as much."
    return f"{rule}: not reached so far."


def _day(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1]}"


def _number(score: float) -> str:
    return f"{score:.1f}".removesuffix(".0")


def _count(count: int) -> str:
    words = ("No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten")
    return words[count] if count < len(words) else str(count)
