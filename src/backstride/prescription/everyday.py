"""More walking in the day: one small suggestion, counted apart from the programme."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from importlib.resources import files
from typing import Literal

from pydantic import TypeAdapter

from backstride.diary import CheckIn, Diary, Flare, NewSymptom
from backstride.prescription.plan import Action, Plan, Response

BARRIERS_HOLD_DAYS = 28
"""How long what got in the way is remembered for a suggestion (judgement)."""


SYMPTOM_QUIET_DAYS = 7
"""Days after something new was noticed without a suggestion (judgement)."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One way to walk a little more.

    Parameters
    ----------
    id : str
    words : str
    barriers : tuple of str
        What it helps with; empty where it suits anybody.
    days : str
        ``any``, or ``free``: only on days without a walk of the programme.
    """

    id: str
    words: str
    barriers: tuple[str, ...]
    days: Literal["any", "free"]


@dataclass(frozen=True, slots=True)
class Suggestions:
    """All suggestions, with how sure we are of them and where that comes from."""

    grade: Literal["E", "R", "J"]
    source: str
    suggestions: tuple[Suggestion, ...]


_SUGGESTIONS: TypeAdapter[Suggestions] = TypeAdapter(Suggestions)


@lru_cache(maxsize=1)
def everyday_suggestions() -> Suggestions:
    """Read the suggestions that Backstride ships."""
    shipped = files("backstride.prescription").joinpath("everyday-walking.toml")
    return _SUGGESTIONS.validate_python(tomllib.loads(shipped.read_text(encoding="utf-8")))


def recent_barriers(diary: Diary, on: date) -> tuple[str, ...]:
    """Return what got in the way, as the person last said it in the last four weeks."""
    told = [
        each.barriers
        for each in diary.of(CheckIn, on - timedelta(days=BARRIERS_HOLD_DAYS), on)
        if each.barriers
    ]
    return told[-1] if told else ()


def everyday_suggestion(plan: Plan, diary: Diary) -> Suggestion | None:
    """Choose the suggestion of a day.

    Parameters
    ----------
    plan : Plan
        Of the day.
    diary : Diary
        The same person's.

    Returns
    -------
    Suggestion or None
        None before the programme has begun, while walking is halted or held by a safety
        answer, while questions are due, in days of illness or absence, on a bad day or the
        day after one, whenever today's walk is a short or an eased one, and while pain is on
        the rise: the last answered walk has not settled, this or yesterday's morning was
        clearly worse than usual, something new was noticed in the last week, or the usual
        pain has gone up for weeks.

    Notes
    -----
    The same suggestion stays for a calendar week, so that it can be tried; then the next
    one that fits takes its place. Those that help with what got in the way go first.
    """
    if plan.started is None or not _calm(plan, diary):
        return None
    walks = plan.today.action is Action.WALK
    fitting = [
        each for each in everyday_suggestions().suggestions if each.days == "any" or not walks
    ]
    named = set(recent_barriers(diary, plan.on))
    helping = [each for each in fitting if named.intersection(each.barriers)]
    chosen = helping or fitting
    return chosen[(plan.on.toordinal() - 1) // 7 % len(chosen)]


def _calm(plan: Plan, diary: Diary) -> bool:
    today = plan.today
    if today.action not in (Action.WALK, Action.REST) or plan.findings or plan.questions_due:
        return False
    if today.short is not None or any(
        reason.rule.startswith(("ease.", "flare.", "gate.", "absence.", "dose.clinician"))
        for reason in today.reasons
    ):
        return False
    if any(reason.rule == "week.worse" for reason in plan.dose.reasons):
        return False
    yesterday = plan.on - timedelta(days=1)
    if diary.of(Flare, yesterday, plan.on):
        return False
    if diary.of(NewSymptom, plan.on - timedelta(days=SYMPTOM_QUIET_DAYS - 1), plan.on):
        return False
    return _settled(plan, diary, yesterday)


def _settled(plan: Plan, diary: Diary, since: date) -> bool:
    """Whether the last answered walk settled, and no morning since then was clearly worse."""
    answered = [walk for walk in plan.walks if walk.response is not None]
    if answered and answered[-1].response is not Response.SETTLED:
        return False
    if not plan.walks or plan.walks[-1].usual is None:
        return True
    worse_from = plan.walks[-1].usual + plan.walks[-1].tolerance
    return all(each.nrs < worse_from for each in diary.mornings(since, plan.on))
