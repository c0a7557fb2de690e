"""The parts of a recorded walk say what kind of walk it was, or they say nothing."""

from __future__ import annotations

from itertools import pairwise

import pytest

from backstride.walks import Part, PartKind, kind_of

K = PartKind


def parts(*told: tuple[PartKind, float]) -> tuple[Part, ...]:
    """Return parts of so many seconds, one after the other."""
    at = [0.0]
    for _, seconds in told:
        at.append(at[-1] + seconds)
    return tuple(
        Part(kind, start, end, None)
        for (kind, _), (start, end) in zip(told, pairwise(at), strict=True)
    )


def train(count: int) -> list[tuple[PartKind, float]]:
    return [(K.WARM_UP, 300.0), *[(K.REPEAT, 30.0), (K.EASY, 30.0)] * count, (K.COOL_DOWN, 300.0)]


def test_a_train_of_repeats_is_intervals_from_three_on() -> None:
    assert kind_of(parts(*train(3))) == "intervals"
    assert kind_of(parts(*train(2))) is None


def test_brisk_minutes_make_a_brisk_walk_and_a_hurry_does_not() -> None:
    assert kind_of(parts((K.STEADY, 1200), (K.BRISK, 300), (K.STEADY, 600))) == "brisk"
    assert kind_of(parts((K.STEADY, 300), (K.BRISK, 120))) == "brisk"
    assert kind_of(parts((K.STEADY, 1200), (K.BRISK, 60), (K.STEADY, 600))) is None


def test_slopes_count_where_they_were_measured() -> None:
    hill = parts((K.STEADY, 900), (K.HIKE, 300))
    assert kind_of(hill) == "hills"
    guessed = tuple(
        Part(each.kind, each.start_s, each.end_s, None, is_sure=each.kind is not K.HIKE)
        for each in hill
    )
    assert kind_of(guessed) is None


def test_pauses_are_no_part_of_the_walk() -> None:
    assert kind_of(parts((K.STEADY, 300), (K.PAUSE, 9000), (K.BRISK, 120))) == "brisk"


@pytest.mark.parametrize("told", [(), ((K.PAUSE, 60.0),), ((K.STEADY, 1800.0),)])
def test_one_pace_names_no_kind(told: tuple[tuple[PartKind, float], ...]) -> None:
    assert kind_of(parts(*told)) is None
