"""A back that gets worse little by little holds the dose, and is advised to be looked at."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backstride.diary import WEEKDAYS, AnyEvent, Moment, Pain
from backstride.prescription import (
    Plan,
    Protocol,
    decide,
    default_protocol,
    fold,
    shipped_protocol,
)
from backstride.prescription.usual import worsened
from tests.diary.factories import newcomer
from tests.prescription.walkers import CALM, FIRST_DAY, Day, Life, play, scripts

PROTOCOL = default_protocol()
RULES = PROTOCOL.usual
PROTOCOLS = st.sampled_from([PROTOCOL, shipped_protocol("personal-steps")])
EVERY_DAY = newcomer(FIRST_DAY, weekdays=WEEKDAYS)
DAY = 740_000


def at(level: int) -> Day:
    """A day at that level of pain, which the walk raises by a point."""
    return Day(morning=level, before=level, rise=1, after=level)


def rules(plan: Plan) -> set[str]:
    return {reason.rule for reason in (*plan.today.reasons, *plan.dose.reasons)}


def mondays(life: Life) -> list[tuple[float, set[str]]]:
    return [
        (lived.plan.dose.value, rules(lived.plan))
        for lived in life.days
        if lived.day.weekday() == 0
    ]


def test_a_point_more_every_twelve_days_ends_the_climb() -> None:
    life = play([at(min(9, 4 + number // 12)) for number in range(77)], EVERY_DAY)
    found = mondays(life)
    held = [week for week, (_, told) in enumerate(found) if "week.worse" in told]
    # The median of two weeks is 2 points up in the sixth week.
    assert held
    assert held[0] <= 6
    assert held == list(range(held[0], len(found)))
    assert {dose for dose, _ in found[held[0] :]} == {found[held[0] - 1][0]}
    assert not any(
        opening.state == "done"
        for opening in life.days[-1].plan.openings
        if opening.stage in ("intervals", "hills", "minutes_to_30", "fifth_day")
    )


def test_the_sentence_names_both_levels_and_whom_to_ask() -> None:
    life = play([*[CALM] * 14, *[at(7)] * 15], EVERY_DAY)
    plan = life.days[-1].plan
    worse = next(reason for reason in plan.dose.reasons if reason.rule == "week.worse")
    assert dict(worse.inputs) == {"now": 7.0, "before": 4.0}
    assert "a doctor or a physiotherapist" in PROTOCOL.say(worse)
    assert plan.dose.reasons[0] == worse


def test_nothing_is_promised_for_next_week_while_the_back_is_worse() -> None:
    calm = play([CALM] * 30, EVERY_DAY)
    worse = play([*[CALM] * 14, *[at(7)] * 16], EVERY_DAY)
    assert calm.days[-1].plan.outlook is not None
    assert worse.days[-1].plan.outlook is None


def test_one_bad_week_does_not_hold_for_long() -> None:
    life = play([*[CALM] * 14, *[at(7)] * 6, *[CALM] * 29], EVERY_DAY)
    assert "week.worse" not in mondays(life)[-1][1]
    assert mondays(life)[-1][0] > mondays(life)[3][0]


def series(*levels: int) -> tuple[tuple[int, int], ...]:
    """A week at each level, the last one ending on the morning before ``DAY``."""
    answers = [level for level in levels for _ in range(7)]
    return tuple((DAY - len(answers) + number, nrs) for number, nrs in enumerate(answers))


@pytest.mark.parametrize(
    ("levels", "stated", "worse"),
    [
        ((4, 4), 4, False),
        ((5, 5), 4, False),
        ((6, 6), 4, True),
        ((9, 9), 7, False),  # 2 points, but less than 30 %
        ((10, 10), 8, True),  # 2 points, and no more can be told
        ((10, 10), 9, False),
        ((2, 2), 0, True),
        ((6, 6), None, False),
        ((4, 4, 4, 4, 6, 6), None, True),  # against the weeks that ended four weeks ago
        ((4, 4, 4, 4, 6, 6), 6, True),
        ((6, 6, 4, 4, 6, 6), 6, False),
        ((9, 4), 4, False),  # a bout that is over
        ((4, 9), 4, True),
    ],
)
def test_worse_is_two_points_and_a_third_above_the_start_or_four_weeks_ago(
    levels: tuple[int, ...], stated: int | None, worse: bool
) -> None:
    assert (worsened(series(*levels), DAY, stated, RULES) is not None) is worse


def test_too_few_mornings_tell_nothing() -> None:
    assert worsened(((DAY - 2, 9), (DAY - 1, 9)), DAY, 4, RULES) is None


# The law


def monday_after(life: Life) -> date:
    return life.last_day + timedelta(days=7 - life.last_day.weekday())


def with_mornings(life: Life, since: date, more: int) -> list[AnyEvent]:
    """The diary with every morning from that day on raised by so many points."""
    return [
        event.model_copy(update={"nrs": min(10, event.nrs + more)})
        if isinstance(event, Pain) and event.moment is Moment.MORNING and event.day >= since
        else event
        for event in life.events
    ]


@given(scripts(most_days=50), PROTOCOLS, st.integers(1, 6))
def test_raising_the_mornings_of_the_latest_two_weeks_never_raises_the_dose(
    script: list[Day], protocol: Protocol, more: int
) -> None:
    life = play([*script, *[CALM] * 14], protocol=protocol)
    monday = monday_after(life)
    worse = fold(with_mornings(life, monday - timedelta(days=14), more), protocol)
    usual, raised = decide(life.state, monday), decide(worse, monday)
    assert raised.dose.value <= usual.dose.value
    assert raised.week.walks.value <= usual.week.walks.value
    done = {opening.stage for opening in usual.openings if opening.state == "done"}
    assert {each.stage for each in raised.openings if each.state == "done"} <= done


@given(scripts(most_days=50), PROTOCOLS, st.integers(6, 10))
def test_two_weeks_clearly_above_the_start_let_nothing_grow(
    script: list[Day], protocol: Protocol, level: int
) -> None:
    # Everything else may be as calm as it likes.
    calm = Day(morning=level, before=4, rise=0, after=4)
    life = play([*script, *[calm] * 21], protocol=protocol)
    monday = monday_after(life)
    before = decide(life.state, monday - timedelta(days=1))
    after = decide(life.state, monday)
    assert after.dose.value <= before.dose.value
    assert after.week.walks.value <= before.week.walks.value
    assert [each.state == "done" for each in after.openings] == [
        each.state == "done" for each in before.openings
    ]
