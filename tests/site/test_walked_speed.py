"""The walker's own speed, from which the length of a loop follows."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from backstride.diary import Walk
from backstride.site.presentation.routes import speed_of
from backstride.terrain import DEFAULT_SPEED_MPS
from tests.diary import factories as make

MPS = 1.2


def guided(number: int, **facts: Any) -> Walk:
    """Return a walk of 14 minutes between five each of warm-up and cool-down."""
    return make.walk(f"2026-05-{10 + number}", 14, warm_up_min=5, cool_down_min=5, **facts)[0]


@pytest.mark.parametrize(
    ("ended", "facts"),
    [
        (True, {"distance_m": MPS * 24 * 60}),
        (False, {"distance_m": MPS * 24 * 60}),
        (True, {"distance_m": MPS * 20 * 60, "moving_min": 20}),
    ],
    ids=["by its end", "by its parts", "by the time in motion"],
)
def test_the_way_of_a_guided_walk_is_that_of_all_its_parts(
    ended: bool, facts: dict[str, float]
) -> None:
    walks = [guided(number, **facts) for number in range(5)]
    ends = [walk.at + timedelta(minutes=24) if ended else None for walk in walks]
    told = [
        walk.model_copy(update={"ended_at": end}) for walk, end in zip(walks, ends, strict=True)
    ]
    assert speed_of(make.diary(told)) == pytest.approx(MPS)


def test_without_a_distance_it_is_the_usual_one() -> None:
    assert speed_of(make.diary([guided(0)])) == DEFAULT_SPEED_MPS
