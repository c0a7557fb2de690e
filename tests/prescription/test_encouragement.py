"""Behaviour: four weeks that roll, one prompt a day, if-then plans, and more walking in the day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from backstride.diary import AnyEvent, Diary
from backstride.prescription import (
    Plan,
    default_protocol,
    everyday_suggestion,
    everyday_suggestions,
    four_weeks,
    if_then_plans,
    if_then_words,
    prescribe,
    prompt_of,
    replanning,
    replans_for,
)
from tests.diary.factories import (
    absent,
    check_in,
    diary,
    events,
    flare,
    if_then,
    limit,
    morning,
    newcomer,
    screened,
    walk,
)
from tests.prescription.walkers import CALM, FIRST_DAY, play

START = newcomer(FIRST_DAY, weekdays=("mon", "wed", "fri"))
CALM_FORTNIGHT = play([CALM] * 14, START).events
"""Six walks in two weeks, the last on the second Friday."""

BARRIERS = ("pain", "time", "weather", "tired", "company", "days", "forgot", "other")


def day(number: int) -> date:
    return FIRST_DAY + timedelta(days=number)


def on_day(number: int, *parts: object) -> tuple[Plan, Diary]:
    told = events(*parts)  # type: ignore[arg-type]  # nested parts
    return prescribe(told, on=day(number)), diary(told)


def asked(number: int, *parts: object) -> str | None:
    prompt = prompt_of(*on_day(number, *parts))
    return None if prompt is None else prompt.kind


# Four weeks


def test_four_weeks_count_walks_and_the_weeks_with_three_walking_days() -> None:
    life = play([*[CALM] * 14, *[CALM._replace(effort=0.0)] * 7, *[CALM] * 14], START)
    counted = four_weeks(diary(life.events), day(34), FIRST_DAY)
    assert counted is not None
    assert counted.first == day(7)
    assert len(counted.week_days) == 4
    assert counted.walks == sum(each.walked_min > 0 for each in life.days[7:])
    assert counted.full_weeks == 3
    assert counted.week_days[1] == 0


def test_a_gap_rolls_out_of_sight_and_resets_nothing() -> None:
    gap = [CALM._replace(effort=0.0)] * 7
    life = play([*[CALM] * 7, *gap, *[CALM] * 28], START)
    told = diary(life.events)
    before, after = four_weeks(told, day(40), FIRST_DAY), four_weeks(told, day(41), FIRST_DAY)
    assert before is not None
    assert after is not None
    assert after.full_weeks == 4
    assert before.walks > 0


def test_two_walks_on_a_day_are_two_walks_and_one_walking_day() -> None:
    told = diary(START, walk(day(0), 6, at="08:00"), walk(day(0), 6, at="17:00"))
    counted = four_weeks(told, day(6), FIRST_DAY)
    assert counted is not None
    assert (counted.walks, counted.week_days) == (2, (1,))


def test_walks_under_five_minutes_and_everyday_walks_are_no_walks_of_the_programme() -> None:
    told = diary(START, walk(day(0), 4), walk(day(1), 30, programme=False), walk(day(2), 5))
    counted = four_weeks(told, day(2), FIRST_DAY)
    assert counted is not None
    assert (counted.walks, counted.everyday_walks) == (1, 1)


def test_before_the_programme_there_is_nothing_to_count() -> None:
    assert four_weeks(diary(START), day(3), None) is None
    assert four_weeks(diary(START), day(3), day(4)) is None


# Walking days gone by


def asks_of(number: int, *parts: object) -> set[str]:
    return {reason.rule for reason in on_day(number, *parts)[0].ask}


def test_one_walking_day_gone_by_asks_nothing_and_two_ask_what_got_in_the_way() -> None:
    assert "ask.gone_by" not in asks_of(16, CALM_FORTNIGHT)  # Monday went by
    assert "ask.gone_by" in asks_of(17, CALM_FORTNIGHT)  # and Wednesday
    plan, _ = on_day(17, CALM_FORTNIGHT)
    (reason,) = (each for each in plan.ask if each.rule == "ask.gone_by")
    assert "last 2 walking days" in default_protocol().say(reason)


@pytest.mark.parametrize(
    "kept_free",
    [absent(day(14), until=day(16)), (flare(day(14)), screened(day(14), at="10:00"))],
)
def test_days_of_illness_and_bad_days_are_no_days_gone_by(kept_free: object) -> None:
    assert "ask.gone_by" not in asks_of(17, CALM_FORTNIGHT, kept_free)


def test_a_week_that_has_all_its_walks_has_no_more_days_to_go_by() -> None:
    early = [walk(day(14 + number), 12, before=4, worst=4, after=4) for number in range(3)]
    assert "ask.gone_by" not in asks_of(20, CALM_FORTNIGHT, early)


def test_a_walk_ends_the_count() -> None:
    late = walk(day(17), 12, before=4, worst=4, after=4)
    assert "ask.gone_by" not in asks_of(18, CALM_FORTNIGHT, late)


# One prompt


def test_there_is_one_prompt_and_how_the_back_took_the_walk_comes_before_what_got_in_the_way() -> (
    None
):
    open_walk = walk(day(14), 12)
    answered = walk(day(14), 12, before=4, worst=4, after=4)
    assert asked(15, CALM_FORTNIGHT, open_walk) == "ask.pain"
    assert asked(15, CALM_FORTNIGHT, answered) == "ask.morning"
    assert asked(15, CALM_FORTNIGHT, answered, morning(day(15), 4)) is None


def test_what_got_in_the_way_is_asked_and_an_answer_is_heard_for_a_week() -> None:
    assert asked(17, CALM_FORTNIGHT) == "ask.gone_by"
    told = check_in(day(17), barriers=("weather",))
    assert asked(17, CALM_FORTNIGHT, told) is None
    assert asked(20, CALM_FORTNIGHT, told) is None
    assert asked(24, CALM_FORTNIGHT, told) == "ask.gone_by"


def test_a_day_on_which_something_was_told_is_not_asked_for_more() -> None:
    assert asked(17, CALM_FORTNIGHT, morning(day(17), 4)) is None


def test_a_check_in_without_obstacles_is_no_answer_to_what_got_in_the_way() -> None:
    assert asked(17, CALM_FORTNIGHT, check_in(day(16), sleep=6)) == "ask.gone_by"


def test_nobody_is_asked_what_got_in_the_way_while_walking_is_stopped() -> None:
    stopped = screened(day(14), {"q07": "yes"})
    assert asked(19, CALM_FORTNIGHT, stopped) not in ("ask.gone_by", "ask.barrier")
    ill = absent(day(17), until=day(20))
    assert "ask.gone_by" in asks_of(18, CALM_FORTNIGHT, ill)
    assert asked(18, CALM_FORTNIGHT, ill) is None


# If-then plans


def test_the_latest_plan_of_each_obstacle_holds_and_one_without_a_cue_takes_it_away() -> None:
    told = diary(
        if_then(day(0), "I get up"),
        if_then(day(1), "it rains", "walk indoors", barrier="weather"),
        if_then(day(2), "I have had breakfast"),
        if_then(day(3), None, barrier="weather"),
    )
    words = [if_then_words(each) for each in if_then_plans(told, day(2))]
    assert words == ["When I have had breakfast, I walk.", "When it rains, I walk indoors."]
    assert len(if_then_plans(told, day(3))) == 1
    assert if_then_plans(told, day(-1)) == ()


@pytest.mark.parametrize(
    ("cue", "then", "words"),
    [
        ("When the kettle is on", "I walk round the garden.", "walk round the garden"),
        ("the kettle is on,", "walk round  the garden", "walk round the garden"),
    ],
)
def test_the_sentence_says_when_and_i_once(cue: str, then: str, words: str) -> None:
    said = if_then_words(if_then(day(0), cue, then))
    assert said == f"When the kettle is on, I {words}."


# Planning anew


def test_every_obstacle_that_can_be_told_has_something_that_may_fit_better() -> None:
    assert set(replanning().barriers) == set(BARRIERS)
    assert [name for name, _ in replans_for(["weather", "moon", "time", "weather"])] == [
        "weather",
        "time",
    ]


def test_what_is_offered_reads_as_a_sentence() -> None:
    for each in replanning().barriers.values():
        assert each.words.endswith(".")
        assert (each.cue is None) == (each.then is None)
        assert not (each.cue or "").endswith(".")


# More walking in the day


def suggested(number: int, *parts: object) -> str | None:
    found = everyday_suggestion(*on_day(number, *parts))
    return None if found is None else found.id


def test_a_suggestion_stays_for_its_week_and_then_another_takes_its_place() -> None:
    rest_days = [suggested(number, CALM_FORTNIGHT, check_in(day(9), barriers=("time",)))
                 for number in (15, 17, 19, 20)]  # fmt: skip
    assert len(set(rest_days)) == 1
    life = play([CALM] * 28, START).events
    ids = {suggested(number, life, check_in(day(9), barriers=("time",))) for number in (8, 15, 22)}
    assert len(ids) > 1


@pytest.mark.parametrize("barrier", ["time", "weather", "company", "forgot", "tired"])
def test_a_suggestion_helps_with_what_got_in_the_way(barrier: str) -> None:
    plan, told = on_day(15, CALM_FORTNIGHT, check_in(day(14), barriers=(barrier,)))
    found = everyday_suggestion(plan, told)
    assert found is not None
    assert barrier in found.barriers


def test_what_got_in_the_way_long_ago_is_forgotten() -> None:
    life = play([CALM] * 70, START).events
    lately = suggested(69, life)
    assert suggested(69, life, check_in(day(2), barriers=("company",))) == lately


@pytest.mark.parametrize(
    "unfit",
    [
        (flare(day(15)), screened(day(15), at="10:00")),
        (flare(day(14)), screened(day(14), at="10:00")),
        (screened(day(15), {"q07": "yes"}),),
        (screened(day(15), {"q11": "yes"}),),
        (absent(day(15), until=day(20)),),
        (limit(day(15), max_walks_per_week=0),),
    ],
    ids=["bad day", "day after", "halted", "held", "ill", "clinician"],
)
def test_there_is_none_on_a_bad_day_and_none_while_walking_waits(
    unfit: tuple[AnyEvent, ...],
) -> None:
    assert suggested(15, CALM_FORTNIGHT) is not None
    assert suggested(15, CALM_FORTNIGHT, unfit) is None


def test_there_is_none_before_the_programme_and_none_on_the_way_back() -> None:
    assert suggested(0, START) is None
    spike = walk(day(14), 12, before=3, worst=8, after=6)
    assert suggested(16, CALM_FORTNIGHT, spike, screened(day(14), at="20:00")) is None


def test_each_suggestion_says_what_it_helps_with_by_the_names_of_a_check_in() -> None:
    shipped = everyday_suggestions()
    assert shipped.grade == "J"
    assert "10.1001" in shipped.source
    ids = [each.id for each in shipped.suggestions]
    assert len(ids) == len(set(ids))
    for each in shipped.suggestions:
        assert set(each.barriers) <= set(BARRIERS)
        assert each.words.endswith(".")
    anybody = [each for each in shipped.suggestions if each.days == "any"]
    assert anybody
