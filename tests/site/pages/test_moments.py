"""What walks are tied to, what may fit better, four weeks, and more walking in the day."""

from __future__ import annotations

from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client

from backstride.diary import CheckIn, IfThenPlan
from backstride.diary import Walk as WalkEvent
from backstride.site import store
from backstride.site.forms.days import BARRIER_CHOICES
from backstride.site.models import Walker
from tests.diary import factories
from tests.site.conftest import NOW
from tests.site.pages.conftest import Tell, send, set_up, text


@pytest.fixture
def walking(tell: Tell) -> None:
    """Five weeks of three walks up to Saturday; today is Thursday, and Tuesday had a walk."""
    weeks = [
        factories.week(monday, tue=10, thu=10, sat=10, pain=4)
        for monday in ("2026-04-13", "2026-04-20", "2026-04-27", "2026-05-04")
    ]
    tell(*set_up("2026-04-13"), *weeks, factories.screened("2026-05-09"))
    tell(factories.walk("2026-05-12", 10, before=4, worst=4, after=4))


@pytest.mark.usefixtures("ready")
def test_a_walk_is_tied_to_a_moment_and_said_where_the_walk_is(
    client: Client, walker: Walker
) -> None:
    sent = send(client, "/plan/when-i-walk/", cue="I have had  breakfast")
    assert sent.headers["Location"] == "/plan/"
    (kept,) = store.diary(walker).of(IfThenPlan)
    assert (kept.cue, kept.then, kept.barrier) == ("I have had breakfast", None, None)
    for page in ("/", "/plan/", "/settings/"):
        assert "When I have had breakfast, I walk." in text(client.get(page)), page


@pytest.mark.usefixtures("ready")
def test_an_obstacle_has_a_plan_of_its_own(client: Client, walker: Walker) -> None:
    send(client, "/plan/when-i-walk/", cue="I get up")
    page = client.get("/plan/when-i-walk/?for=weather")
    assert "When the weather is bad" in text(page)
    form = page.context["form"]
    client.post(
        "/plan/when-i-walk/?for=weather",
        {
            "entry": form["entry"].value(),
            "barrier": form["barrier"].value(),
            "cue": "it rains",
            "then": "walk indoors",
        },
    )
    shown = text(client.get("/plan/"))
    assert "When I get up, I walk." in shown
    assert "When it rains, I walk indoors." in shown
    assert "When it rains" not in text(client.get("/"))
    assert "When it rains" in text(client.get("/plan/when-i-walk/"))


@pytest.mark.usefixtures("ready")
def test_an_empty_first_half_is_asked_for_and_later_takes_the_plan_away(client: Client) -> None:
    page = send(client, "/plan/when-i-walk/", cue=" ")
    assert [error["href"] for error in page.context["errors"]] == ["#cue"]
    send(client, "/plan/when-i-walk/", cue="I get up")
    sent = send(client, "/plan/when-i-walk/", cue="")
    assert sent.headers["Location"] == "/plan/"
    assert "When I get up" not in text(client.get("/plan/"))


@pytest.mark.usefixtures("ready")
def test_an_unknown_obstacle_is_no_obstacle(client: Client) -> None:
    page = client.get("/plan/when-i-walk/?for=moon")
    assert page.context["form"]["barrier"].value() == ""


@pytest.mark.usefixtures("walking")
def test_what_got_in_the_way_leads_to_what_may_fit_better(client: Client, walker: Walker) -> None:
    sent = send(client, "/in-the-way/", barriers=["weather", "days"])
    assert sent.headers["Location"] == "/in-the-way/what-may-fit/"
    before = store.plan(walker, NOW.date())
    page = client.get("/in-the-way/what-may-fit/")
    assert [offer.title for offer in page.context["offers"]] == [
        "The weather",
        "The days do not suit me",
    ]
    rain, days = page.context["offers"]
    assert "/days/" in {row.url for row in days.rows}
    (own,) = rain.rows
    assert parse_qs(urlsplit(own.url).query)["for"] == ["weather"]
    opened = client.get(own.url)
    assert opened.context["form"]["cue"].value() == "it rains"
    assert store.plan(walker, NOW.date()) == before


@pytest.mark.usefixtures("walking")
@pytest.mark.parametrize("barrier", [name for name, _ in BARRIER_CHOICES])
def test_every_answer_has_something_that_may_fit_better(client: Client, barrier: str) -> None:
    send(client, "/in-the-way/", barriers=[barrier])
    page = client.get("/in-the-way/what-may-fit/")
    (offer,) = page.context["offers"]
    assert offer.rows
    for row in offer.rows:
        assert client.get(row.url).status_code == 200


def test_two_walking_days_without_a_walk_ask_what_got_in_the_way_once(
    client: Client, tell: Tell, walker: Walker
) -> None:
    tell(*set_up("2026-05-04"), factories.week("2026-05-04", tue=10, pain=4))
    tell(factories.walk("2026-05-06", 10, before=4, worst=4, after=4))
    shown = text(client.get("/"))
    assert "walking days went by without a walk" in shown
    send(client, "/in-the-way/", barriers=["time"])
    assert "went by without a walk" not in text(client.get("/"))
    assert store.diary(walker).of(CheckIn)


def test_today_asks_one_thing_at_a_time(client: Client, tell: Tell) -> None:
    tell(*set_up("2026-05-04"), factories.walk("2026-05-13", 10))
    (asked,) = client.get("/").context["asks"]
    assert asked.label == "How did your back take the last walk?"
    send(client, asked.url, before="4", worst="4", after="4")
    (asked,) = client.get("/").context["asks"]
    assert asked.label == "How is your back this morning?"
    send(client, "/morning/", feeling="same")
    assert client.get("/").context["asks"] == []


@pytest.mark.usefixtures("walking")
def test_the_plan_looks_back_on_four_weeks_without_any_streak(client: Client) -> None:
    shown = text(client.get("/plan/"))
    assert "In the last four weeks: 11 walks, 3 of 4 weeks with three or more." in shown
    assert "streak" not in shown.casefold()


@pytest.mark.usefixtures("walking")
def test_one_suggestion_for_the_day_stands_on_the_plan_and_none_on_a_bad_day(
    client: Client, tell: Tell
) -> None:
    page = client.get("/plan/")
    assert page.context["everyday"] is not None
    assert text(page).count("More walking in the day") == 1
    assert "More walking in the day" not in text(client.get("/"))
    tell(factories.flare("2026-05-14"))
    assert "More walking in the day" not in text(client.get("/plan/"))


@pytest.mark.usefixtures("walking")
def test_everyday_walking_is_written_down_and_counted_apart(client: Client, walker: Walker) -> None:
    before = store.plan(walker, NOW.date())
    start = NOW - timedelta(minutes=30)
    sent = send(
        client,
        "/walked/",
        minutes="20",
        day=start.date().isoformat(),
        time="07:00",
        kind="easy",
        everyday="on",
        after="4",
    )
    walk = store.diary(walker).of(WalkEvent)[-1]
    assert walk.programme is False
    assert sent.headers["Location"] == f"/walks/{walk.id}/"
    assert "As everyday walking, apart from the plan" in text(client.get(f"/walks/{walk.id}/"))
    after = store.plan(walker, NOW.date())
    assert (after.week, after.today) == (before.week, before.today)
    assert "And one everyday walk, counted apart." in text(client.get("/plan/"))
    send(
        client,
        f"/walks/{walk.id}/correct/",
        minutes="20",
        day=start.date().isoformat(),
        time="07:00",
        kind="easy",
    )
    corrected = store.diary(walker).of(WalkEvent)[-1]
    assert (corrected.id, corrected.programme) == (walk.id, True)
