"""The safety checks: ours keeps every promise, a broken controller is caught."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta

import pytest

from backstride.diary import AnyEvent, Flare, Moment, NewSymptom
from backstride.prescription import Action, Kind, Session, default_protocol
from backstride.simulation import (
    CASES,
    LADDERS,
    Breach,
    History,
    Offer,
    Ours,
    Programme,
    check_day,
    run,
    summary,
)
from backstride.simulation.voice import Pen

MONDAY = date(2024, 1, 8)


@dataclass(frozen=True, slots=True)
class Broken:
    """Ours, with every offer changed on its way to the walker."""

    change: Callable[[Offer, int], Offer]
    name: str = "broken"

    def begin(self) -> Programme:
        return BrokenProgramme(self.change)


class BrokenProgramme:
    def __init__(self, change: Callable[[Offer, int], Offer]) -> None:
        self._inner = Ours().begin()
        self._change = change
        self._first: date | None = None

    def tell(self, event: AnyEvent) -> None:
        self._first = self._first or event.day
        self._inner.tell(event)

    def offer(self, on: date) -> Offer:
        day = (on - self._first).days if self._first else 0
        return self._change(self._inner.offer(on), day)


def longer_every_week(offer: Offer, day: int) -> Offer:
    """Eight minutes more each week, whatever happened."""
    minutes = 10 + 8 * (day // 7)
    session = None if offer.session is None else replace(offer.session, minutes=minutes)
    return replace(offer, full_min=minutes, session=session)


def a_day_more_every_week(offer: Offer, day: int) -> Offer:
    walks = min(7, 3 + day // 7)
    return replace(offer, week_walks=walks, planned_min=lambda: walks * offer.full_min)


def deaf_to_safety(offer: Offer, day: int) -> Offer:
    if offer.action is Action.SEE_CLINICIAN:
        return replace(offer, action=Action.WALK, session=Session(10), halted=False)
    return offer


def always_hilly(offer: Offer, day: int) -> Offer:
    if offer.session is None:
        return offer
    return replace(offer, session=replace(offer.session, kind=Kind.HILLS, rung=None))


def deaf_to_pain(offer: Offer, day: int) -> Offer:
    minutes = 10 + 3 * (day // 7)
    session = None if offer.session is None else Session(minutes)
    return replace(offer, full_min=minutes, session=session)


@pytest.mark.parametrize("controller", ["ours", "personal"])
@pytest.mark.parametrize("case", list(CASES))
def test_ours_keeps_every_promise_on_every_day_of_every_case(case: str, controller: str) -> None:
    found = summary(run(20, 13, controller, case, seed=11))
    assert found.breaches == {breach.value: 0 for breach in Breach}
    if case == "red_flag":
        assert found.halts_obeyed == 1.0


@pytest.mark.parametrize(
    ("change", "case", "breach"),
    [
        (longer_every_week, "mix", Breach.CAP_WALK),
        (longer_every_week, "mix", Breach.CAP_WEEK),
        (a_day_more_every_week, "mix", Breach.CAP_WEEK),
        (deaf_to_safety, "red_flag", Breach.HALT_IGNORED),
        (always_hilly, "fragile", Breach.KIND_AFTER_SPIKE),
        (deaf_to_pain, "fragile", Breach.RISE_AGAINST_HOLD),
    ],
)
def test_a_broken_controller_is_caught(
    change: Callable[[Offer, int], Offer], case: str, breach: Breach
) -> None:
    found = summary(run(15, 10, Broken(change), case, seed=11))
    assert found.breaches[breach.value] > 0


def test_a_schedule_that_asks_nobody_walks_on_through_red_flags() -> None:
    found = summary(run(15, 10, LADDERS["ladder10"], "red_flag", seed=11))
    assert found.halts_obeyed == 0.0
    assert found.breaches[Breach.HALT_IGNORED.value] > 0


# ---------------------------------------------------------------------- the checks themselves
def offer(
    full_min: float = 10, week_min: float = 30, walks: int = 3, kind: Kind = Kind.EASY
) -> Offer:
    return Offer(
        action=Action.WALK,
        session=Session(int(full_min), kind),
        full_min=full_min,
        planned_min=lambda: week_min,
        week_walks=walks,
    )


def history_of_a_week(*, worst: int = 2, walks: int = 3, bad_days: int = 0) -> History:
    """Return the history of the week before ``MONDAY``: so many walks of 10 minutes."""
    history = History(default_protocol())
    pen = Pen("UTC", 0)
    for index in range(7):
        on = MONDAY - timedelta(days=7 - index)
        pen.turn_to(on)
        asked = offer()
        check_day(on, asked, history)
        if index == 0:
            history.begin_week()
        if index >= 7 - bad_days:
            history.note(pen.bad_day(455))
        if index % 2 == 0 and index // 2 < walks:
            walk_id = pen.next_id()
            history.note(pen.asked(1015, Moment.BEFORE, 2, walk_id))
            history.note(pen.walk(1020, walk_id, 10, Session(10), "test"))
            history.note(pen.asked(1031, Moment.DURING, worst, walk_id))
            history.note(pen.asked(1032, Moment.AFTER, 2, walk_id))
        history.close_day(on, asked)
    return history


def test_a_good_week_may_be_followed_by_three_minutes_more() -> None:
    assert check_day(MONDAY, offer(13, 39), history_of_a_week()) == ()


def test_a_walk_may_not_grow_by_six_minutes() -> None:
    assert Breach.CAP_WALK in check_day(MONDAY, offer(16, 39), history_of_a_week())


def test_a_week_may_not_grow_beyond_its_cap() -> None:
    assert check_day(MONDAY, offer(13, 42, 4), history_of_a_week()) == ()
    assert Breach.CAP_WEEK in check_day(MONDAY, offer(13, 43, 4), history_of_a_week())


def test_the_same_plan_again_is_never_beyond_the_cap() -> None:
    assert check_day(MONDAY, offer(10, 30), history_of_a_week(walks=1)) == ()


@pytest.mark.parametrize(
    "history",
    [
        history_of_a_week(worst=7),
        history_of_a_week(worst=5),
        history_of_a_week(walks=2),
        history_of_a_week(bad_days=2),
    ],
    ids=["spike", "amber", "two walks of three", "bad days at the end"],
)
def test_a_rise_after_such_a_week_is_found(history: History) -> None:
    assert check_day(MONDAY, offer(10, 30), history) == ()
    assert Breach.RISE_AGAINST_HOLD in check_day(MONDAY, offer(12, 36), history)


def test_a_rise_in_the_middle_of_a_week_is_found() -> None:
    found = check_day(MONDAY + timedelta(days=2), offer(12, 36), history_of_a_week())
    assert found == (Breach.RISE_AGAINST_HOLD,)


def test_only_two_settled_walks_after_a_spike_open_other_kinds() -> None:
    history = history_of_a_week(worst=7)
    brisk = offer(10, 30, kind=Kind.BRISK)
    pen = Pen("UTC", 1000)
    pen.turn_to(MONDAY)
    for _ in range(2):
        assert check_day(MONDAY, brisk, history) == (Breach.KIND_AFTER_SPIKE,)
        walk_id = pen.next_id()
        for moment in (Moment.BEFORE, Moment.DURING, Moment.AFTER):
            history.note(pen.asked(1030, moment, 2, walk_id))
    assert check_day(MONDAY, brisk, history) == ()


def test_a_red_symptom_stops_walks_before_and_after_its_question_is_answered() -> None:
    history = history_of_a_week()
    pen = Pen("UTC", 1000)
    pen.turn_to(MONDAY)
    asking = Offer(action=Action.SCREEN)
    stopped = Offer(action=Action.SEE_CLINICIAN, halted=True)
    symptom = pen.symptom(460, "calf_pain")
    assert isinstance(symptom, NewSymptom)
    history.note(symptom)
    assert check_day(MONDAY, offer(), history) == (Breach.HALT_IGNORED,)
    assert check_day(MONDAY, asking, history) == ()
    history.note(pen.answers(465, ("q14",), "q14"))
    assert check_day(MONDAY, asking, history) == (Breach.HALT_IGNORED,)
    assert check_day(MONDAY, stopped, history) == ()
    history.note(pen.answers(470, ("q14",), None))
    assert check_day(MONDAY, offer(), history) == ()


def test_a_bad_day_on_monday_belongs_to_the_new_week() -> None:
    history = history_of_a_week()
    pen = Pen("UTC", 1000)
    pen.turn_to(MONDAY)
    tapped = pen.bad_day(455)
    assert isinstance(tapped, Flare)
    history.note(tapped)
    assert check_day(MONDAY, offer(13, 39), history) == ()
