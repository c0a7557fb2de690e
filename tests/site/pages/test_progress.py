"""Progress: as true for three walks as for three hundred, in drawings, words and tables."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client

from tests.diary import factories
from tests.site.pages.conftest import Tell, set_up, text

MONDAY = date(2026, 5, 11)


def told(tell: Tell, weeks: int, *, fall: float = 0.0) -> None:
    """Walk on three days a week until Sunday; pain falls by so much."""
    first = MONDAY - timedelta(weeks=weeks)
    parts: list[Any] = []
    for number in range(7 * weeks):
        on = first + timedelta(days=number)
        level = round(6 - fall * number / (7 * weeks - 1))
        parts.append(factories.morning(on, level - number % 7 % 2))
        if number % 7 in (0, 2, 4):
            parts.append(factories.walk(on, 12, before=level, worst=level, after=level))
    tell(*set_up(str(first), usual_pain=6), *parts, factories.screened("2026-05-10", at="21:00"))


def drawings(page: Any) -> list[str]:
    """Return the charts of a page that have a name."""
    return re.findall(r'<svg[^>]*class="chart"[^>]*role="img".*?</svg>', text(page), re.DOTALL)


def test_a_fall_is_the_heading_with_its_range(tell: Tell, client: Client) -> None:
    told(tell, 12, fall=4)
    page = client.get("/progress/")
    assert page.context["heading"] == "Less pain than twelve weeks ago, most likely."
    assert "The true change is most likely somewhere between" in page.context["text"]
    assert "a change that matters" in page.context["text"]


def test_a_level_course_claims_nothing(tell: Tell, client: Client) -> None:
    told(tell, 12)
    page = client.get("/progress/")
    assert page.context["heading"] == "No clear change against twelve weeks ago."
    assert "matters" not in page.context["text"]


def test_three_walks_have_their_charts_and_no_trend(tell: Tell, client: Client) -> None:
    told(tell, 1)
    page = client.get("/progress/")
    assert page.context["heading"] == "Three walks so far"
    assert "not known yet" in page.context["text"]
    assert "trend" not in page.context["pain"].keys
    assert "A trend is drawn once six days" in text(page)
    assert page.context["enough_fact"] == "1 of 1 week"
    assert page.context["pain"].table.rows[0].cells[1] == "6"


def test_every_drawing_has_words_and_a_table_with_the_same_numbers(
    tell: Tell, client: Client
) -> None:
    told(tell, 6)
    page = client.get("/progress/")
    shown = drawings(page)
    assert len(shown) == 6
    for each in shown:
        assert "<title" in each
        assert re.search(r"<desc[^>]*>[^<]{20,}", each)
    assert text(page).count("Read as a table") == 3
    minutes = page.context["minutes"]
    assert "Week 2: 36 minutes, planned" in minutes.wide
    week = {row.head: row.cells for row in minutes.table.rows}["Week 2"]
    assert (week[0], week[2], week[3]) == ("36", "3", "0")
    assert len(page.context["pain"].table.rows) == 18
    ids = re.findall(r' id="([^"]+)"', text(page))
    assert len(ids) == len(set(ids))


def test_the_band_goes_on_into_the_week_to_come(tell: Tell, client: Client) -> None:
    told(tell, 3)
    page = client.get("/progress/")
    assert "Week 5, if this one settles: planned" in page.context["minutes"].narrow
    assert ">5</text>" in page.context["minutes"].narrow
    assert len(page.context["minutes"].table.rows) == 4


def test_a_long_diary_shows_eight_weeks_first_and_all_on_request(
    tell: Tell, client: Client
) -> None:
    told(tell, 40)
    page = client.get("/progress/")
    assert len(page.context["minutes"].table.rows) == 8
    assert len(page.context["pain"].table.rows) == 21
    assert page.context["weeks_switch"]["label"] == "All 41 weeks"
    assert len(page.context["walks"]) == 10
    whole = client.get("/progress/?weeks")
    assert len(whole.context["minutes"].table.rows) == 41
    assert "Each mark is four weeks" in text(whole)
    assert len(whole.context["pain"].table.rows) == 10
    assert len(client.get("/progress/?walks").context["walks"]) == 120


def test_from_nine_weeks_on_all_of_them_have_a_mark_each(tell: Tell, client: Client) -> None:
    told(tell, 12)
    whole = client.get("/progress/?weeks")
    assert "Each mark is one week" in text(whole)
    assert len(whole.context["pain"].table.rows) == 12


def test_everyday_walks_are_counted_apart(tell: Tell, client: Client) -> None:
    told(tell, 2)
    tell(*factories.walk("2026-05-10", 7, at="18:00", programme=False))
    page = client.get("/progress/")
    assert [row.minutes for row in page.context["everyday"]] == [7]
    assert 7 not in [row.minutes for row in page.context["walks"]]
    assert page.context["minutes"].table.rows[1].cells[0] == "36"
    assert "Walks in your day are counted apart." in text(page)


def test_bad_days_are_told_and_drawn(tell: Tell, client: Client) -> None:
    told(tell, 6)
    tell(factories.flare("2026-05-06"))
    page = client.get("/progress/")
    assert "You told us of 1 bad day, in week 6." in text(page)
    assert page.context["pain"].narrow.count('class="bad-day"') == 1


def test_hold_and_ease_off_differ_by_shape_and_word(tell: Tell, client: Client) -> None:
    told(tell, 6)
    tell(*factories.walk("2026-05-12", 12, before=4, worst=6, after=5))
    page = client.get("/progress/")
    drawing = page.context["pain"].narrow
    assert "mark--hold" in drawing
    assert ">Hold</text>" in drawing
    assert page.context["pain"].table.rows[0].cells[2:] == ("6", "5", "not told", "Hold")


def test_goal_and_milestones_are_told_in_words(tell: Tell, client: Client) -> None:
    told(tell, 4)
    tell(factories.goal("2026-04-14", words="up to the castle"))
    page = client.get("/progress/")
    assert "Your goal: up to the castle." in text(page)
    assert page.context["milestones"][-1] == {
        "when": "13 April",
        "text": "First walk: 12 minutes",
    }
    assert "Three walks in one week, for the fourth time" in text(page)


@pytest.mark.usefixtures("ready")
def test_before_the_first_walk_it_says_what_will_be_there(client: Client) -> None:
    page = client.get("/progress/")
    assert page.context["heading"] == "Your first walk will appear here"
    assert drawings(page) == []


def test_a_first_week_names_the_band_of_the_week_to_come(tell: Tell, client: Client) -> None:
    tell(*set_up("2026-05-11"), *factories.walk("2026-05-12", 10, before=4, after=4))
    minutes = client.get("/progress/").context["minutes"]
    assert "planned" in minutes.keys
    assert any(note.startswith("The band is what was planned") for note in minutes.notes)
