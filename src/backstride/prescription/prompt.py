"""The one thing that is asked on a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from backstride.diary import CheckIn, Diary
from backstride.prescription.plan import Action, Plan, Reason

MORNINGS_ASKED = 2
"""Mornings after a walk that the rules look at (evidence section 4)."""

QUIET_DAYS = 7
"""Days after an answer to what got in the way in which it is not asked again (judgement)."""

MORNING = "ask.morning"
"""The morning's question; the others are named by the rule that asks."""

ORDER = (
    "safety.clearance",
    "ask.pain",
    MORNING,
    "ask.flare",
    "ask.long_bout",
    "ask.spikes",
    "ask.barrier",
    "ask.gone_by",
)
"""What is asked first where several things could be (judgement: safety, then how the back took
the last walk and the night, then whether to talk to somebody, then what got in the way)."""

WORTH_A_WORD = ("ask.long_bout", "ask.spikes")
"""What is worth talking to a doctor or a physiotherapist about."""

OBSTACLES = ("ask.barrier", "ask.gone_by")
"""Questions about what got in the way."""


@dataclass(frozen=True, slots=True)
class Prompt:
    """One thing to ask; ``reason`` is None for the morning's question."""

    kind: str
    reason: Reason | None = None


def morning_due(plan: Plan, diary: Diary) -> bool:
    """Whether this morning's answer is open and would be read."""
    if plan.started is None or diary.mornings(plan.on, plan.on):
        return False
    return any(1 <= (plan.on - walk.day).days <= MORNINGS_ASKED for walk in plan.walks)


def prompt_of(plan: Plan, diary: Diary) -> Prompt | None:
    """Choose the one thing that is asked now.

    Parameters
    ----------
    plan : Plan
        Of the day.
    diary : Diary
        The same person's.

    Returns
    -------
    Prompt or None
        Never more than one. What got in the way is asked only where walking is open and
        nothing else is asked, not on a day on which something was told already, and not
        again within a week of an answer.

    Notes
    -----
    At most one prompt a day (judgement, evidence section 12). The questions about the back
    are part of the programme: one that has been answered makes room for the next.
    """
    asked = {reason.rule: reason for reason in plan.ask}
    open_now = {rule for rule in asked if rule in ORDER}
    if morning_due(plan, diary):
        open_now.add(MORNING)
    if plan.today.action not in (Action.WALK, Action.REST):
        open_now -= {*OBSTACLES, *WORTH_A_WORD, "ask.flare"}
    if _kept_free(plan) or _quiet(plan, diary):
        open_now.difference_update(OBSTACLES)
    chosen = next((rule for rule in ORDER if rule in open_now), None)
    return None if chosen is None else Prompt(chosen, asked.get(chosen))


def _kept_free(plan: Plan) -> bool:
    """Whether the day is a bad one, or one of illness or absence."""
    return any(reason.rule.startswith(("flare.", "absence.")) for reason in plan.today.reasons)


def _quiet(plan: Plan, diary: Diary) -> bool:
    """Whether what got in the way was told lately, or today has heard enough."""
    lately = diary.of(CheckIn, plan.on - timedelta(days=QUIET_DAYS - 1), plan.on)
    told = any(each.barriers for each in lately)
    return told or bool(diary.mornings(plan.on, plan.on))
