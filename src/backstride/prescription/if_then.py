"""If-then plans: the moments that a person ties walking to, in their own words."""

from __future__ import annotations

from datetime import date

from backstride.diary import Diary, IfThenPlan

WALKS = "walk"
"""What follows where the person has not said it otherwise."""


def if_then_plans(diary: Diary, on: date) -> tuple[IfThenPlan, ...]:
    """Return the plans that hold on a day: the one for every walk first.

    Notes
    -----
    The latest plan of each obstacle holds; one without a cue takes the earlier one away.
    """
    latest: dict[str | None, IfThenPlan] = {}
    for plan in diary.of(IfThenPlan, until=on):
        latest[plan.barrier] = plan
    held = [plan for plan in latest.values() if (plan.cue or "").strip()]
    return tuple(sorted(held, key=lambda plan: (plan.barrier is not None, plan.at)))


def if_then_words(plan: IfThenPlan) -> str:
    """Return the plan as one sentence: "When it rains, I walk in the arcade."."""
    cue = _bare(plan.cue or "", "when ")
    then = _bare(plan.then or WALKS, "i ")
    return f"When {cue}, I {then}."


def _bare(words: str, leading: str) -> str:
    """Return the words without the one that the sentence adds, and without its full stop."""
    words = " ".join(words.split()).rstrip(" .,!")
    return words[len(leading) :] if words.casefold().startswith(leading) else words
