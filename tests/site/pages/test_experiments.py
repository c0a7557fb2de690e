"""Experiments on the pages: offered, started, asked for, followed, stopped, answered."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from backstride.diary import ExperimentStart, ExperimentStop
from backstride.insights import draw, question
from backstride.site import store
from backstride.site.models import Walker
from tests.diary import factories
from tests.site.conftest import NOW
from tests.site.pages.conftest import Tell, send, set_up, text

TODAY = NOW.date()
OFFER = "/progress/patterns/ground/experiment/"
GROUND = question("ground")


@pytest.fixture
def walking(tell: Tell) -> None:
    """Four weeks of three walks up to Tuesday; today is Thursday, and asks for a walk."""
    weeks = [
        factories.week(monday, tue=10, thu=10, sat=10, pain=4, ground="paved_even")
        for monday in ("2026-04-13", "2026-04-20", "2026-04-27", "2026-05-04")
    ]
    tell(*set_up("2026-04-13"), *weeks, factories.screened("2026-05-09"))
    tell(factories.walk("2026-05-12", 10, before=4, worst=4, after=4, ground="paved_even"))
    tell(factories.mornings("2026-05-11", 4, 4, 4, 4))


def begun(tell: Tell, *, pairs: int = 7, seed: int = 3, walks: int = 0) -> ExperimentStart:
    """Start an experiment six weeks back, and walk as it says on so many days."""
    first = TODAY - timedelta(days=42)
    started = factories.experiment(first, seed=seed, pairs=pairs)
    told: list[Any] = [*set_up(str(first - timedelta(days=1))), started]
    arms = draw("ground", pairs=pairs, walks_per_week=3, seed=seed).walks
    for number in range(42):
        on = first + timedelta(days=number)
        told.append(factories.morning(on, 4))
        if number % 14 == 13:
            told.append(factories.screened(on, at="06:30"))
        if number % 2 == 0 and number // 2 < walks:
            ground = "paved_even" if arms[number // 2 % len(arms)] else "gravel"
            told.append(factories.walk(on, 10, before=4, worst=4, after=4, ground=ground))
    tell(*told)
    return started


@pytest.mark.usefixtures("walking")
def test_patterns_offers_an_experiment_for_each_question_that_can_be_one(client: Client) -> None:
    page = client.get("/progress/patterns/")
    assert set(page.context["band"].offers) == {"ground", "time_of_day"}
    assert "Try an experiment" in text(page)
    for url in page.context["band"].offers.values():
        assert client.get(url).status_code == 200


@pytest.mark.usefixtures("walking")
def test_beforehand_it_says_how_long_it_takes_and_what_it_could_tell(client: Client) -> None:
    said = text(client.get(OFFER))
    assert "40 walks in 20 pairs" in said
    assert "At your own 2.8 walks a week that is about 15 weeks." in said
    assert "If one kind makes a difference of 1 point" in said
    assert "You can stop at any time" in said


@pytest.mark.usefixtures("walking")
def test_starting_it_draws_the_order_and_today_and_plan_say_the_arm(
    client: Client, walker: Walker
) -> None:
    before = store.plan(walker, TODAY)
    sent = send(client, OFFER, pairs="7", starts="next")
    (kept,) = store.diary(walker).of(ExperimentStart)
    assert sent.headers["Location"] == f"/progress/experiments/{kept.id}/"
    assert (kept.question, kept.pairs, kept.starts) == ("ground", 7, None)
    assert store.plan(walker, TODAY) == before
    first = draw("ground", pairs=7, walks_per_week=3, seed=kept.seed).walks[0]
    assert f"Experiment: today {GROUND.arm(first)}" in text(client.get("/"))
    plan = text(client.get("/plan/"))
    assert f"Thursday 14 May: {GROUND.arm(first)}" in plan
    assert plan.count("14 May: ") == 1
    assert "0 of 14 walks done." in text(client.get(sent.headers["Location"]))
    band = client.get("/progress/patterns/").context["band"]
    assert band.url == sent.headers["Location"]
    assert band.offers == {}


@pytest.mark.usefixtures("walking")
def test_sending_the_form_twice_starts_one_and_another_question_has_to_wait(
    client: Client, walker: Walker
) -> None:
    page = client.get(OFFER)
    told = {"entry": str(page.context["form"]["entry"].value()), "pairs": "7", "starts": "next"}
    first, second = client.post(OFFER, told), client.post(OFFER, told)
    assert first.headers["Location"] == second.headers["Location"]
    assert len(store.diary(walker).of(ExperimentStart)) == 1
    other = client.get("/progress/patterns/time_of_day/experiment/")
    assert other.headers["Location"] == first.headers["Location"]


@pytest.mark.usefixtures("walking")
def test_it_can_start_on_monday(client: Client, walker: Walker) -> None:
    send(client, OFFER, pairs="10", starts="monday")
    (kept,) = store.diary(walker).of(ExperimentStart)
    assert str(kept.starts) == "2026-05-18"
    assert "It starts on 18 May." in text(client.get(f"/progress/experiments/{kept.id}/"))
    assert "Experiment: today" not in text(client.get("/"))


@pytest.mark.usefixtures("walking")
def test_a_form_without_answers_says_what_to_choose(client: Client, walker: Walker) -> None:
    page = send(client, OFFER)
    assert [each["href"] for each in page.context["errors"]] == ["#pairs", "#starts"]
    assert not store.diary(walker).of(ExperimentStart)


@pytest.mark.usefixtures("walking")
def test_what_cannot_be_drawn_is_not_offered(client: Client) -> None:
    assert client.get("/progress/patterns/load/experiment/").status_code == 404
    assert client.get("/progress/patterns/moon/experiment/").status_code == 404
    assert (
        client.get("/progress/patterns/hills/experiment/")
        .headers["Location"]
        .endswith("/progress/patterns/")
    )


@pytest.mark.usefixtures("walking")
def test_it_can_be_stopped_at_any_time(client: Client, walker: Walker) -> None:
    url = send(client, OFFER, pairs="7", starts="next").headers["Location"]
    stopped = send(client, url)
    assert stopped.headers["Location"] == url
    (stop,) = store.diary(walker).of(ExperimentStop)
    assert str(stop.experiment_id) in url
    page = text(client.get(url))
    assert "You stopped after 0 of 14 walks." in page
    assert "Too few pairs for an answer" in page
    assert "Experiment: today" not in text(client.get("/"))
    assert set(client.get("/progress/patterns/").context["band"].offers)
    send(client, url)
    assert len(store.diary(walker).of(ExperimentStop)) == 1


def test_a_bad_day_makes_it_wait_and_says_so(client: Client, tell: Tell) -> None:
    started = begun(tell, pairs=20, walks=4)
    tell(factories.flare(TODAY, at="07:00"), factories.screened(TODAY, at="07:10"))
    page = client.get(f"/progress/experiments/{started.id}/")
    assert page.context["waits"]
    assert "Experiment: today" not in text(client.get("/"))


def test_before_the_end_no_morning_is_shown(client: Client, tell: Tell) -> None:
    started = begun(tell, pairs=20, walks=6)
    page = client.get(f"/progress/experiments/{started.id}/")
    assert page.context["answer"] is None
    assert "out of 10" not in "".join(
        f"{each.first}{each.second}" for each in page.context["pairs"]
    )
    assert "The answer comes at the end." in text(page)


def test_the_end_shows_the_test_beside_the_model(client: Client, tell: Tell) -> None:
    started = begun(tell, pairs=7, walks=14)
    page = client.get(f"/progress/experiments/{started.id}/")
    assert "7 complete pairs; both walks were as drawn in 7 of them." in text(page)
    assert "Mornings after both kinds were alike." in text(page)
    assert "The model beside the test" in text(page)
    assert 'role="img"' in text(page)
    assert "next morning 4 out of 10" in text(page)
    assert "does not show that there is none" in text(page)
    assert client.get("/progress/patterns/").context["band"].earlier


def test_nobody_sees_the_experiment_of_somebody_else(client: Client, tell: Tell) -> None:
    tell(*set_up())
    other = factories.experiment("2026-05-14")
    assert client.get(f"/progress/experiments/{other.id}/").status_code == 404


def test_before_the_set_up_it_leads_there(client: Client) -> None:
    assert client.get(OFFER).status_code == 302
    other = factories.experiment("2026-05-14")
    assert client.get(f"/progress/experiments/{other.id}/").status_code == 302


@pytest.mark.usefixtures("walking")
def test_the_check_before_a_walk_has_the_drawn_ground_filled_in(
    client: Client, tell: Tell, walker: Walker
) -> None:
    for seed, arm in _seeds().items():
        started = factories.experiment("2026-05-14", seed=seed, at=f"06:1{seed}")
        tell(started)
        form = client.get("/walk/before/").context["form"]
        assert form["ground"].value() == ("paved_even" if arm else "grass_or_path")
        tell(factories.retraction(started))


def _seeds() -> dict[int, bool]:
    """Return a seed for each arm of the first walk."""
    first = {
        seed: draw("ground", pairs=20, walks_per_week=3, seed=seed).walks[0] for seed in range(8)
    }
    return {
        next(seed for seed, arm in first.items() if arm is wanted): wanted
        for wanted in (True, False)
    }
