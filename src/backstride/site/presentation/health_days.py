"""Steps of days, as a phone and a watch tell: the finding, the chart, which device it is of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from backstride.insights import (
    FEWEST_DAYS,
    DailyWalking,
    StepPeriod,
    UsualDay,
    all_periods,
    newest_days,
    usual_steps_a_day,
)
from backstride.site.design import day_month, number_word, short_weekday
from backstride.site.design.axes import NARROW, WIDE
from backstride.site.design.step_bars import StepBar, steps_chart
from backstride.site.design.words import MONTH_NAMES
from backstride.site.presentation.charts import Chart, Row, Table
from backstride.site.presentation.sentences import listed

OLD = timedelta(days=28)
"""Days after which a newer export is suggested: the page is about usual days (judgement)."""

MOST_DAYS_FROM = 10
"""Days from which the range is that of 8 in 10 (see `insights.UsualDay`)."""

MONTHS_NAMED = 24
"""Bars up to which months are named below them; beyond, years are."""

SO_FAR = "The outline goes up to the newest day."
NOT_OVER = "The outline is a day that was not over when the file was made."
GAPS = "A gap is a day of which your files tell no steps."
IN_THOUSANDS = "In thousands of steps."


def dated(day: date) -> str:
    """Return "13 May 2026"."""
    return f"{day_month(day)} {day.year}"


def rounded(steps: float) -> str:
    """Return "6,200": steps as exact as a day is usual."""
    return f"{round(steps, -2):,.0f}" if steps >= 1000 else f"{steps:.0f}"


@dataclass(frozen=True, slots=True)
class Heading:
    """The finding of the page, and what stands below it."""

    heading: str
    text: tuple[str, ...]


def heading_of(days: Sequence[DailyWalking], today: date) -> Heading:
    """Return what is usual; with few days only what is there."""
    newest = days[-1].day
    old = ""
    if today - newest > OLD:
        old = f"The newest day in your files is {dated(newest)}. A newer export goes on from there."
    usual = usual_steps_a_day(days)
    counted = [each for each in days if each.steps > 0]
    if not counted:
        return Heading("How you walk", tuple(filter(None, ("Your files tell no steps.", old))))
    if usual is not None and usual.known:
        text = (
            f"The middle one of the newest {usual.days} days with steps, {_between(usual)}. "
            f"{_most(usual)} had between {rounded(usual.low)} and {rounded(usual.high)}."
        )
        return Heading(f"About {rounded(usual.value)} steps on a usual day", (text, old))
    over = "none" if usual is None else number_word(usual.days)
    are = "are" if usual is not None and usual.days > 1 else "is"
    word = number_word(len(counted)).capitalize()
    told = f"{word} {'day' if len(counted) == 1 else 'days'} of steps so far"
    lacking = (
        f"What is usual is said from {number_word(FEWEST_DAYS)} days on that were over when the "
        f"file was made. So far there {are} {over}."
    )
    if len(counted) == 1:
        one = counted[0]
        return Heading(told, (f"{one.steps:,.0f} steps on {dated(one.day)}.", lacking, old))
    return Heading(told, (lacking, old))


def _between(usual: UsualDay) -> str:
    first, last = usual.first, usual.last
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day} to {dated(last)}"
    begin = day_month(first) if first.year == last.year else dated(first)
    return f"{begin} to {dated(last)}"


def _most(usual: UsualDay) -> str:
    return "Eight in ten of them" if usual.days >= MOST_DAYS_FROM else "All of them"


def steps_of(days: Sequence[DailyWalking], *, everything: bool) -> Chart | None:
    """Return the newest four weeks day by day, or the whole time; None where there are no steps."""
    periods = all_periods(days) if everything else newest_days(days)
    if not periods:
        return None
    sources = {each.day: _sources(each) for each in days}
    heads = ("Day", "Steps", "From") if not everything else ("When", "Steps", "Days")
    rows = tuple(_row(each, everything, sources) for each in reversed(periods))
    title = "Steps a day" if not everything else f"Steps on the middle day of each {_kind(periods)}"
    bars = [StepBar(each.steps, each.open, _name(each, periods)) for each in periods]
    drawn = [
        steps_chart(
            bars,
            width=width,
            key=f"steps-{name}",
            title=f"{title}, in thousands",
            description=_described(periods, everything),
        )
        for width, name in ((NARROW, "narrow"), (WIDE, "wide"))
    ]
    notes = [IN_THOUSANDS if not everything else f"{title}, in thousands."]
    if periods[-1].open:
        notes.append(SO_FAR if everything else NOT_OVER)
    notes += [GAPS] if any(each.steps is None for each in periods) else []
    caption = f"{title}, newest first"
    return Chart(drawn[0], drawn[1], tuple(notes), Table(caption, heads, rows))


def switch_of(days: Sequence[DailyWalking], *, everything: bool) -> dict[str, str] | None:
    """Return the link to the other view; None where both would show the same days."""
    if everything:
        return {"url": "?#steps", "label": "The newest four weeks"}
    counted = [each.day for each in days if each.steps > 0]
    shown = newest_days(days)
    if not shown or counted[0] >= shown[0].first:
        return None
    return {"url": "?all#steps", "label": f"All of it, from {dated(counted[0])}"}


def file_detail(count: int, first: date, last: date, came: datetime) -> str:
    """Return what is known about a file."""
    told = dated(first) if count == 1 else f"{dated(first)} to {dated(last)}"
    return f"{_days_counted(count)}, {told}. Handed in on {dated(came.date())}."


def _days_counted(count: int) -> str:
    return "One day" if count == 1 else f"{count:,} days"


def _kind(periods: Sequence[StepPeriod]) -> str:
    length = (periods[0].last - periods[0].first).days
    return "week" if length < 7 else "month" if length < 31 else "quarter"


def _row(period: StepPeriod, everything: bool, sources: dict[date, str]) -> Row:
    steps = "not known" if period.steps is None else f"{period.steps:,.0f}"
    if everything:
        return Row(_when(period), (steps, str(period.days)))
    day = f"{short_weekday(period.first)} {dated(period.first)}"
    return Row(
        f"{day}, not over" if period.open else day,
        (steps, sources.get(period.first, "") or "not known"),
    )


def _sources(day: DailyWalking) -> str:
    named = [name for name, count in day.told.steps_by_source if count >= 0.5]
    return ", ".join(named)


def _when(period: StepPeriod) -> str:
    """Return "11 to 17 May 2026", "May 2026" or "April to June 2026"."""
    first, last = period.first, period.last
    months = last.month - first.month if first.year == last.year else 12
    if (last - first).days < 7:
        begin = str(first.day) if months == 0 else day_month(first)
        begin = begin if first.year == last.year else dated(first)
        return f"{begin} to {dated(last)}"
    told = f"{MONTH_NAMES[last.month - 1]} {last.year}"
    return f"{MONTH_NAMES[first.month - 1]} to {told}" if months else told


def _name(period: StepPeriod, periods: Sequence[StepPeriod]) -> str:
    """Return what stands below a bar; the drawing leaves out what has no room."""
    first = period.first
    month = MONTH_NAMES[first.month - 1][:3]
    days = (period.last - first).days
    if days == 0:
        return f"{first.day} {month}" if first.weekday() == 0 or len(periods) < 7 else ""
    if days < 7:
        return f"{first.day} {month}"
    if first.month == 1:
        return str(first.year)
    return month if len(periods) <= MONTHS_NAMED else ""


def _described(periods: Sequence[StepPeriod], everything: bool) -> str:
    known = [each for each in periods if each.steps is not None]
    most = max(known, key=lambda each: each.steps or 0.0)
    least = min(known, key=lambda each: each.steps or 0.0)
    name = _when if everything else (lambda each: dated(each.first))
    if len(known) == 1:
        return f"{name(most)}: {most.steps:,.0f}."
    return (
        f"From {name(periods[0])} to {name(periods[-1])}. Most: {most.steps:,.0f}, {name(most)}. "
        f"Least: {least.steps:,.0f}, {name(least)}. {len(known)} of {len(periods)} are known."
    )


def counted_by(days: Sequence[DailyWalking]) -> str:
    """Return of which devices the steps of the newest days are."""
    usual = usual_steps_a_day(days)
    since = usual.first if usual else date.min
    counts: Counter[str] = Counter()
    for each in days:
        if each.day >= since:
            counts.update(dict(each.told.steps_by_source))
    whole = sum(counts.values())
    named = [(name, 100 * count / whole) for name, count in counts.most_common() if count >= 0.5]
    if not named:
        return ""
    if len(named) == 1:
        return f"The newest steps were counted by {named[0][0]}."
    shares = listed([f"{_share(share)} by {name}" for name, share in named])
    return (
        f"Of 100 of the newest steps, {shares}. Where two devices were on you at once, each moment "
        "counts once."
    )


def _share(percent: float) -> str:
    return "less than 1" if percent < 0.5 else f"{percent:.0f}"
