"""Experiments in a diary: places in the draw, what was really walked, waiting, and the end."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from backstride.diary import AnyEvent, Correction, Diary, Retraction, Walk
from backstride.insights import Stage, draw, experiments, insights, running, sentences
from tests.diary.factories import (
    absent,
    diary,
    events,
    experiment,
    experiment_stop,
    flare,
    morning,
    newcomer,
    retraction,
    screened,
    utc,
    walk,
)

MONDAY = date(2026, 3, 2)
START = MONDAY + timedelta(days=14)
ORDER = draw("ground", pairs=10, walks_per_week=3, seed=1).walks


def day(number: int) -> date:
    return START + timedelta(days=number)


def walked(number: int, *, even: bool | None = True, **facts: Any) -> tuple[AnyEvent, ...]:
    """Return a calm walk and the morning after it."""
    ground = {True: "paved_even", False: "gravel", None: None}[even]
    return events(
        walk(day(number), 10, before=4, worst=4, after=4, ground=ground, **facts),
        morning(day(number + 1), 4),
    )


def lived(*parts: Any) -> Diary:
    """Return a calm fortnight, and what came then."""
    before = [walked(number) for number in range(-14, 0, 2)]
    return diary(newcomer(MONDAY), *before, *parts)


STARTED = experiment(START, seed=1, pairs=10)


def test_walks_take_their_places_in_the_order_that_the_seed_draws() -> None:
    found = running(lived(STARTED, *(walked(n) for n in (0, 2, 4))), on=day(5))
    assert found is not None
    assert [each.drawn for each in found.walks] == list(ORDER[:3])
    assert [each.walk.day for each in found.walks] == [day(0), day(2), day(4)]
    assert found.next_arm is ORDER[3]
    assert found.stage is Stage.RUNNING
    assert [each.morning for each in found.walks] == [4, 4, 4]


def test_a_walk_of_the_other_kind_counts_as_drawn_and_is_told() -> None:
    walks = [walked(n, even=ORDER[n // 2] is not (n == 2)) for n in (0, 2, 4)]
    found = running(lived(STARTED, *walks, walked(6, even=None)), on=day(7))
    assert found is not None
    assert [each.drawn for each in found.walks] == list(ORDER[:4])
    assert (found.otherwise, found.untold) == (1, 1)
    assert [pair.drawn for pair in found.outcomes] == [ORDER[0:2], ORDER[2:4]]
    assert not found.outcomes[0].as_drawn
    assert found.result.pairs == 2


def test_without_a_start_there_is_none_and_walks_before_it_do_not_count() -> None:
    assert running(lived(), on=START) is None
    later = experiment(START, starts=day(3))
    ahead = running(lived(later, walked(0), walked(2)), on=day(2))
    assert ahead is not None
    assert (ahead.stage, ahead.walks) == (Stage.AHEAD, ())
    begun = running(lived(later, walked(0), walked(2), walked(4)), on=day(5))
    assert begun is not None
    assert [each.walk.day for each in begun.walks] == [day(4)]


def test_a_walk_that_was_done_before_the_start_on_the_same_day_takes_no_place() -> None:
    evening = experiment(START, at="20:00")
    found = running(lived(evening, walked(0), walked(2)), on=day(3))
    assert found is not None
    assert [each.walk.day for each in found.walks] == [day(2)]


@pytest.mark.parametrize(
    "held",
    [
        pytest.param([flare(day(2), at="07:00")], id="a bad day"),
        pytest.param([screened(day(2), {"q12": "yes"}, at="07:00")], id="a doctor first"),
    ],
)
def test_it_waits_for_what_was_known_before_the_walk(held: list[AnyEvent]) -> None:
    found = running(lived(STARTED, walked(0), *held, walked(2)), on=day(3))
    assert found is not None
    assert [each.walk.day for each in found.walks] == [day(0)]
    assert found.beside == 1


def test_a_bad_day_that_is_told_after_the_walk_takes_nothing_out_of_the_account() -> None:
    told = lived(STARTED, walked(0), walked(2), flare(day(2), at="18:00"), walked(4))
    found = running(told, on=day(5))
    assert found is not None
    assert [each.walk.day for each in found.walks] == [day(0), day(2)]


def test_after_days_without_walks_it_waits_until_the_length_is_back() -> None:
    away = absent(day(1), "travel", until=day(13), at="07:00")
    found = running(lived(STARTED, walked(0), away, walked(15), walked(40)), on=day(41))
    assert found is not None
    assert [each.walk.day for each in found.walks] == [day(0)]


def test_a_second_walk_on_a_day_and_everyday_walking_take_no_place() -> None:
    second = walk(day(0), 10, at="17:00", ground="gravel")
    everyday = walk(day(1), 30, at="17:00", ground="gravel", programme=False)
    found = running(lived(STARTED, walked(0), second, everyday, walked(2)), on=day(3))
    assert found is not None
    assert [each.walk.day for each in found.walks] == [day(0), day(2)]
    assert found.beside == 1


def test_a_walk_that_is_written_down_later_moves_no_other_from_its_place() -> None:
    def recorded(number: int, late: int) -> list[AnyEvent]:
        known = utc(day(number + late), "21:00")
        return [each.model_copy(update={"recorded_at": known}) for each in walked(number)]

    at_once = [recorded(number, 0) for number in (0, 4, 6)]
    before = running(lived(STARTED, *at_once), on=day(7))
    after = running(lived(STARTED, *at_once, recorded(2, 8)), on=day(11))
    assert before is not None
    assert after is not None
    assert after.walks == before.walks
    assert after.beside == 1
    together = [recorded(number, 8 - number) for number in (0, 2, 4)]
    uploaded = running(lived(STARTED, *together), on=day(9))
    assert uploaded is not None
    assert len(uploaded.walks) == 3


def test_correcting_a_walk_leaves_it_in_its_place() -> None:
    told = lived(STARTED, walked(0, even=True), walked(2))
    first = next(each for each in told.walks(START) if each.day == START)
    better = first.model_copy(update={"ground": "gravel", "recorded_at": utc(day(3), "09:00")})
    assert isinstance(better, Walk)
    mended = told.append(
        Correction(at=utc(day(3), "09:00"), zone=first.zone, corrects=first.id, replacement=better)
    )
    found = running(mended, on=day(3))
    assert found is not None
    assert [each.walk.day for each in found.walks] == [day(0), day(2)]
    assert found.walks[0].done is False


def test_it_can_be_stopped_and_a_new_one_ends_the_one_before() -> None:
    stop = experiment_stop(STARTED, day(3))
    told = lived(STARTED, walked(0), walked(2), stop, walked(4))
    assert running(told, on=day(5)) is None
    (ended,) = experiments(told, on=day(5))
    assert ended.stage is Stage.STOPPED
    assert len(ended.walks) == 2
    assert running(told, on=day(2)) is not None
    other = experiment(day(5), "time_of_day", seed=9)
    first, second = experiments(lived(STARTED, walked(0), other, walked(6)), on=day(7))
    assert (first.stage, second.stage) == (Stage.STOPPED, Stage.RUNNING)
    assert [each.walk.day for each in second.walks] == [day(6)]
    assert second.walks[0].done is True


def test_it_is_complete_when_the_morning_after_the_last_walk_is_over() -> None:
    short = experiment(START, seed=1, pairs=1)
    walks = [walked(0), walk(day(2), 10, before=4, after=4, ground="gravel")]
    told = lived(short, *walks)
    stages = [experiments(told, on=day(n))[0].stage for n in (1, 2, 3, 4)]
    assert stages == [Stage.RUNNING, Stage.LAST_MORNING, Stage.LAST_MORNING, Stage.COMPLETE]
    answered = told.append(morning(day(3), 5))
    assert experiments(answered, on=day(3))[0].stage is Stage.COMPLETE
    assert experiments(told, on=day(4))[0].result.pairs == 0
    more = answered.extend(walked(4))
    assert experiments(more, on=day(5))[0].beside == 0


def test_a_retracted_start_is_no_experiment_and_neither_is_an_unknown_question() -> None:
    told = lived(STARTED, walked(0))
    assert running(told.append(retraction(STARTED, on=day(1))), on=day(1)) is None
    assert isinstance(retraction(STARTED), Retraction)
    assert experiments(lived(experiment(START, "moon")), on=day(1)) == ()
    assert experiments(lived(experiment(START, "load")), on=day(1)) == ()


def test_the_order_in_which_events_arrive_changes_nothing() -> None:
    told = lived(STARTED, *(walked(n) for n in (0, 2, 4)), experiment_stop(STARTED, day(5)))
    assert experiments(Diary(reversed(told.raw)), on=day(6)) == experiments(told, on=day(6))


def ground_walks(of: Diary, on: date) -> tuple[int, bool]:
    """Return how many walks the pattern of the ground stands on, and whether it says it waits."""
    pattern = next(p for p in insights(of, on=on).patterns if p.question.key == "ground")
    count = pattern.effect.count_with + pattern.effect.count_without
    return count, sentences.HELD_BACK in pattern.details


def test_a_running_experiment_is_not_answered_by_the_pattern_of_its_question() -> None:
    told = lived(STARTED, *(walked(n, even=ORDER[n // 2]) for n in range(0, 16, 2)))
    assert ground_walks(told, day(16)) == (7, True)
    others = [p for p in insights(told, on=day(16)).patterns if p.question.key != "ground"]
    assert not any(pattern.held_back for pattern in others)
    stopped = told.extend([experiment_stop(STARTED, day(16))])
    assert ground_walks(stopped, day(17)) == (15, False)
