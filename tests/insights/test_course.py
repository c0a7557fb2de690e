"""The course of pain on diaries whose truth is known; the benchmark has more of them."""

from __future__ import annotations

from datetime import timedelta

import pytest
from benchmarks.insights_course import ROWS, Row, measured

from backstride.insights import Change, sentences, trend_of
from tests.diary.factories import diary, morning, newcomer
from tests.insights.diaries import FIRST, coin_diary

DIARIES = 60
BY_NAME = {row.name: row for row in ROWS}


@pytest.mark.parametrize("name", ["no change", "no change, begun on a bad day"])
def test_a_change_that_is_not_there_is_seldom_claimed(name: str) -> None:
    seen = measured(BY_NAME[name], DIARIES)
    assert seen.less + seen.more <= 0.10
    assert seen.perhaps_less <= 0.20
    assert seen.matters <= 0.05


def test_a_fall_of_two_points_is_found_and_its_range_holds_it() -> None:
    seen = measured(BY_NAME["2 points less"], DIARIES)
    assert seen.less + seen.perhaps_less >= 0.5
    assert seen.perhaps_more + seen.more <= 0.03
    assert seen.change >= 0.8


def test_nine_in_ten_bands_hold_the_level() -> None:
    assert 0.8 <= measured(Row("no change", seed=9), DIARIES).band <= 0.97


def test_a_small_change_never_counts_as_one_that_matters() -> None:
    days = [FIRST + timedelta(days=n) for n in range(120)]
    told = diary(newcomer(FIRST), [morning(on, 2 if n < 60 else 1) for n, on in enumerate(days)])
    change = trend_of(told, days[-1]).change
    assert change is not None
    assert change.start < 2.5
    assert change.chance_matters < 0.5


def test_the_words_about_a_change_go_by_its_chance() -> None:
    found = trend_of(coin_diary(84, drop=3), FIRST + timedelta(days=83))
    assert isinstance(found.change, Change)
    assert found.change.chance_less > 0.95
    assert found.change.chance_more < 0.05
    assert sentences.headline(found) == "Less pain than twelve weeks ago, most likely."


def test_an_old_diary_says_nothing_about_now() -> None:
    told, last = coin_diary(84, drop=3), FIRST + timedelta(days=83)
    later = trend_of(told, last + timedelta(days=22))
    assert later.change is None
    assert later.points
    assert sentences.headline(later) == "How your back is now: not known."
    assert "about three weeks ago" in sentences.headline_text(later)
    assert trend_of(told, last + timedelta(days=14)).change is not None
