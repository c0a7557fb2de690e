"""Connections of the home network: how many, for how long, and who has to go."""

from __future__ import annotations

from backstride.site.lan import visits
from backstride.site.lan.visits import Visit, Visits


def many(here: Visits, address: str, count: int, now: float, *, asked: bool) -> list[Visit]:
    came = []
    for _ in range(count):
        comes, _goes = here.let_in(address, now)
        assert comes is not None
        comes.asked = asked
        came.append(comes)
    return came


def test_whoever_has_their_share_makes_room_themselves() -> None:
    here = Visits()
    other, _ = here.let_in("192.168.1.9", 0.0)
    own = many(here, "192.168.1.20", visits.MOST_OF_ONE, 1.0, asked=False)
    comes, goes = here.let_in("192.168.1.20", 1.5)
    assert (goes, comes is not None) == (own[0], True)
    assert len(here) == visits.MOST_OF_ONE + 1
    assert other is not goes


def test_who_is_at_work_stays_and_nobody_else_comes_from_there() -> None:
    here = Visits()
    many(here, "192.168.1.20", visits.MOST_OF_ONE, 0.0, asked=True)
    assert here.let_in("192.168.1.20", visits.IDLE_S / 2) == (None, None)
    comes, goes = here.let_in("192.168.1.21", visits.IDLE_S / 2)
    assert (comes is not None, goes) == (True, None)


def test_when_all_is_full_first_goes_who_asked_for_nothing_then_who_is_silent() -> None:
    here = Visits()
    came = [
        *many(here, "192.168.1.1", 1, 0.0, asked=True),
        *many(here, "192.168.1.2", 1, 1.0, asked=False),
    ]
    for number in range(visits.MOST - 2):
        many(here, f"192.168.1.{3 + number // 4}", 1, 2.0 + number, asked=True)
    late = visits.MOST + visits.IDLE_S
    gone = [here.let_in(f"192.168.2.{number}", late)[1] for number in range(2)]
    assert gone == came[::-1]
    assert len(here) == visits.MOST


def test_it_is_over_for_who_asks_nothing_in_time_or_is_silent_for_long() -> None:
    here = Visits()
    (silent,) = many(here, "192.168.1.20", 1, 0.0, asked=False)
    (working,) = many(here, "192.168.1.20", 1, 0.0, asked=True)
    assert here.overdue(visits.FIRST_S - 0.1) == ()
    assert here.overdue(visits.FIRST_S) == (silent,)
    here.over(silent)
    assert here.overdue(visits.SILENCE_S) == (working,)
    working.last = 1.0
    assert here.overdue(visits.SILENCE_S) == ()
