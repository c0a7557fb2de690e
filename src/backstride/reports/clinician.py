"""What a clinician needs of a diary: a period's walks, pain, responses, safety and plan."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal, Protocol

from backstride.diary import (
    Clearance,
    ClinicianLimit,
    Diary,
    Flare,
    NewSymptom,
    Pain,
    Walk,
)
from backstride.insights import Taken, Trend, WalkedWeek, taken_of, trend_of, weeks_walked
from backstride.prescription import Plan, Response
from backstride.prescription import Protocol as Programme
from backstride.reports.responses import responses_of

PERIODS: tuple[int | None, ...] = (6, 12, None)
"""Weeks that a report may cover, None for all of them (design, picture 10)."""

MOST_WEEKS = 10_000
"""More than anybody walks: the plans of all weeks are worked out."""

STRONG_PAIN = 7
"""Pain from here on is named with its days: the upper band of the scale (design, pain keys)."""


class Answered(Protocol):
    """The safety answers that stand."""

    @property
    def answers(self) -> Mapping[str, Literal["no", "yes", "unsure"]]:
        """Question id to answer."""
        ...

    @property
    def details(self) -> Mapping[str, tuple[str, ...]]:
        """Question id to the chosen options of its follow-up."""
        ...

    @property
    def cleared(self) -> frozenset[str]:
        """Questions whose present answer a clinician has cleared."""
        ...

    @property
    def answered_on(self) -> Mapping[str, date]:
        """Question id to the day of its latest answer."""
        ...


@dataclass(frozen=True, slots=True)
class ReportedWalk:
    """A walk of the programme: what was done, what was answered, how the back took it."""

    walk: Walk
    taken: Taken
    response: Response | None


@dataclass(frozen=True, slots=True)
class ClinicianReport:
    """The facts of one report.

    Parameters
    ----------
    on : date
        The day it is made.
    weeks : tuple of WalkedWeek
        Of the period, oldest first; empty before the first walk.
    walks : tuple of ReportedWalk
        Of these weeks, oldest first.
    everyday_walks : int
        Walks in the day that were counted apart.
    trend : Trend
        Its points within the period.
    bad_days : tuple of date
    strong_pain : tuple of (date, int)
        Days with pain of 7 or more and the highest answer of each.
    symptoms : tuple of NewSymptom
        Told within the period; of all there was where the report is of all weeks, or of none.
    answered : Answered
        The safety answers as they stand.
    clearances : mapping of str to Clearance
        The latest clearance of each question that is cleared now.
    limit : ClinicianLimit or None
        What a clinician has set and still holds.
    adaptations : frozenset of str
        What the safety answers change in the walks.
    start_min : float or None
        Length of the first walk that was prescribed.
    plan : Plan
    birth_year : int or None
    track : str or None
    whole : bool
        Whether bad days, symptoms and strong pain are those of the whole diary.
    """

    on: date
    weeks: tuple[WalkedWeek, ...]
    walks: tuple[ReportedWalk, ...]
    everyday_walks: int
    trend: Trend
    bad_days: tuple[date, ...]
    strong_pain: tuple[tuple[date, int], ...]
    symptoms: tuple[NewSymptom, ...]
    answered: Answered
    clearances: Mapping[str, Clearance]
    limit: ClinicianLimit | None
    adaptations: frozenset[str]
    start_min: float | None
    plan: Plan
    birth_year: int | None
    track: str | None
    whole: bool

    @property
    def first_day(self) -> date:
        """The first day that the report looks at."""
        return self.weeks[0].start if self.weeks else self.on

    @property
    def minutes(self) -> float:
        """Minutes of walking, without warm-up and cool-down."""
        return sum(each.walk.minutes for each in self.walks)

    @property
    def planned_walks(self) -> int:
        """Walks that were planned up to the day, in those weeks whose plan is known."""
        return sum(day <= self.on for week in self.weeks for day in week.planned_days)

    @property
    def planned_from(self) -> int | None:
        """The first week whose plan is known; None where there is none."""
        return next((week.number for week in self.weeks if week.planned_days), None)

    @property
    def level(self) -> tuple[float, float] | None:
        """The smoothed pain at the first and the last day with an answer; None without a trend."""
        points = self.trend.points
        return (points[0].level, points[-1].level) if points else None

    def count(self, *responses: Response) -> int:
        """Return how many walks had one of these responses."""
        return sum(each.response in responses for each in self.walks)

    @property
    def mornings(self) -> tuple[int, int]:
        """Walks after which the next morning was no worse than before them, and all told."""
        told = [
            (each.taken.before, each.taken.morning)
            for each in self.walks
            if each.taken.before is not None and each.taken.morning is not None
        ]
        return sum(morning <= before for before, morning in told), len(told)

    @property
    def grounds(self) -> tuple[tuple[str, int], ...]:
        """Ground and number of walks on it, the most used first."""
        return _counted(each.walk.ground for each in self.walks)

    @property
    def talks(self) -> tuple[tuple[str, int], ...]:
        """Answer to the talk test and number of walks, the most given first."""
        return _counted(each.walk.talk for each in self.walks)

    @property
    def notes(self) -> tuple[tuple[date, str], ...]:
        """What the person wrote about walks."""
        return tuple((each.walk.day, each.walk.note) for each in self.walks if each.walk.note)


def clinician_report(
    diary: Diary,
    plan: Plan,
    protocol: Programme,
    answered: Answered,
    adaptations: frozenset[str] = frozenset(),
    *,
    on: date,
    weeks: int | None = 6,
) -> ClinicianReport:
    """Gather a report.

    Parameters
    ----------
    diary : Diary
    plan : Plan
        Of the day `on`.
    protocol : Programme
        That the plan follows.
    answered : Answered
        The safety answers as they stand.
    adaptations : frozenset of str
        What these answers change in the walks.
    on : date
        Nothing later is looked at.
    weeks : int or None
        Newest weeks; None for all.
    """
    every = weeks_walked(diary, on, protocol, most_planned=weeks or MOST_WEEKS)
    kept = every[-weeks:] if weeks else every
    begins = kept[0].start if kept else on
    # A report of everything, or from before the first walk, looks at what was told before it too.
    first = begins if kept and weeks else date.min
    walked = diary.walks(since=begins, until=on)
    walks = {walk.id: walk for walk in walked if walk.programme}
    responses = responses_of(diary, plan, protocol, walks.values())
    trend = trend_of(diary, on)
    return ClinicianReport(
        on=on,
        weeks=kept,
        walks=tuple(
            ReportedWalk(walks[taken.walk_id], taken, responses.get(taken.walk_id))
            for taken in taken_of(diary, on)
            if taken.walk_id in walks
        ),
        everyday_walks=sum(not walk.programme for walk in walked),
        trend=_within(trend, begins),
        bad_days=tuple(sorted({each.day for each in diary.of(Flare, first, on)})),
        strong_pain=_strong(diary, first, on),
        symptoms=diary.of(NewSymptom, first, on),
        answered=answered,
        clearances=_clearances(diary, answered),
        limit=_limit(diary, on),
        adaptations=adaptations,
        start_min=_start_min(diary, on),
        plan=plan,
        birth_year=diary.profile.birth_year,
        track=diary.profile.track,
        whole=first == date.min,
    )


def _within(trend: Trend, first: date) -> Trend:
    points = tuple(point for point in trend.points if point.day >= first)
    return Trend(trend.answers, trend.days, points, trend.change, trend.quiet_days)


def _strong(diary: Diary, first: date, on: date) -> tuple[tuple[date, int], ...]:
    highest: dict[date, int] = {}
    for pain in diary.of(Pain, first, on):
        if pain.nrs >= STRONG_PAIN:
            highest[pain.day] = max(pain.nrs, highest.get(pain.day, 0))
    return tuple(sorted(highest.items()))


def _clearances(diary: Diary, answered: Answered) -> dict[str, Clearance]:
    found: dict[str, Clearance] = {}
    for each in diary.of(Clearance):
        if each.cleared:
            found |= {asked: each for asked in each.questions if asked in answered.cleared}
    return found


def _limit(diary: Diary, on: date) -> ClinicianLimit | None:
    limit = diary.latest(ClinicianLimit)
    if limit is None or (limit.until is not None and limit.until < on):
        return None
    return limit


def _start_min(diary: Diary, on: date) -> float | None:
    for walk in diary.walks(until=on):
        if walk.prescribed is not None:
            return float(walk.prescribed.minutes)
    return None


def _counted(answers: Iterable[str | None]) -> tuple[tuple[str, int], ...]:
    return tuple(Counter(each for each in answers if each is not None).most_common())
