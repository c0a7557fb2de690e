"""Experiments of a diary: what was drawn, what was walked, and how far they have come.

The order follows from the seed alone. Walks take their places in it one after the other, so
nothing has to be written down but the start: a walk's kind was drawn before anybody knew the
day or the pain of it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from itertools import pairwise
from uuid import UUID

import numpy as np

from backstride.diary import Diary, ExperimentStart, ExperimentStop, Walk
from backstride.insights.arms import can_be_drawn, draw_of
from backstride.insights.effect import Effect, answer
from backstride.insights.entries import (
    Entry,
    before_of,
    columns,
    mornings_of,
    same_morning_of,
)
from backstride.insights.experiment import Experiment
from backstride.insights.places import places
from backstride.insights.questions import Question, question, side_of
from backstride.insights.randomisation import PairOutcome, TestResult, randomisation_test
from backstride.prescription import Protocol


class Stage(StrEnum):
    """How far an experiment has come."""

    AHEAD = "ahead"
    RUNNING = "running"
    LAST_MORNING = "last_morning"
    """All its walks are done, and the morning after the last one is to come."""

    COMPLETE = "complete"
    STOPPED = "stopped"


@dataclass(frozen=True, slots=True)
class DrawnWalk:
    """A walk that took its place in an experiment.

    Parameters
    ----------
    walk : Walk
    drawn : bool
        Whether the coin asked for the kind in question. The walk counts as this kind, whatever
        was walked.
    done : bool or None
        Whether it was of that kind; None where the diary does not say.
    before, same_morning, morning : int or None
        Pain before it, in the morning of its day, and next morning, points.
    """

    walk: Walk
    drawn: bool
    done: bool | None
    before: int | None
    same_morning: int | None
    morning: int | None


@dataclass(frozen=True, slots=True)
class Followed:
    """An experiment of a diary, as far as it has come by a day.

    Parameters
    ----------
    start : ExperimentStart
    question : Question
    drawn : Experiment
    walks : tuple of DrawnWalk
        In the order of the draw.
    beside : int
        Walks in its time that took no place: on bad days and the way back after them, while
        questions are open, a second one on a day, or written down after later ones.
    stage : Stage
    """

    start: ExperimentStart
    question: Question
    drawn: Experiment
    walks: tuple[DrawnWalk, ...]
    beside: int
    stage: Stage

    @property
    def first_day(self) -> date:
        """Return the first day whose walks belong to it."""
        return self.start.starts or self.start.day

    @property
    def under_way(self) -> bool:
        """Return whether walks still take their places in it."""
        return self.stage in (Stage.AHEAD, Stage.RUNNING)

    @property
    def ended(self) -> bool:
        """Return whether its answer is there; before that, looking would spoil the test."""
        return self.stage in (Stage.COMPLETE, Stage.STOPPED)

    @property
    def next_arm(self) -> bool | None:
        """Return what the coin asks of the next walk; None where there is none."""
        if not self.under_way:
            return None
        return self.drawn.walks[len(self.walks)]

    @property
    def outcomes(self) -> tuple[PairOutcome, ...]:
        """Return the pairs of which both walks are done."""
        return tuple(
            PairOutcome(
                (first.drawn, second.drawn),
                (first.done, second.done),
                (first.morning, second.morning),
                (first.before, second.before),
            )
            for first, second in zip(self.walks[::2], self.walks[1::2], strict=False)
        )

    @property
    def otherwise(self) -> int:
        """Return how many walks were of the other kind than drawn."""
        return sum(each.done is (not each.drawn) for each in self.walks)

    @property
    def untold(self) -> int:
        """Return how many walks do not say of which kind they were."""
        return sum(each.done is None for each in self.walks)

    @property
    def result(self) -> TestResult:
        """Return what the randomisation test says about the pairs so far."""
        return randomisation_test(self.outcomes, seed=self.start.seed)

    @property
    def effect(self) -> Effect:
        """Return what the model says about the walks so far, each as it was drawn."""
        told = [
            (Entry(each.walk, each.before, each.same_morning, each.morning, None), each.drawn)
            for each in self.walks
            if each.before is not None and each.morning is not None
        ]
        entries = tuple(entry for entry, _ in told)
        return answer(*columns(entries), np.array([drawn for _, drawn in told], dtype=np.bool_))


def experiments(
    diary: Diary, *, on: date, protocol: Protocol | None = None
) -> tuple[Followed, ...]:
    """Return the experiments of a diary by a day, the oldest first.

    Parameters
    ----------
    diary : Diary
    on : date
        The walker's local day; nothing later is looked at.
    protocol : Protocol, optional
        The default protocol where none is given.

    Notes
    -----
    One runs at a time: a start ends the one before it. Questions that this version does not
    know are passed over.
    """
    starts = _starts(diary, on)
    ends = _ends(diary, starts, on)
    return tuple(_follow(diary, start, ends.get(start.id), on, protocol) for start in starts)


def running(diary: Diary, *, on: date, protocol: Protocol | None = None) -> Followed | None:
    """Return the experiment that runs on a day, or is about to; None where there is none."""
    starts = _starts(diary, on)
    if not starts or starts[-1].id in _ends(diary, starts, on):
        return None
    latest = _follow(diary, starts[-1], None, on, protocol)
    return None if latest.ended else latest


def _starts(diary: Diary, on: date) -> list[ExperimentStart]:
    return [each for each in diary.of(ExperimentStart, until=on) if can_be_drawn(each.question)]


def _ends(diary: Diary, starts: list[ExperimentStart], on: date) -> dict[UUID, datetime]:
    """Return when each experiment that has ended before its time did."""
    ends = {before.id: after.at for before, after in pairwise(starts)}
    for stop in diary.of(ExperimentStop, until=on):
        known = ends.get(stop.experiment_id)
        if known is None or stop.at < known:
            ends[stop.experiment_id] = stop.at
    return ends


def _follow(
    diary: Diary,
    start: ExperimentStart,
    end: datetime | None,
    on: date,
    protocol: Protocol | None,
) -> Followed:
    asked, first = question(start.question), start.starts or start.day
    own = [
        walk
        for walk in diary.walks(first, on)
        if walk.programme and walk.at >= start.at and (end is None or walk.at < end)
    ]
    drawn = draw_of(start, diary)
    fit = places(diary, own, asked.key, protocol)
    placed = fit[: 2 * drawn.pairs]
    walks = _drawn_walks(diary, placed, drawn, start, on)
    last = placed[-1] if len(placed) == 2 * drawn.pairs else None
    in_time = [walk for walk in own if last is None or walk.at <= last.at]
    stage = _stage(walks, last, end, first, on)
    return Followed(start, asked, drawn, walks, len(in_time) - len(placed), stage)


def _drawn_walks(
    diary: Diary, placed: tuple[Walk, ...], drawn: Experiment, start: ExperimentStart, on: date
) -> tuple[DrawnWalk, ...]:
    mornings = mornings_of(diary, on)
    walks = []
    for walk, arm in zip(placed, drawn.walks, strict=False):
        after = mornings.get(walk.day + timedelta(days=1))
        walks.append(
            DrawnWalk(
                walk,
                arm,
                side_of(walk, start.question, shoes_id=start.shoes_id),
                before_of(diary, walk, mornings),
                same_morning_of(walk, mornings),
                None if after is None else after.nrs,
            )
        )
    return tuple(walks)


def _stage(
    walks: tuple[DrawnWalk, ...],
    last: Walk | None,
    end: datetime | None,
    first: date,
    on: date,
) -> Stage:
    if last is not None:
        answered = walks[-1].morning is not None or on > last.day + timedelta(days=1)
        return Stage.COMPLETE if answered or end is not None else Stage.LAST_MORNING
    if end is not None:
        return Stage.STOPPED
    return Stage.AHEAD if on < first else Stage.RUNNING
