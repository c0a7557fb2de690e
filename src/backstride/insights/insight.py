"""All that a diary can support by a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np

from backstride.diary import Diary
from backstride.insights import sentences
from backstride.insights.effect import Effect, answer
from backstride.insights.entries import Entry, columns, entries_of
from backstride.insights.followed import Followed, experiments
from backstride.insights.missing import Gaps, gaps_of
from backstride.insights.questions import Question, asked, sort_entries
from backstride.insights.trend import Trend, trend_of
from backstride.insights.weeks import WalkedWeek, weeks_walked
from backstride.prescription import Protocol


@dataclass(frozen=True, slots=True)
class Pattern:
    """A question with its answer and the sentences that tell it.

    Parameters
    ----------
    question : Question
    effect : Effect
    held_back : bool
        Whether an experiment about it runs, whose walks are left out until it has ended.
    """

    question: Question
    effect: Effect
    held_back: bool = False

    @property
    def word(self) -> str:
        """Return how sure we are, as it is shown."""
        return sentences.WORDS[self.effect.word]

    @property
    def blocks(self) -> int:
        """Return how many of three blocks are filled."""
        return sentences.BLOCKS[self.effect.word]

    @property
    def finding(self) -> str:
        """Return the statement."""
        return sentences.finding(self.question, self.effect)

    @property
    def details(self) -> tuple[str, ...]:
        """Return range, chance, counts, and what is needed."""
        told = (
            sentences.span(self.effect),
            sentences.chance(self.effect),
            sentences.counts(self.question, self.effect),
            sentences.needed(self.effect),
            sentences.HELD_BACK if self.held_back else "",
        )
        return tuple(each for each in told if each)


@dataclass(frozen=True, slots=True)
class Insights:
    """What a person's own walks support.

    Parameters
    ----------
    on : date
    walks : int
        Days with a walk, pain before it, and a next morning.
    trend : Trend
    patterns : tuple of Pattern
        At most six, all of them shown.
    gaps : Gaps
    weeks : tuple of WalkedWeek
        From the first walk on, oldest first.
    experiments : tuple of Followed
        The oldest first; the last one may still run.
    """

    on: date
    walks: int
    trend: Trend
    patterns: tuple[Pattern, ...]
    gaps: Gaps
    weeks: tuple[WalkedWeek, ...]
    experiments: tuple[Followed, ...] = ()

    @property
    def headline(self) -> str:
        """Return the heading of the course of pain."""
        return sentences.headline(self.trend)

    @property
    def text(self) -> str:
        """Return the sentences below the heading."""
        return sentences.headline_text(self.trend)

    @property
    def notes(self) -> tuple[str, ...]:
        """Return what must be known to read the patterns."""
        told = (
            sentences.missing_bad_days(self.gaps),
            sentences.PATTERNS_NOT_PROOF,
            sentences.COMMON_CAUSE,
        )
        return tuple(each for each in told if each)


def insights(diary: Diary, *, on: date, protocol: Protocol | None = None) -> Insights:
    """Work out what a diary supports, as it was known on a day.

    Parameters
    ----------
    diary : Diary
    on : date
        The walker's local day; nothing later is looked at.
    protocol : Protocol, optional
        For the planned minutes; the default protocol where none is given.
    """
    found = experiments(diary, on=on, protocol=protocol)
    return Insights(
        on,
        len(entries_of(diary, on)),
        trend_of(diary, on),
        patterns(diary, on, found[-1] if found else None),
        gaps_of(diary, on),
        weeks_walked(diary, on, protocol),
        found,
    )


def patterns(diary: Diary, on: date, experiment: Followed | None = None) -> tuple[Pattern, ...]:
    """Return the questions of a diary with their answers, at most six.

    Parameters
    ----------
    diary : Diary
    on : date
    experiment : Followed, optional
        The latest one. As long as it has not ended, its question is answered from the walks
        before it: looking earlier would make chance look like an answer.
    """
    entries = entries_of(diary, on)
    return tuple(_pattern(entries, each, experiment) for each in asked(entries))


def _pattern(
    entries: tuple[Entry, ...], question: Question, experiment: Followed | None
) -> Pattern:
    if experiment is None or experiment.ended or experiment.question != question:
        return Pattern(question, _answered(entries, question.key))
    before = tuple(entry for entry in entries if entry.walk.day < experiment.first_day)
    return Pattern(question, _answered(before, question.key), held_back=True)


def _answered(entries: tuple[Entry, ...], key: str) -> Effect:
    sorted_ = sort_entries(entries, key)
    chosen = tuple(entry for entry, _ in sorted_)
    return answer(*columns(chosen), np.array([side for _, side in sorted_], dtype=np.bool_))
