"""The charts of Progress: which weeks they show, their drawings, words and tables."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.urls import reverse

from backstride.insights import PLANNED_SHARE, Taken, Trend, WalkedWeek, taken_by_week
from backstride.insights import progress_sentences as words
from backstride.site.design.axes import NARROW, WIDE
from backstride.site.design.pain_charts import Level, Mark, Tick, pain_chart, scale_top
from backstride.site.design.week_charts import Week, minutes_chart, three_walks_chart
from backstride.site.presentation.sentences import RESPONSE_WORDS

SHOWN_WEEKS = 8
"""Weeks in the charts before "all weeks" is asked for (design, section 11)."""

WEEKLY_UNTIL = 26
"""Weeks up to which each has a mark of its own; beyond, four weeks have one (judgement)."""

MOST_LEVELS = 90
"""Points of the trend that are drawn: more would not be seen."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table; `url` leads to what it is about."""

    head: str
    cells: tuple[str, ...]
    url: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """What a chart shows, in words and numbers."""

    caption: str
    heads: tuple[str, ...]
    rows: tuple[Row, ...]

    @property
    def headed(self) -> tuple[tuple[Row, tuple[tuple[str, str], ...]], ...]:
        """Return each row with its cells below their heads, for a page too narrow for columns."""
        return tuple((row, tuple(zip(self.heads[1:], row.cells, strict=True))) for row in self.rows)


@dataclass(frozen=True, slots=True)
class Chart:
    """A drawing for a phone, one for a wide page, notes, and the table."""

    narrow: str
    wide: str
    notes: tuple[str, ...]
    table: Table
    keys: tuple[str, ...] = ()


def newest(weeks: Sequence[WalkedWeek], everything: bool) -> tuple[WalkedWeek, ...]:
    """Return the weeks that are shown."""
    return tuple(weeks if everything else weeks[-SHOWN_WEEKS:])


def minutes_of(
    weeks: Sequence[WalkedWeek], *, everything: bool, coming_min: float | None = None
) -> Chart:
    """Return the minutes of each week beside what was planned.

    Parameters
    ----------
    weeks : sequence of WalkedWeek
    everything : bool
    coming_min : float, optional
        Minutes of the week to come, if this one settles; its band stands behind the others.
    """
    shown = newest(weeks, everything)
    drawn_weeks = _weeks(shown)
    told = [words.week_described(week) for week in shown]
    ahead = bool(coming_min) and not everything
    if coming_min and ahead:
        number, low = shown[-1].number + 1, PLANNED_SHARE * coming_min
        coming = Week(number, 0.0, 0, low, coming_min, running=False)
        drawn_weeks = [*drawn_weeks, coming][-SHOWN_WEEKS:]
        told = [*told, words.coming_described(number, coming_min)][-SHOWN_WEEKS:]
    described = " ".join(told)
    planned = ahead or any(week.planned_high_min is not None for week in shown)
    notes = [words.MINUTES_NOTE]
    if planned:
        notes.append(words.PLANNED_NOTE)
        if len(shown) > SHOWN_WEEKS:
            notes.append(words.PLANNED_LATELY_NOTE)
    drawn = _both(
        lambda width, key: minutes_chart(
            drawn_weeks, width=width, key=key, title="Minutes each week", description=described
        ),
        "minutes",
    )
    keys = ["walked"] if any(not week.running for week in shown) else []
    keys += ["planned"] if planned else []
    keys += ["so-far"] if any(week.running and week.minutes for week in shown) else []
    return Chart(*drawn, tuple(notes), _week_table(shown), tuple(keys))


def three_walks_of(weeks: Sequence[WalkedWeek], *, everything: bool) -> Chart:
    """Return in which weeks three walks were done."""
    drawn_weeks, shown = newest(weeks, False), newest(weeks, everything)
    described = " ".join(
        f"Week {week.number}: {week.walks} {'walk' if week.walks == 1 else 'walks'}."
        for week in drawn_weeks
    )
    drawn = _both(
        lambda width, key: three_walks_chart(
            _weeks(drawn_weeks),
            width=width,
            key=key,
            title="Three walks a week",
            description=described,
        ),
        "walks",
    )
    told = (words.enough_text(shown), words.bad_days(shown))
    return Chart(*drawn, tuple(each for each in told if each), _week_table(shown))


def pain_of(
    taken: Sequence[Taken],
    trend: Trend,
    weeks: Sequence[WalkedWeek],
    responses: Mapping[UUID, str],
    bad_days: Sequence[date],
    *,
    everything: bool,
) -> Chart:
    """Return pain before and after each walk; week by week where there are many.

    Parameters
    ----------
    taken : sequence of Taken
        Of the programme, oldest first.
    trend : Trend
    weeks : sequence of WalkedWeek
        All of them; at least one.
    responses : mapping
        "settled", "hold" or "ease-off" by walk; nothing where no answer was given.
    bad_days : sequence of date
    everything : bool
        All weeks; from nine on by their medians.
    """
    shown = newest(weeks, everything)
    begin = shown[0].start
    span = 7 * len(shown)
    here = [walk for walk in taken if walk.day >= begin]
    by_week = len(shown) > SHOWN_WEEKS
    together = 1 if len(shown) <= WEEKLY_UNTIL else 4

    def at(day: date) -> float:
        return ((day - begin).days + 0.5) / span

    marks = (
        _weekly(here, at, together) if by_week else [_mark(walk, at, responses) for walk in here]
    )
    points = [point for point in trend.points if 0 <= at(point.day) <= 1]
    step = max(1, len(points) // MOST_LEVELS)
    levels = [Level(at(each.day), each.level, each.low, each.high) for each in points[::step]]
    ticks = [
        Tick(place / len(shown), (place + 1) / len(shown), week.number, week.running)
        for place, week in enumerate(shown)
    ]
    bad = [at(day) for day in bad_days if 0 <= at(day) <= 1]
    drawn = _both(
        lambda width, key: pain_chart(
            marks,
            levels,
            ticks,
            bad,
            width=width,
            key=key,
            title="Pain before and after",
            description=words.taken_described(here),
        ),
        "pain",
    )
    notes = [words.PAIN_NOTE]
    if by_week:
        notes = [words.WEEKLY_PAIN_NOTE if together == 1 else words.MONTHLY_PAIN_NOTE]
    notes.append(words.TREND_NOTE if levels else words.NO_TREND_NOTE)
    notes += [words.BAD_DAY_NOTE] if bad else []
    notes += [words.SCALE_NOTE] if scale_top(marks, levels) < 10 else []
    table = _weekly_table(here, together) if by_week else _walk_table(here, responses)
    seen = {mark.response for mark in marks}
    keys = ["before", "after", "morning"]
    keys += ["trend"] if levels else []
    keys += [slug for slug in ("hold", "ease-off") if slug in seen]
    return Chart(*drawn, tuple(notes), table, tuple(keys))


def _both(draw: Callable[[float, str], str], key: str) -> tuple[str, str]:
    return draw(NARROW, f"{key}-narrow"), draw(WIDE, f"{key}-wide")


def _weeks(weeks: Sequence[WalkedWeek]) -> list[Week]:
    return [
        Week(
            week.number,
            week.minutes,
            week.walks,
            week.planned_low_min,
            week.planned_high_min,
            week.running,
        )
        for week in weeks
    ]


def _mark(walk: Taken, at: Callable[[date], float], responses: Mapping[UUID, str]) -> Mark:
    response = responses.get(walk.walk_id, "")
    after = walk.after
    if response in ("hold", "ease-off") and walk.worst is not None:
        # Worse on the way decided the response: the mark stands where that was.
        after = max(walk.worst, walk.after or 0)
    word = RESPONSE_WORDS[response] if response in ("hold", "ease-off") else ""
    return Mark(at(walk.day), walk.before, after, walk.morning, response=response, word=word)


def _weekly(taken: Sequence[Taken], at: Callable[[date], float], together: int) -> list[Mark]:
    return [
        Mark(
            min(at(week.start + timedelta(days=3 + 7 * (together - 1) // 2)), 1.0),
            week.before,
            week.after,
            week.morning,
            week.low,
            week.high,
        )
        for week in taken_by_week(tuple(taken), weeks=together)
    ]


def _week_table(weeks: Sequence[WalkedWeek]) -> Table:
    return Table(
        "Each week, newest first",
        ("Week", "Minutes", "Planned", "Walks", "Bad days"),
        tuple(
            Row(
                f"Week {week.number}{', so far' if week.running else ''}",
                (
                    f"{week.minutes:.0f}",
                    words.planned_words(week),
                    str(week.walks),
                    str(week.bad_days),
                ),
            )
            for week in reversed(weeks)
        ),
    )


def _walk_table(taken: Sequence[Taken], responses: Mapping[UUID, str]) -> Table:
    return Table(
        "Each walk, newest first",
        ("Day", "Minutes", "Before", "Worst", "After", "Next morning", "Answer"),
        tuple(
            Row(
                words.day_words(walk.day),
                (
                    f"{walk.minutes:.0f}",
                    *(
                        words.level(nrs)
                        for nrs in (walk.before, walk.worst, walk.after, walk.morning)
                    ),
                    RESPONSE_WORDS.get(responses.get(walk.walk_id, ""), words.NOT_TOLD),
                ),
                reverse("walk-page", args=[walk.walk_id]),
            )
            for walk in reversed(taken)
        ),
    )


def _weekly_table(taken: Sequence[Taken], together: int) -> Table:
    what = "Each week" if together == 1 else "Each four weeks"
    return Table(
        f"{what}, newest first; the middle of the walks",
        ("From", "Walks", "Before", "After", "Next morning", "Lowest", "Highest"),
        tuple(
            Row(
                words.day_words(week.start),
                (
                    str(week.walks),
                    words.level(week.before),
                    words.level(week.after),
                    words.level(week.morning),
                    str(week.low),
                    str(week.high),
                ),
            )
            for week in reversed(taken_by_week(tuple(taken), weeks=together))
        ),
    )
