"""The next morning in numbers and words."""

from __future__ import annotations

from dataclasses import dataclass

from backstride.diary import Diary
from backstride.prescription import Judged, Plan
from backstride.site.design import minutes, plain_number, weekday
from backstride.site.presentation.ahead import first_session

LITTLE_NRS = 1
"""What "a little worse" adds: one point, within everyday ups and downs (evidence section 4)."""

TOP_NRS = 10

UNUSUAL_NRS = 2
"""A walk that began this far from the usual pain is no yardstick: a change that matters (evidence
section 4). The words "the same" or "worse" would then stand for a number that nobody meant."""


@dataclass(frozen=True, slots=True)
class Compared:
    """What this morning is compared with.

    Parameters
    ----------
    nrs : int or None
        Pain before the walk, or the usual pain; None where neither is known.
    tolerance : int
        Rise from which a morning counts as clearly worse (T of evidence section 4).
    words : str
    """

    nrs: int | None
    tolerance: int
    words: str


def compared_with(plan: Plan, diary: Diary) -> Compared:
    """Return what this morning is compared with: before the latest walk, else the usual."""
    earlier = [walk for walk in plan.walks if walk.day < plan.on]
    walk: Judged | None = earlier[-1] if earlier and (plan.on - earlier[-1].day).days <= 2 else None
    tolerance = 2 if walk is None else walk.tolerance
    usual = diary.profile.usual_pain if walk is None or walk.usual is None else walk.usual
    if walk is not None and walk.before is not None:
        which = (
            "yesterday’s walk" if (plan.on - walk.day).days == 1 else f"{weekday(walk.day)}’s walk"
        )
        if usual is not None and abs(walk.before - usual) >= UNUSUAL_NRS:
            return Compared(
                None,
                tolerance,
                f"You said {walk.before} out of 10 before {which}, and your usual is about "
                f"{plain_number(usual)}. Choose the number that fits this morning.",
            )
        return Compared(
            walk.before,
            tolerance,
            f"Compared with before {which}, when you said {walk.before} out of 10. "
            "One tap and you are done.",
        )
    if usual is None:
        return Compared(None, tolerance, "Choose the number that fits.")
    return Compared(
        round(usual),
        tolerance,
        f"Compared with a usual day, about {plain_number(usual)} out of 10. "
        "One tap and you are done.",
    )


def numbers_of(compared: Compared) -> dict[str, int]:
    """Return the number that each answer is written down as.

    "About the same" is the number it is compared with, "a little worse" one point more,
    "clearly worse" as many more as count against this person's own ups and downs. What is better
    is told as a number: how much better nobody can know from a word.
    """
    if compared.nrs is None:
        return {}
    return {
        "same": compared.nrs,
        "little": min(TOP_NRS, compared.nrs + LITTLE_NRS),
        "clearly": min(TOP_NRS, compared.nrs + max(compared.tolerance, LITTLE_NRS + 1)),
    }


UNCHANGED = {
    "little": "That changes nothing.",
    "clearly": "One such morning changes nothing yet.",
}
"""Said of a worse morning that leads to the same walks as a calm one."""


def outcome_words(plan: Plan, calm: Plan) -> str:
    """Return what a plan means for the walks ahead, if the days until then are calm.

    Parameters
    ----------
    plan : Plan
        As it would be with the answer.
    calm : Plan
        That of next Monday after calm days.
    """
    coming = plan.today.session
    if coming is None and plan.next_walk is not None:
        coming = plan.next_walk.session
    later = first_session(calm)
    if plan.questions_due:
        return "A few safety questions come first."
    if coming is None or later is None:
        return ""
    full = int(plan.dose.value)
    if coming.minutes < full:
        return f"The next walk is {minutes(coming.minutes)}."
    if int(calm.dose.value) > full:
        return f"On course for {minutes(calm.dose.value)}."
    return f"We stay at {minutes(full)}."
