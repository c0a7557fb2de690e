"""Insights: what a person's own walks can support, how sure that is, and how to settle it.

``insights(diary, on=day)`` is pure and without randomness: a Bayesian regression of the next
morning's pain with errors that follow one another, summed over a grid. Every sentence about a
finding is in ``sentences``.
"""

from backstride.insights import progress_sentences, sentences
from backstride.insights.effect import Effect, Word, answer, fit_effect
from backstride.insights.entries import Entry, entries_of
from backstride.insights.experiment import (
    Experiment,
    PairOutcome,
    TestResult,
    draw,
    power,
    randomisation_test,
    smallest_size,
)
from backstride.insights.insight import Insights, Pattern, insights, patterns
from backstride.insights.milestones import Milestone, MilestoneKind, milestones_of
from backstride.insights.missing import Gaps, gaps_of
from backstride.insights.questions import QUESTIONS, Question, asked, question
from backstride.insights.regression import Mixture, Posterior, regress
from backstride.insights.taken import Taken, TakenWeek, taken_by_week, taken_of
from backstride.insights.trend import Change, Trend, TrendPoint, trend_of
from backstride.insights.weeks import WalkedWeek, weeks_walked

__all__ = [
    "QUESTIONS",
    "Change",
    "Effect",
    "Entry",
    "Experiment",
    "Gaps",
    "Insights",
    "Milestone",
    "MilestoneKind",
    "Mixture",
    "PairOutcome",
    "Pattern",
    "Posterior",
    "Question",
    "Taken",
    "TakenWeek",
    "TestResult",
    "Trend",
    "TrendPoint",
    "WalkedWeek",
    "Word",
    "answer",
    "asked",
    "draw",
    "entries_of",
    "fit_effect",
    "gaps_of",
    "insights",
    "milestones_of",
    "patterns",
    "power",
    "progress_sentences",
    "question",
    "randomisation_test",
    "regress",
    "sentences",
    "smallest_size",
    "taken_by_week",
    "taken_of",
    "trend_of",
    "weeks_walked",
]
