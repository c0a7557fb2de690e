"""Which days hold a walk, and where a walk goes that was not taken."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from backstride.prescription.schedule import remaining_days, walking_days

MON, TUE, WED, THU, FRI, SAT, SUN = range(7)
ALL = tuple(range(7))


def test_three_walks_have_rest_days_between() -> None:
    days = walking_days(ALL, 3)
    assert days == (MON, WED, FRI)


def test_a_walk_that_was_not_taken_moves_to_the_next_free_day() -> None:
    assert remaining_days((MON, WED, FRI), ALL, (), 3, TUE) == (TUE, WED, FRI)
    assert remaining_days((MON, WED, FRI), ALL, (MON,), 3, THU) == (THU, FRI)
    assert remaining_days((MON, WED, FRI), ALL, (MON, WED), 3, SAT) == (SAT,)
    assert remaining_days((MON, WED, FRI, SUN), ALL, (MON, WED), 4, SAT) == (SAT, SUN)


def test_no_walk_moves_where_it_would_make_three_days_in_a_row() -> None:
    assert remaining_days((MON, TUE, THU, SAT), ALL, (MON, TUE), 4, WED) == (THU, SAT)
    assert remaining_days((MON, WED, FRI), (MON, TUE, WED, THU, FRI), (TUE, WED), 3, THU) == (FRI,)


def test_nothing_moves_to_a_day_the_person_did_not_name() -> None:
    assert remaining_days((MON, WED, FRI), (MON, WED, FRI), (), 3, TUE) == (WED, FRI)


def test_a_week_whose_walks_are_done_asks_for_no_more() -> None:
    assert remaining_days((MON, WED, FRI), ALL, (MON, TUE, WED), 3, THU) == ()


@given(
    available=st.sets(st.integers(0, 6), min_size=1).map(lambda days: tuple(sorted(days))),
    walks=st.integers(1, 6),
    walked=st.sets(st.integers(0, 6)).map(lambda days: tuple(sorted(days))),
    today=st.integers(0, 6),
)
def test_a_week_never_holds_more_than_was_planned(
    available: tuple[int, ...], walks: int, walked: tuple[int, ...], today: int
) -> None:
    scheduled = walking_days(available, walks)
    walked = tuple(day for day in walked if day <= today)
    left = remaining_days(scheduled, available, walked, len(scheduled), today)
    assert len(left) + len(walked) <= max(len(scheduled), len(walked))
    assert all(day >= today and day in available and day not in walked for day in left)
    assert list(left) == sorted(set(left))
