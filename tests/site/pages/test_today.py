"""Today, in every state it can be in."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.test import Client

from backstride.site import clock
from tests.diary import factories
from tests.site.conftest import NOW
from tests.site.pages.conftest import Tell, send, set_up, text


@pytest.mark.usefixtures("ready")
def test_it_shows_the_walk_its_path_and_why(client: Client) -> None:
    page = client.get("/")
    shown = text(page)
    assert page.context["state"] == "walk"
    assert "A 10-minute easy walk" in shown
    assert "Why 10 minutes?" in shown
    assert 'href="/why/"' in shown
    assert 'href="/walk/before/"' in shown
    minutes = [part["minutes"] for part in page.context["legend"]]
    assert minutes[1] == 10
    assert f"{sum(minutes):g} min in all" in shown


@pytest.mark.usefixtures("ready")
def test_it_has_one_filled_button(client: Client) -> None:
    shown = text(client.get("/"))
    filled = [tag for tag in shown.split("<")[1:] if 'class="button' in tag and "second" not in tag]
    assert len([tag for tag in filled if tag.startswith(("a ", "button "))]) == 1


def test_a_day_without_a_walk_says_when_the_next_one_is(client: Client, tell: Tell) -> None:
    tell(*set_up(), *factories.walk("2026-05-12", 10, before=4, worst=4, after=4))
    with clock.standing_at(NOW - timedelta(days=1)):
        page = client.get("/")
        assert page.context["state"] == "rest"
        assert "Your next walk is tomorrow: 10 minutes, easy." in text(page)
        assert "Walk today after all" in text(page)


def test_a_walk_that_is_done_is_said_to_be_done(client: Client, tell: Tell) -> None:
    tell(*set_up(), *factories.walk("2026-05-14", 12, before=4, worst=4, after=3, at="08:00"))
    page = client.get("/")
    assert page.context["state"] == "done"
    assert "12 minutes done today" in text(page)
    assert "Your back took this walk well" in text(page)
    assert "Start" not in text(page)


def test_a_bad_day_offers_a_little_or_rest(client: Client, tell: Tell) -> None:
    tell(
        *set_up(),
        *factories.walk("2026-05-12", 10, before=4, worst=4, after=4),
        factories.flare("2026-05-14", at="07:00"),
        factories.screened("2026-05-14", at="07:10"),
    )
    page = client.get("/")
    assert page.context["state"] == "short"
    assert "A short walk, or rest" in text(page)
    assert page.context["start"]["label"] == "Walk 5 minutes"
    assert "To rest, just close this page." in text(page)


def test_questions_come_before_the_walk(client: Client, tell: Tell) -> None:
    tell(
        *set_up(),
        *factories.walk("2026-05-12", 10, before=4),
        factories.flare("2026-05-14", at="07:00"),
    )
    page = client.get("/")
    assert page.context["state"] == "questions"
    assert 'href="/questions/"' in text(page)
    assert "/walk/before/" not in text(page)
    assert client.get("/walk/before/").headers["Location"] == "/"


def test_a_doctor_comes_before_the_walk(client: Client, tell: Tell) -> None:
    tell(*set_up(), factories.screened("2026-05-14", {"q14": "yes"}, at="07:00"))
    page = client.get("/")
    assert page.context["state"] == "halted"
    assert "Please speak to a doctor today" in text(page)
    assert "/walk/before/" not in text(page)


def test_the_morning_is_asked_after_a_walk_and_only_once(client: Client, tell: Tell) -> None:
    tell(*set_up(), *factories.walk("2026-05-12", 10, before=4, worst=4, after=4))
    assert "How is your back this morning?" in text(client.get("/"))
    send(client, "/morning/", feeling="same")
    assert "How is your back this morning?" not in text(client.get("/"))


def test_the_morning_is_not_asked_long_after_a_walk(client: Client, tell: Tell) -> None:
    tell(*set_up("2026-05-04"), *factories.walk("2026-05-09", 10, before=4, worst=4, after=4))
    assert "How is your back this morning?" not in text(client.get("/"))


def test_a_walk_without_answers_asks_for_them(client: Client, tell: Tell) -> None:
    walk, *_ = factories.walk("2026-05-13", 10)
    tell(*set_up(), walk)
    assert f"/walks/{walk.id}/pain/" in text(client.get("/"))


def test_the_week_shows_what_is_done_and_what_is_to_come(client: Client, tell: Tell) -> None:
    tell(*set_up(), *factories.walk("2026-05-12", 10, before=4, worst=4, after=4))
    page = client.get("/")
    words = [day["word"] for day in page.context["week"]]
    assert words == ["", "done", "", "today", "", "planned", ""]
    assert page.context["week_fact"] == "1 of 3 walks done"


def test_invented_entries_are_marked(client: Client, ready: None, settings: object) -> None:
    settings.INVENTED = True  # type: ignore[attr-defined]  # Django's settings
    assert "These entries are invented." in text(client.get("/"))


def test_entries_of_later_days_change_nothing_today(client: Client, tell: Tell) -> None:
    tell(*set_up(), *factories.walk("2026-05-16", 40, before=2, worst=9, after=9))
    assert "A 10-minute easy walk" in text(client.get("/"))


def test_an_entry_that_arrives_late_counts_where_it_belongs(client: Client, tell: Tell) -> None:
    tell(*set_up(), *factories.walk("2026-05-14", 10, before=4, worst=4, after=4, at="08:00"))
    tell(*factories.walk("2026-05-12", 10, before=4, worst=4, after=4))
    page = client.get("/")
    assert page.context["week_fact"] == "2 of 3 walks done"
    assert page.context["week"][1]["word"] == "done"


def test_the_page_answers_for_the_walkers_own_date(client: Client, tell: Tell) -> None:
    tell(*set_up())
    late = NOW.replace(hour=22, minute=30)
    with clock.standing_at(late):
        assert client.get("/").context["day_words"] == "Friday 15 May"
    assert late.date() == date(2026, 5, 14)
