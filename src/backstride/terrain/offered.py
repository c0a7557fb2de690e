"""Which walks are offered together where circles alone are too few: the best, and others apart."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from scipy.sparse import coo_array, csr_array

from .arrays import Flags
from .choice import LEEWAY, MUCH_WORSE, best_group
from .sketch import Idea, Sketch
from .trail import Trail

ALIKE = 0.5
"""Walks that share less than this of the metres of each are different."""

MOST = 90
"""So many walks are laid beside each other at most."""


def offered_together(ideas: Sequence[Idea], count: int) -> list[Sketch]:
    """Return up to `count` walks that are apart.

    Parameters
    ----------
    ideas : sequence of Idea
        In the order in which they would be offered.
    count : int

    Notes
    -----
    First those that cost little more than the best are laid beside each other, and the best of
    them goes first that leaves enough others; then walks that cost more fill up.
    """
    if not ideas:
        return []
    limit = LEEWAY * MUCH_WORSE * ideas[0].cost
    near = [each for each in ideas if each.cost <= limit][:MOST]
    sketches = [each.draw() for each in near]
    cost = np.array([each.cost for each in sketches])
    group = best_group(cost, _apart([each.trail for each in sketches]), count, LEEWAY)
    chosen = [sketches[number] for number in group]
    rest = [each for each in ideas if each.cost > limit]
    for idea in [*near, *rest] if len(chosen) < count else ():
        sketch = idea.draw()
        if all(are_apart(sketch.trail, other.trail) for other in chosen):
            chosen.append(sketch)
        if len(chosen) == count:
            break
    return chosen[:1] + sorted(chosen[1:], key=lambda each: each.cost)


def are_apart(one: Trail, other: Trail) -> bool:
    """Return whether two walks share less than half of the metres of each."""
    return max(_shared_share(one, other), _shared_share(other, one)) < ALIKE


def _shared_share(one: Trail, other: Trail) -> float:
    """Return the share of the metres of a way that lie on edges of another way."""
    common = np.isin(one.edge, other.edge)
    return float(one.piece_m[common].sum()) / max(one.length_m, 1e-9)


def _apart(trails: Sequence[Trail]) -> Flags:
    """Return, for each pair of walks, whether they share less than half of the metres of each."""
    sizes = [len(each.edge) for each in trails]
    edges, column = np.unique(np.concatenate([each.edge for each in trails]), return_inverse=True)
    row = np.repeat(np.arange(len(trails)), sizes)
    metres = np.concatenate([each.piece_m for each in trails])
    shape = (len(trails), len(edges))
    walked = csr_array(coo_array((metres, (row, column)), shape=shape))
    touched = walked.copy()
    touched.data[:] = 1.0
    common = (walked @ touched.T).toarray()
    share = common / np.maximum(walked.sum(axis=1), 1e-9)[:, None]
    return np.asarray(np.maximum(share, share.T) < ALIKE)
