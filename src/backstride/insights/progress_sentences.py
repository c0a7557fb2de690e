"""Every sentence of the page that shows how the walks go.

The heading about pain stands in ``sentences``; what is said about weeks, walks, bad days,
milestones and goals is here. ``docs/clinicians/progress.md`` lists all of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from backstride.diary import Goal
from backstride.insights.milestones import Milestone, MilestoneKind
from backstride.insights.sentences import NUMBER_WORDS, counted, number
from backstride.insights.taken import Taken
from backstride.insights.weeks import PLANNED_SHARE, WalkedWeek

FIRST_WALK = "Your first walk will appear here"
FIRST_WALK_TEXT = "After each walk you see here how your back took it."
PAIN_NOTE = (
    "Each mark is one walk: a ring before, a disc after, a ring with a dot where nothing changed, "
    "a short bar the next morning."
)
WEEKLY_PAIN_NOTE = (
    "Each mark is one week: the middle of its walks before and after. The thin line goes from the "
    "lowest to the highest answer of the week."
)
MONTHLY_PAIN_NOTE = (
    "Each mark is four weeks: the middle of their walks before and after. The thin line goes from "
    "the lowest to the highest answer."
)
SCALE_NOTE = "The scale goes on to 10."
TREND_NOTE = (
    "The green line is the smoothed level of pain, before walks and in the morning. The band "
    "holds it 9 times in 10."
)
NO_TREND_NOTE = "A trend is drawn once six days in two weeks have an answer."
BAD_DAY_NOTE = "A small triangle marks a bad day."
MINUTES_NOTE = "Warm-up and cool-down not counted."
PLANNED_NOTE = f"The band is what was planned, from {100 * PLANNED_SHARE:.0f}% of it to all of it."
PLANNED_LATELY_NOTE = "It is drawn for the newest eight weeks."
WALKS_NOTE = "Minutes, pain before and after, and how your back took it."
EVERYDAY_NOTE = "Walks in your day are counted apart. They are not part of the weeks above."
NOT_TOLD = "not told"
"""Stands in a table where an answer was not given."""

NOT_PLANNED = "no plan"
MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July", "August"),
    *("September", "October", "November", "December"),
)
ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth")

_MILESTONES = {
    MilestoneKind.LENGTH: "First walk of {number} minutes or more",
    MilestoneKind.WEEK_MINUTES: "First week with {number} minutes or more",
    MilestoneKind.WALKS: "{number} walks",
    MilestoneKind.BRISK: "First walk with brisk parts",
    MilestoneKind.INTERVALS: "First walk with intervals",
    MilestoneKind.HILLS: "First walk on hills",
}


def day_words(day: date) -> str:
    """Return "25 April"."""
    return f"{day.day} {MONTHS[day.month - 1]}"


def date_words(day: date, today: date) -> str:
    """Return "25 April"; with its year where that is another one."""
    told = day_words(day)
    return told if day.year == today.year else f"{told} {day.year}"


def walks_so_far(count: int) -> str:
    """Return "Three walks so far"."""
    told = NUMBER_WORDS[count - 1] if 1 <= count <= len(NUMBER_WORDS) else str(count)
    return f"{told.capitalize()} {'walk' if count == 1 else 'walks'} so far"


def minutes_in_all(minutes: float) -> str:
    """Return "96 minutes in all."."""
    return f"{counted(round(minutes), 'minute')} in all."


def enough_fact(weeks: Sequence[WalkedWeek]) -> str:
    """Return "4 of 5 weeks"; empty before the first full week."""
    full = [week for week in weeks if not week.running]
    return f"{sum(week.enough for week in full)} of {counted(len(full), 'week')}" if full else ""


def enough_text(weeks: Sequence[WalkedWeek]) -> str:
    """Return in how many full weeks three walks were done, and until when this one runs."""
    full = [week for week in weeks if not week.running]
    parts = []
    if full:
        done = sum(week.enough for week in full)
        parts.append(f"{done} of {counted(len(full), 'full week')} had three walks or more.")
    parts.extend(f"Week {week.number} runs until Sunday." for week in weeks if week.running)
    return " ".join(parts)


def bad_days(weeks: Sequence[WalkedWeek]) -> str:
    """Return how many bad days were told in these weeks, and in which of them."""
    held = [week for week in weeks if week.bad_days]
    total = sum(week.bad_days for week in held)
    if not total:
        return "You told us of no bad day in these weeks."
    told = f"You told us of {counted(total, 'bad day')}"
    if len(held) == 1:
        return f"{told}, in week {held[0].number}."
    if len(held) <= 4:
        each = [f"{week.bad_days} in week {week.number}" for week in held]
        return f"{told}: {', '.join(each)}."
    return f"{told}, in {len(held)} of {len(weeks)} weeks."


def week_described(week: WalkedWeek) -> str:
    """Return one week for somebody who does not see the chart."""
    so_far = " so far" if week.running else ""
    planned = ""
    if week.planned_low_min is not None and week.planned_high_min is not None:
        planned = f", planned {planned_words(week)}"
    return f"Week {week.number}: {counted(round(week.minutes), 'minute')}{so_far}{planned}."


def coming_described(number: int, planned_min: float) -> str:
    """Return what is planned for the week to come, if this one settles."""
    low = PLANNED_SHARE * planned_min
    return f"Week {number}, if this one settles: planned {low:.0f} to {planned_min:.0f}."


def planned_words(week: WalkedWeek) -> str:
    """Return "24 to 34", or that there was no plan."""
    if week.planned_low_min is None or week.planned_high_min is None:
        return NOT_PLANNED
    return f"{week.planned_low_min:.0f} to {week.planned_high_min:.0f}"


def taken_described(taken: Sequence[Taken]) -> str:
    """Return how walks were taken, for somebody who does not see the chart."""
    parts = [
        f"{moment} pain was {_range(answers)}."
        for moment, answers in (
            ("Before walks", [walk.before for walk in taken]),
            ("After walks", [walk.after for walk in taken]),
            ("Next morning", [walk.morning for walk in taken]),
        )
        if any(nrs is not None for nrs in answers)
    ]
    walks = [walk for walk in taken if walk.answers]
    return " ".join([f"{counted(len(walks), 'walk')} with an answer.", *parts])


def milestone(reached: Milestone) -> str:
    """Return what was reached, in words."""
    if reached.kind is MilestoneKind.FIRST:
        return f"First walk: {counted(round(reached.number), 'minute')}"
    if reached.kind is MilestoneKind.WEEKS:
        times = int(reached.number)
        if times == 1:
            return "First week with three walks"
        return f"Three walks in one week, for the {ordinal(times)} time"
    return _MILESTONES[reached.kind].format(number=f"{reached.number:.0f}")


def goal_lines(goal: Goal | None, taken: Sequence[Taken], weeks: Sequence[WalkedWeek]) -> list[str]:
    """Return the person's own goal, and how far they have come, in words."""
    lines = []
    if goal is not None and goal.words:
        lines.append(f"Your goal: {goal.words.strip().rstrip('.')}.")
    aims = []
    if goal is not None and goal.max_minutes:
        aims.append(f"walks of up to {counted(goal.max_minutes, 'minute')}")
    if goal is not None and goal.max_walks_per_week:
        aims.append(f"up to {counted(goal.max_walks_per_week, 'walk')} a week")
    if aims:
        lines.append(f"You want {' and '.join(aims)}.")
    if taken:
        longest = max(walk.minutes for walk in taken)
        fullest = max(week.minutes for week in weeks)
        lines.append(
            f"Your longest walk so far had {counted(round(longest), 'minute')}, your fullest week "
            f"{counted(round(fullest), 'minute')}."
        )
    return lines


def ordinal(count: int) -> str:
    """Return "fourth", "12th", "52nd"."""
    if count <= len(ORDINALS):
        return ORDINALS[count - 1]
    ending = "th" if 10 <= count % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(count % 10, "th")
    return f"{count}{ending}"


def _range(answers: Sequence[int | None]) -> str:
    given = [nrs for nrs in answers if nrs is not None]
    low, high = min(given), max(given)
    return f"{low} out of 10" if low == high else f"from {low} to {high} out of 10"


def level(value: float | None) -> str:
    """Return a number of a table: "4", "4.5", or that it was not told."""
    return NOT_TOLD if value is None else number(value)
