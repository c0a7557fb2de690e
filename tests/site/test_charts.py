"""The charts: scales that hold their values, marks that differ by shape, bands that end."""

from __future__ import annotations

import re
from typing import Any
from xml.etree import ElementTree

import pytest

from backstride.site.design.axes import MOST_LINES, NARROW, Axes, rounded_up
from backstride.site.design.pain_charts import (
    Level,
    Mark,
    Tick,
    pain_chart,
    scale_top,
    scores_chart,
)
from backstride.site.design.week_charts import Week, minutes_chart, three_walks_chart

TOLD: dict[str, Any] = {
    "width": NARROW,
    "key": "chart",
    "title": "A chart",
    "description": "In words & more",
}
WEEKS = [
    Week(1, 30.0, 3, 24.0, 34.0, running=False),
    Week(2, 0.0, 0, None, None, running=False),
    Week(3, 14.0, 1, 28.0, 40.0, running=True),
]


@pytest.mark.parametrize("most", [0.3, 1, 4, 19, 20, 21, 47, 60, 150, 399, 4000, 12_345])
def test_a_scale_holds_the_most_with_few_lines(most: float) -> None:
    top, step = rounded_up(most)
    assert top >= most
    assert top / step <= MOST_LINES - 1
    assert top / step == round(top / step)


def test_values_stand_between_foot_and_top() -> None:
    axes = Axes(NARROW, 200.0, 0.0, 10.0, 2.0)
    assert axes.y(0) == axes.foot
    assert axes.y(10) < axes.y(5) < axes.y(0)
    assert axes.x(0) < axes.x(1) <= NARROW


def test_the_band_has_a_gap_where_nothing_was_planned() -> None:
    drawn = minutes_chart(WEEKS, **TOLD)
    assert drawn.count('class="band"') == 2
    assert drawn.count("bar bar--running") == 1
    assert ">30</text>" in drawn
    assert "In words &amp; more" in drawn
    ElementTree.fromstring(drawn)


def test_dots_say_done_left_out_and_still_open() -> None:
    drawn = three_walks_chart(WEEKS, **TOLD)
    assert [drawn.count(f"dot--{state}") for state in ("done", "rest", "open")] == [4, 3, 2]


def test_the_scale_of_pain_begins_at_six_and_ends_at_ten() -> None:
    assert scale_top([], []) == 6
    assert scale_top([Mark(0.1, 4, 5, None)], []) == 6
    assert scale_top([Mark(0.1, 4, 6, None)], []) == 8
    assert scale_top([Mark(0.1, 4, 10, None)], [Level(0.1, 9, 8, 10)]) == 10


def test_marks_differ_by_shape() -> None:
    marks = [
        Mark(0.1, 4, 4, 3),
        Mark(0.3, 4, 6, None, response="hold", word="Hold"),
        Mark(0.6, 4, 8, None, response="ease-off", word="Ease off"),
        Mark(0.62, 4, 8, None, response="ease-off", word="Ease off"),
        Mark(0.9, None, None, None),
    ]
    ticks = [Tick(0, 0.5, 1, running=False), Tick(0.5, 1, 2, running=True)]
    drawn = pain_chart(marks, [], ticks, [0.5], **TOLD)
    ElementTree.fromstring(drawn)
    assert len(re.findall(r'<rect[^>]*class="mark mark--hold"', drawn)) == 1
    assert len(re.findall(r'<path[^>]*class="mark mark--ease-off"', drawn)) == 2
    assert drawn.count(">Ease off</text>") == 1
    assert drawn.count('class="morning"') == 1
    assert drawn.count('class="bad-day"') == 1
    assert 'class="trend"' not in drawn


def test_scores_show_where_a_change_would_count() -> None:
    places = [(0.0, 11.0), (1.0, 8.5)]
    told: dict[str, Any] = {"low": 0.0, "high": 24.0, "ends": ("7 April", "5 May"), **TOLD}
    drawn = scores_chart(places, goal=7.7, **told)
    assert 'class="goal"' in drawn
    assert ">8.5</text>" in drawn
    one = scores_chart(places[:1], goal=None, **told)
    assert 'class="goal"' not in one
    assert 'class="trend"' not in one
    for each in (drawn, one):
        ElementTree.fromstring(each)
