"""What to carry, and how (evidence section 8)."""

from __future__ import annotations

from dataclasses import dataclass

from backstride.diary import Carrying
from backstride.guidance.needs import Need, WalkerNeeds

NOTHING_WEEKS = 2
LIGHT_WEEKS = 6
"""Nothing in the first 2 weeks; the lighter limit up to the end of week 6 (judgement)."""

LIGHT_SHARE = 0.05
FULL_SHARE = 0.10
DISCOURAGED_SHARE = 0.15
"""Shares of body weight (judgement; 15-20 % raises effort and lean, reported)."""

CARRY_NOTHING = frozenset({Need.OSTEOPOROSIS, Need.RECENT_SURGERY, Need.NO_LYING})
"""Thin bones, an operation or a broken bone of late, and a pregnancy (which is what asks for
no lying): nothing is carried, whatever the week (judgement)."""

CHANGE_HANDS_S = 240
HANDS_LEAST_APART_S = 120
"""Swap hands each 2-5 min (judgement)."""


@dataclass(frozen=True, slots=True)
class LoadAdvice:
    """How much to carry in this week of the programme, and how.

    ``most_share`` is a share of body weight and ``most_kg`` the same in kg, None where the
    weight is not known. ``too_much`` says that what is carried now is discouraged.
    """

    most_share: float
    most_kg: float | None
    too_much: bool
    words: str
    because: tuple[str, ...] = ("load",)


def load_advice(
    week: int,
    person: WalkerNeeds,
    *,
    carrying: Carrying = "nothing",
    load_kg: float | None = None,
    eased: bool = False,
) -> LoadAdvice:
    """Return what may be carried in a week of the programme, if something has to be.

    Parameters
    ----------
    week : int
        Week of the programme, from 1.
    person : WalkerNeeds
    carrying : str
        ``nothing``, ``both_shoulders`` or ``one_side``.
    load_kg : float, optional
        What is carried now.
    eased : bool
        Whether today's walk is a short or an eased one: nothing is carried then (judgement).
    """
    best_nothing = eased or not CARRY_NOTHING.isdisjoint(person.needs)
    share = 0.0 if best_nothing else _share(week)
    weight = person.weight_kg
    most_kg = None if weight is None else round(share * weight, 1)
    too_much = load_kg is not None and weight is not None and load_kg > DISCOURAGED_SHARE * weight
    if too_much:
        words = "That is a lot to carry on a walk. Leave part of it at home."
    elif best_nothing:
        words = "Best carry nothing."
    elif share == 0:
        words = "Carry nothing in the first two weeks, if you can."
    elif most_kg is None:
        words = f"If you carry something, up to {share:.0%} of your weight."
    else:
        words = f"If you carry something, up to {most_kg:g} kg."
    if share > 0 or carrying != "nothing":
        how = {"one_side": " Change hands every few minutes."}
        words += how.get(carrying, " Use both straps.")
    return LoadAdvice(share, most_kg, too_much, words)


def _share(week: int) -> float:
    if week <= NOTHING_WEEKS:
        return 0.0
    return LIGHT_SHARE if week <= LIGHT_WEEKS else FULL_SHARE
