"""Chances that are told against what was so, and the words where there is nothing to find.

Part of ``python -m benchmarks.insights_calibration``, which prints the tables.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from backstride.insights import EFFECT_PRIOR_SD, Effect, Word, answer
from benchmarks.insights_diaries import Floats, Walks, World, diary, varied

Table = list[tuple[float, float, int]]


def ours(walks: Walks) -> Effect:
    """Answer with the model."""
    return answer(walks.days, walks.morning, walks.before, walks.same_morning, walks.exposed)


@dataclass
class Reliability:
    """Chances against what was so: stated chance, share that was so, and of how many.

    ``stated`` is the chance that is told, ``if_any`` the one that the words go by; ``words``
    is the stated chance of the diaries that were given each word.
    """

    stated: Table
    if_any: Table
    words: dict[Word, tuple[float, float, int]]

    @property
    def gap(self) -> float:
        """Return the largest gap between the stated chance and what was so."""
        return max(abs(said - so) for said, so, _ in self.stated)


def reliability(diaries: int, seed: int, sd: float = EFFECT_PRIOR_SD) -> Reliability:
    """Return what became of the chances; half of the effects are zero, the others of spread `sd`.

    Each chance is that of a difference above 0.3 points, in the likelier direction.
    """
    effects: list[Effect] = []
    truths: list[float] = []
    for number in range(diaries):
        rng = np.random.default_rng([seed, number])
        truth = 0.0 if rng.random() < 0.5 else float(rng.normal(0, sd))
        kind = "latent" if rng.random() < 0.5 else "plain"
        found = ours(diary(replace(varied(World(kind=kind), rng), effect=truth), rng))
        if found.best is not None:
            effects.append(found)
            truths.append(truth)
    stated = [_likelier(each.chance_worse, each.chance_better) for each in effects]
    if_any = [_likelier(each.if_any_worse, each.if_any_better) for each in effects]
    so = [
        truth > 0.3 if up else truth < -0.3 for truth, (_, up) in zip(truths, stated, strict=True)
    ]
    chances, outcomes = np.array([chance for chance, _ in stated]), np.array(so)
    given = np.array([each.word.value for each in effects])
    words = {
        word: _held(chances, outcomes, given == word.value)
        for word in (Word.LIKELY, Word.STRONG)
        if (given == word.value).any()
    }
    return Reliability(
        _binned(chances, outcomes), _binned(np.array([c for c, _ in if_any]), outcomes), words
    )


def _likelier(worse: float | None, better: float | None) -> tuple[float, bool]:
    """Return the larger chance, and whether it is that of a worse morning."""
    assert worse is not None
    assert better is not None
    return max(worse, better), worse >= better


def _binned(chances: Floats, outcomes: npt.NDArray[np.bool_]) -> Table:
    edges = [0, 0.2, 0.4, 0.6, 0.8, 0.95, 1.0001]
    bins = [(chances >= low) & (chances < high) for low, high in pairwise(edges)]
    return [_held(chances, outcomes, held) for held in bins if held.any()]


def _held(
    chances: Floats, outcomes: npt.NDArray[np.bool_], which: npt.NDArray[np.bool_]
) -> tuple[float, float, int]:
    return float(chances[which].mean()), float(outcomes[which].mean()), int(which.sum())


def words_without(diaries: int, seed: int) -> dict[Word, float]:
    """Return how often each word is given where there is no difference, both worlds together."""
    given = []
    for number in range(diaries):
        rng = np.random.default_rng([seed, number])
        kind = "latent" if number % 2 else "plain"
        given.append(ours(diary(varied(World(kind=kind), rng), rng)).word)
    return {word: given.count(word) / diaries for word in Word}
