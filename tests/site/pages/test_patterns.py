"""The page of patterns: for three walks and for many, with words for every drawing."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from tests.diary import factories
from tests.site.pages.conftest import Tell, set_up, text


def told(tell: Tell, weeks: int) -> None:
    """Walk on three days a week, with worse mornings after gravel."""
    first = datetime.fromisoformat("2026-05-11").date() - timedelta(weeks=weeks)
    parts: list[Any] = []
    for number in range(7 * weeks):
        on = first + timedelta(days=number)
        walk_day, gravel = number % 7 in (0, 2, 4), number % 4 == 0
        yesterday = (number - 1) % 7 in (0, 2, 4) and (number - 1) % 4 == 0
        parts.append(factories.morning(on, 7 if yesterday else 4 + number % 2))
        if walk_day:
            ground = "gravel" if gravel else "paved_even"
            parts.append(factories.walk(on, 10, before=4, worst=4, after=4, ground=ground))
    tell(*set_up(str(first)), *parts, factories.screened("2026-05-10", at="21:00"))


def test_many_walks_give_a_finding_with_its_range_and_counts(tell: Tell, client: Client) -> None:
    told(tell, 20)
    page = client.get("/progress/patterns/")
    ground = page.context["patterns"][0]
    assert ground.word == "Strong sign"
    assert ground.blocks == (True, True, True)
    assert "went together with mornings about" in text(page)
    assert ground.best.endswith("better")
    html = page.content.decode()
    assert html.count('role="img"') >= 6
    assert f"{ground.count_with} and {ground.count_without}" in text(page)
    assert f"<strong>{ground.stressed}</strong>" in html
    assert f"<dt>Chance of more than 0.3 points</dt><dd>{ground.chances}</dd>" in html
    assert page.context["report_url"] in html


def test_three_walks_say_what_is_not_known_and_what_it_takes(tell: Tell, client: Client) -> None:
    told(tell, 1)
    page = client.get("/progress/patterns/")
    assert {each.word for each in page.context["patterns"]} == {"Not known yet"}
    assert all("range__unknown" in each.drawing for each in page.context["patterns"])
    assert "These are patterns, not proof." in text(page)


def test_below_fourteen_walks_nothing_is_drawn(tell: Tell, client: Client) -> None:
    told(tell, 3)
    tell(*factories.walk("2026-05-11", 10, before=4, ground="gravel", at="11:00"))
    shown = {each.key: each for each in client.get("/progress/patterns/").context["patterns"]}
    assert {each.word for each in shown.values()} == {"Not known yet"}
    assert "range__unknown" in shown["ground"].drawing


def test_from_fourteen_walks_on_the_range_is_drawn_and_told(tell: Tell, client: Client) -> None:
    told(tell, 5)
    shown = {each.key: each for each in client.get("/progress/patterns/").context["patterns"]}
    ground = shown["ground"]
    assert ground.count_with + ground.count_without >= 14
    assert "range__wide" in ground.drawing
    assert ground.best != "not known yet"
    assert any(each.startswith("Could be anything from") for each in ground.details)
    assert "range__unknown" in shown["load"].drawing


def test_missing_bad_days_are_named_on_both_pages(tell: Tell, client: Client) -> None:
    first = datetime.fromisoformat("2026-03-16").date()
    parts: list[Any] = [factories.walk("2026-05-12", 10, before=4)]
    for number in range(56):
        on = first + timedelta(days=number)
        bad, after = number % 7 == 3, number % 7 == 4
        parts += [factories.flare(on)] if bad else []
        parts += [] if after else [factories.morning(on, 4)]
    tell(*set_up(str(first)), *parts, factories.screened("2026-05-10", at="21:00"))
    for url in ("/progress/", "/progress/patterns/"):
        assert "missing more often" in text(client.get(url)), url


@pytest.mark.usefixtures("ready")
def test_it_opens_before_the_first_walk(client: Client) -> None:
    page = text(client.get("/progress/patterns/"))
    assert "After each walk we ask how your back is the next morning." in page
    assert "From no walks" not in page
