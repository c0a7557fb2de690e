"""From a diary to answers: gates, sides, gaps, weeks and the course of pain."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from backstride.diary import Diary, Walk
from backstride.insights import (
    QUESTIONS,
    Pattern,
    Word,
    asked,
    entries_of,
    gaps_of,
    insights,
    patterns,
    question,
    trend_of,
    weeks_walked,
)
from tests.diary.factories import diary, event_id, morning, newcomer, shoes, walk
from tests.insights.diaries import FIRST, coin_diary, quiet_diary


def pattern(of: Diary, days: int, key: str) -> Pattern:
    found = patterns(of, FIRST + timedelta(days=days))
    return next(each for each in found if each.question.key == key)


def test_an_empty_diary_knows_nothing_and_says_so() -> None:
    found = insights(Diary(), on=FIRST)
    assert found.headline == "How your back does over time: not known yet."
    assert found.weeks == ()
    assert {each.effect.word for each in found.patterns} == {Word.UNKNOWN}
    assert all(each.finding.startswith("Not known yet. About") for each in found.patterns)


def test_three_walks_say_how_many_more_are_needed() -> None:
    found = pattern(coin_diary(4), 4, "ground")
    assert found.effect.count_with + found.effect.count_without == 3
    assert found.effect.best is None
    assert 8 <= found.effect.more_walks <= 20
    assert str(found.effect.more_walks) in found.finding


def test_before_28_days_no_direction_is_told_however_large() -> None:
    found = pattern(coin_diary(26, effect=4), 26, "ground")
    assert found.effect.word is Word.UNKNOWN
    assert found.effect.best is not None


def test_before_42_days_nothing_is_likely() -> None:
    assert pattern(coin_diary(40, effect=4), 40, "ground").effect.word is Word.CANNOT_TELL
    assert pattern(coin_diary(60, effect=4), 60, "ground").effect.word is Word.STRONG


def test_a_kind_walked_fewer_than_six_times_gets_no_direction() -> None:
    kinds = ["gravel"] * 55 + ["paved_even"] * 5
    days = [FIRST + timedelta(days=n) for n in range(61)]
    told = diary(
        newcomer(FIRST),
        [morning(on, 4) for on in days],
        [walk(on, before=4, ground=kind) for on, kind in zip(days, kinds, strict=False)],
    )
    assert pattern(told, 61, "ground").effect.word is Word.UNKNOWN


def test_what_comes_after_the_day_does_not_count() -> None:
    whole, part = coin_diary(80), coin_diary(50)
    on = FIRST + timedelta(days=49)
    assert insights(whole, on=on) == insights(part, on=on)


def test_the_longest_walk_of_a_day_stands_for_it() -> None:
    told = diary(
        walk(FIRST, 10, before=3, at="08:00"),
        walk(FIRST, 20, before=5, at="15:00"),
        morning(FIRST + timedelta(days=1), 4),
    )
    (entry,) = entries_of(told, FIRST + timedelta(days=1))
    assert (entry.walk.minutes, entry.before, entry.morning) == (20, 5, 4)


def test_everyday_walks_and_walks_without_a_next_morning_are_left_out() -> None:
    told = diary(
        walk(FIRST, 10, before=3, programme=False),
        morning(FIRST + timedelta(days=1), 4),
        walk(FIRST + timedelta(days=1), 10, before=3),
    )
    assert entries_of(told, FIRST + timedelta(days=5)) == ()


def test_at_most_six_questions_are_asked_and_answers_do_not_choose_them() -> None:
    calm, sore = coin_diary(60), coin_diary(60, effect=4)
    on = FIRST + timedelta(days=60)
    chosen = asked(entries_of(calm, on))
    assert len(chosen) == 6
    assert chosen == asked(entries_of(sore, on))
    assert len(QUESTIONS) > 6


def test_the_most_used_pair_is_compared_with_the_others() -> None:
    old, new = shoes(FIRST, "old"), shoes(FIRST, "new")
    days = [FIRST + timedelta(days=n) for n in range(9)]
    told = diary(
        old,
        new,
        [morning(on, 4) for on in days],
        [
            walk(on, before=4, shoes_id=(new if n in (2, 5) else old).shoes_id)
            for n, on in enumerate(days)
        ],
    )
    effect = pattern(told, 9, "shoes").effect
    assert (effect.count_with, effect.count_without) == (6, 2)


def test_an_unknown_question_lists_the_known_ones() -> None:
    with pytest.raises(KeyError, match="ground, pace"):
        question("moon")


def test_mornings_missing_after_bad_days_are_named_as_a_risk() -> None:
    on = FIRST + timedelta(days=60)
    assert gaps_of(quiet_diary(8, answered_after_bad=False), on).risk
    assert not gaps_of(quiet_diary(8, answered_after_bad=True), on).risk
    assert "missing more often" in insights(quiet_diary(8, False), on=on).notes[0]


def test_a_fall_of_three_points_is_told_with_its_range() -> None:
    found = trend_of(coin_diary(84, drop=3), FIRST + timedelta(days=83))
    assert found.change is not None
    assert found.change.low <= -2.2 <= found.change.high < 0
    assert found.change.chance_less > 0.99
    assert all(p.low <= p.level <= p.high for p in found.points)


def test_without_a_change_none_is_claimed() -> None:
    told = insights(coin_diary(84), on=FIRST + timedelta(days=83))
    assert told.headline == "No clear change against 12 weeks ago.".replace("12", "twelve")


def test_a_bad_first_week_that_passes_is_not_sold_as_progress() -> None:
    days = [FIRST + timedelta(days=n) for n in range(70)]
    levels = [7, 7, 6, 6, 5, 5, 4] + [4, 3, 4, 5, 4, 3, 4, 5, 4] * 7
    told = diary(newcomer(FIRST), [morning(d, n) for d, n in zip(days, levels, strict=True)])
    change = trend_of(told, days[-1]).change
    assert change is not None
    assert change.chance_matters < 0.5
    assert change.passing > 1


def test_weeks_hold_minutes_walks_and_the_planned_corridor() -> None:
    weeks = weeks_walked(coin_diary(17), FIRST + timedelta(days=16))
    assert [(week.number, week.walks, week.minutes) for week in weeks] == [
        (1, 5, 75.0),
        (2, 5, 75.0),
        (3, 3, 45.0),
    ]
    assert [week.running for week in weeks] == [False, False, True]
    assert weeks[1].planned_low_min is not None
    assert weeks[1].planned_high_min is not None
    assert weeks[1].planned_low_min == pytest.approx(0.7 * weeks[1].planned_high_min)


def test_a_recording_of_years_ago_begins_no_programme() -> None:
    old = walk("2017-06-11", 60)
    new = newcomer("2026-05-11"), walk("2026-05-12", 10)
    weeks = weeks_walked(diary(old, *new), date(2026, 5, 20))
    assert [(week.number, week.minutes) for week in weeks] == [(1, 10), (2, 0)]


def test_a_first_walk_across_the_date_line_is_in_its_own_week() -> None:
    # Monday in Auckland comes before Sunday in Honolulu.
    monday = Walk(
        id=event_id("monday"),
        at=datetime(2026, 1, 5, 0, 30, tzinfo=ZoneInfo("Pacific/Auckland")),
        zone="Pacific/Auckland",
        minutes=10,
    )
    sunday = Walk(
        id=event_id("sunday"),
        at=datetime(2026, 1, 4, 2, 30, tzinfo=ZoneInfo("Pacific/Honolulu")),
        zone="Pacific/Honolulu",
        minutes=12,
    )
    assert monday.at < sunday.at
    weeks = weeks_walked(diary([monday, sunday]), date(2026, 1, 6))
    assert [week.minutes for week in weeks] == [12, 10]
