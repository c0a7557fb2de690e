"""What walks are tied to, what got in the way, and more walking in the day, as rows and lines."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse

from backstride.diary import Diary, IfThenPlan
from backstride.prescription import (
    Plan,
    Replan,
    Suggestion,
    everyday_suggestion,
    everyday_suggestions,
    if_then_plans,
    if_then_words,
    replans_for,
)
from backstride.site.presentation import sentences
from backstride.site.presentation.today import Line

CHANGES = {
    "days": ("calendar", "Choose other days or another time", "days"),
    "slower": ("plan", "Grow in half steps", "goal"),
}
"""Icon, words and page of each change of the plan that can be offered."""


@dataclass(frozen=True, slots=True)
class Offer:
    """What may fit better for one obstacle.

    Parameters
    ----------
    title, words : str
    rows : tuple of Line
        Where each change is made; it is the person who makes it.
    """

    title: str
    words: str
    rows: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Everyday:
    """One suggestion for more walking in the day, with how sure we are."""

    words: str
    sure: str
    source: str


def moment_url(barrier: str | None) -> str:
    """Return the page of one plan."""
    page = reverse("if-then")
    return page if barrier is None else f"{page}?{urlencode({'for': barrier})}"


def moments_of(diary: Diary, plan: Plan) -> tuple[str, ...]:
    """Return the plans that hold, each as its sentence."""
    return tuple(if_then_words(each) for each in if_then_plans(diary, plan.on))


def moment_of(diary: Diary, plan: Plan, barrier: str | None) -> IfThenPlan | None:
    """Return the plan that holds for one obstacle, or for every walk."""
    held = (each for each in if_then_plans(diary, plan.on) if each.barrier == barrier)
    return next(held, None)


def other_moments(diary: Diary, plan: Plan, barrier: str | None) -> list[Line]:
    """Return the other plans as rows, to open each."""
    return [
        Line("calendar", if_then_words(each), moment_url(each.barrier))
        for each in if_then_plans(diary, plan.on)
        if each.barrier != barrier
    ]


def offers_of(barriers: tuple[str, ...]) -> tuple[Offer, ...]:
    """Return what may fit better, for each obstacle that was told."""
    return tuple(_offer(name, replan) for name, replan in replans_for(barriers))


def _offer(barrier: str, replan: Replan) -> Offer:
    rows = []
    if replan.change in CHANGES:
        icon, label, page = CHANGES[replan.change]
        rows.append(Line(icon, label, reverse(page)))
    if replan.cue is not None:
        # A moment of every day is the plan for every walk; the others answer their obstacle.
        own = None if barrier == "forgot" else barrier
        words = f"When {replan.cue}, I {replan.then}."
        query = {"cue": replan.cue, "then": replan.then or ""} | ({"for": own} if own else {})
        rows.append(
            Line("note", words, f"{reverse('if-then')}?{urlencode(query)}", "Make it your own plan")
        )
    return Offer(sentences.BARRIERS[barrier], replan.words, tuple(rows))


def everyday_of(plan: Plan, diary: Diary) -> Everyday | None:
    """Return the suggestion of the week; None where today is no day for one."""
    chosen: Suggestion | None = everyday_suggestion(plan, diary)
    if chosen is None:
        return None
    shipped = everyday_suggestions()
    return Everyday(chosen.words, sentences.GRADES_BRIEFLY[shipped.grade], shipped.source)
