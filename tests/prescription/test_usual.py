"""The yardstick: usual pain and tolerance from the person's own mornings."""

from __future__ import annotations

from statistics import median

from hypothesis import given
from hypothesis import strategies as st

from backstride.prescription import default_protocol, yardstick

RULES = default_protocol().usual
DAY = 740_000


def mornings(*answers: int) -> tuple[tuple[int, int], ...]:
    """Answers of the mornings up to the day before, the latest last."""
    first = DAY - len(answers)
    return tuple((first + number, nrs) for number, nrs in enumerate(answers))


def test_usual_is_the_median_of_the_mornings_of_fourteen_days() -> None:
    assert yardstick(mornings(9, 9, 9, *[2, 3, 4, 5, 6] * 2, 4, 4, 4, 4), DAY, 0, RULES).usual == 4


def test_older_mornings_do_not_count_for_usual() -> None:
    assert yardstick(mornings(*[9] * 14, *[3] * 14), DAY, None, RULES).usual == 3


def test_with_fewer_than_three_mornings_the_stated_pain_is_usual() -> None:
    assert yardstick(mornings(7, 7), DAY, 4, RULES).usual == 4
    assert yardstick(mornings(7, 7), DAY, None, RULES).usual is None
    assert yardstick(mornings(7, 7, 7), DAY, 4, RULES).usual == 7


def test_the_morning_of_the_day_itself_is_left_out() -> None:
    before = mornings(3, 3, 3)
    assert yardstick((*before, (DAY, 10), (DAY + 1, 10)), DAY, 4, RULES).usual == 3


def test_tolerance_is_two_with_fewer_than_eight_mornings() -> None:
    assert yardstick(mornings(0, 10, 0, 10, 0, 10, 0), DAY, 4, RULES).tolerance == 2


def test_tolerance_grows_with_the_persons_own_spread() -> None:
    assert yardstick(mornings(*[4] * 10), DAY, 4, RULES).tolerance == 2
    # Median absolute deviation 1: 1.5 x 1.48 = 2.22, rounded up.
    assert yardstick(mornings(*[3, 5] * 5), DAY, 4, RULES).tolerance == 3
    # Median absolute deviation 2: 4.44, rounded up.
    assert yardstick(mornings(*[2, 6] * 5), DAY, 4, RULES).tolerance == 5


@given(st.lists(st.integers(0, 10), min_size=3, max_size=14))
def test_usual_agrees_with_the_standard_median(answers: list[int]) -> None:
    assert yardstick(mornings(*answers), DAY, None, RULES).usual == median(answers)
