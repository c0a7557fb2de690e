"""Insights: what a person's own walks can support, how sure that is, and how to settle it.

``insights(diary, on=day)`` is pure and without randomness: a Bayesian regression of the next
morning's pain with errors that follow one another, summed over a grid. Every sentence about a
finding is in ``sentences``.
"""

from backstride.insights import experiment_sentences, progress_sentences, sentences
from backstride.insights.arms import (
    KINDS,
    USUAL_WALKS,
    Wait,
    as_drawn,
    can_be_drawn,
    can_be_offered,
    seed_of,
    walks_per_week,
)
from backstride.insights.daily import (
    FEWEST_DAYS,
    USUAL_DAYS,
    DailyWalking,
    HealthFile,
    StepPeriod,
    UsualDay,
    all_periods,
    daily_walking,
    newest_days,
    usual_measure,
    usual_steps_a_day,
)
from backstride.insights.drawn_plan import Drawn, drawn_on, under_experiment
from backstride.insights.effect import EFFECT_PRIOR_SD, Effect, Word, answer, fit_effect
from backstride.insights.entries import Entry, entries_of
from backstride.insights.experiment import Experiment, draw, power
from backstride.insights.followed import DrawnWalk, Followed, Stage, experiments, running
from backstride.insights.insight import Insights, Pattern, insights, patterns
from backstride.insights.milestones import Milestone, MilestoneKind, milestones_of
from backstride.insights.missing import Gaps, gaps_of
from backstride.insights.questions import QUESTIONS, Question, asked, most_used, question
from backstride.insights.randomisation import (
    FEWEST_PAIRS,
    PairOutcome,
    TestResult,
    randomisation_test,
    smallest_size,
)
from backstride.insights.regression import Mixture, Posterior, regress
from backstride.insights.taken import Taken, TakenWeek, taken_by_week, taken_of
from backstride.insights.trend import Change, Trend, TrendPoint, trend_of
from backstride.insights.weeks import PLANNED_SHARE, WalkedWeek, weeks_walked

__all__ = [
    "EFFECT_PRIOR_SD",
    "FEWEST_DAYS",
    "FEWEST_PAIRS",
    "KINDS",
    "PLANNED_SHARE",
    "QUESTIONS",
    "USUAL_DAYS",
    "USUAL_WALKS",
    "Change",
    "DailyWalking",
    "Drawn",
    "DrawnWalk",
    "Effect",
    "Entry",
    "Experiment",
    "Followed",
    "Gaps",
    "HealthFile",
    "Insights",
    "Milestone",
    "MilestoneKind",
    "Mixture",
    "PairOutcome",
    "Pattern",
    "Posterior",
    "Question",
    "Stage",
    "StepPeriod",
    "Taken",
    "TakenWeek",
    "TestResult",
    "Trend",
    "TrendPoint",
    "UsualDay",
    "Wait",
    "WalkedWeek",
    "Word",
    "all_periods",
    "answer",
    "as_drawn",
    "asked",
    "can_be_drawn",
    "can_be_offered",
    "daily_walking",
    "draw",
    "drawn_on",
    "entries_of",
    "experiment_sentences",
    "experiments",
    "fit_effect",
    "gaps_of",
    "insights",
    "milestones_of",
    "most_used",
    "newest_days",
    "patterns",
    "power",
    "progress_sentences",
    "question",
    "randomisation_test",
    "regress",
    "running",
    "seed_of",
    "sentences",
    "smallest_size",
    "taken_by_week",
    "taken_of",
    "trend_of",
    "under_experiment",
    "usual_measure",
    "usual_steps_a_day",
    "walks_per_week",
    "weeks_walked",
]
