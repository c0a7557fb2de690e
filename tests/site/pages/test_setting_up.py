"""The first page and the short set-up."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.utils.html import escape

from backstride.diary import Availability, BaselineWalk, Profile
from backstride.screening import QUESTIONS, STOP_SIGNS
from backstride.site import clock, store
from backstride.site.models import Walker
from tests.diary import factories
from tests.site.conftest import NOW
from tests.site.pages.conftest import Tell, entry_of, send, set_up, text

ABOUT = {
    "track": "current_pain",
    "usual_pain": "4",
    "birth_year": "1965",
    "zone": "Europe/Berlin",
    "region": "DE",
}


@pytest.fixture
def screened(tell: Tell) -> None:
    """All safety questions answered with "no"."""
    tell(factories.screened("2026-05-14"))


def test_the_first_page_says_how_many_questions_there_are(client: Client) -> None:
    page = client.get("/", follow=True)
    assert f"Begin with {len(QUESTIONS)} questions" in page.content.decode()


@pytest.mark.usefixtures("screened")
def test_the_set_up_comes_after_the_questions(client: Client) -> None:
    assert client.get("/").headers["Location"] == "/about-you/"
    for place in ("/why/", "/plan/", "/progress/", "/routes/", "/report/", "/walk/before/"):
        assert client.get(place).headers["Location"] == "/about-you/", place


@pytest.mark.usefixtures("screened")
def test_it_keeps_the_facts_and_the_zone(client: Client, walker: Walker) -> None:
    sent = send(client, "/about-you/", **ABOUT, height_cm="170")
    assert sent.headers["Location"] == "/days/"
    person = store.diary(walker).profile
    assert (person.track, person.usual_pain, person.birth_year) == ("current_pain", 4, 1965)
    assert (person.height_cm, person.region) == (170, "DE")
    walker.preferences.refresh_from_db()
    assert walker.preferences.zone == "Europe/Berlin"


@pytest.mark.usefixtures("screened")
@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("track", ""),
        ("usual_pain", ""),
        ("usual_pain", "11"),
        ("birth_year", "65"),
        ("birth_year", "2027"),
        ("height_cm", "1.70"),
        ("zone", "Mars/Olympus"),
        ("region", "XX"),
    ],
)
def test_it_says_what_is_wrong_with_a_fact(
    client: Client, walker: Walker, field: str, value: str
) -> None:
    page = send(client, "/about-you/", **{**ABOUT, field: value})
    assert [error["href"] for error in page.context["errors"]] == [f"#{field}"]
    assert store.diary(walker).latest(Profile) is None
    kept = page.context["form"]
    assert kept["region"].value() == (value if field == "region" else "DE")


@pytest.mark.usefixtures("screened")
def test_the_devices_zone_is_suggested_only_at_first(client: Client, tell: Tell) -> None:
    assert "data-suggest" in client.get("/about-you/").content.decode()
    tell(factories.profile("2026-05-14", track="prevention", usual_pain=1))
    assert "data-suggest" not in client.get("/about-you/").content.decode()


@pytest.mark.usefixtures("screened")
def test_it_asks_for_three_days(client: Client, walker: Walker) -> None:
    send(client, "/about-you/", **ABOUT)
    page = send(client, "/days/", days=["mon", "tue"])
    assert "at least three days" in page.context["errors"][0]["text"]
    assert store.diary(walker).latest(Availability) is None
    sent = send(client, "/days/", days=["mon", "tue", "sun"], time="07:05")
    assert sent.headers["Location"] == "/needs/"
    known = store.diary(walker).latest(Availability)
    assert known is not None
    assert (known.days, known.time) == (("mon", "tue", "sun"), "07:05")


@pytest.mark.usefixtures("screened")
def test_a_settled_back_with_pain_on_usual_days_is_asked_about(
    client: Client, walker: Walker
) -> None:
    told = {**ABOUT, "track": "prevention"}
    page = send(client, "/about-you/", **{**told, "usual_pain": "9"})
    assert [error["href"] for error in page.context["errors"]] == ["#track"]
    assert "With 9 on a usual day" in text(page)
    assert send(client, "/about-you/", **{**told, "usual_pain": "1"}).status_code == 302
    assert store.diary(walker).profile.track == "prevention"


@pytest.mark.usefixtures("screened")
def test_nothing_that_fits_is_an_answer_too(client: Client, walker: Walker) -> None:
    send(client, "/about-you/", **ABOUT)
    send(client, "/days/", days=["mon", "wed", "fri"])
    assert send(client, "/needs/").headers["Location"] == "/first-walk/"
    assert store.diary(walker).profile.needs == ()


def test_what_the_safety_answers_said_is_ticked_and_kept_once(
    client: Client, tell: Tell, walker: Walker
) -> None:
    details = {"q15": ("sitting_or_bending",)}
    told = {"leg_pain_standing", "no_downhill"}
    tell(factories.screened("2026-05-14", {"q15": "yes"}, details=details))
    page = client.get("/needs/")
    assert set(page.context["form"]["needs"].value()) == told
    assert "is ticked already" in text(page)
    send(client, "/needs/", needs=[*sorted(told), "no_floor"])
    assert store.diary(walker).profile.needs == ("no_floor",)
    assert set(client.get("/needs/").context["form"]["needs"].value()) == {*told, "no_floor"}


@pytest.mark.usefixtures("screened")
def test_the_standard_start_is_told_before_it_is_chosen(client: Client, tell: Tell) -> None:
    tell(factories.profile("2026-05-14", track="prevention", usual_pain=0))
    page = client.get("/first-walk/")
    assert "15 minutes, three times in the first week." in page.content.decode()


def test_sending_a_step_twice_is_sending_it_once(client: Client, walker: Walker) -> None:
    page = client.get("/about-you/")
    told = {"entry": entry_of(page), **ABOUT}
    client.post("/about-you/", told)
    client.post("/about-you/", told)
    assert len(store.diary(walker).of(Profile)) == 1


@pytest.fixture
def measuring(tell: Tell) -> None:
    """The set-up done, with comfortable walks to find the start."""
    tell(*set_up("2026-05-14", baseline="measure"))


@pytest.mark.usefixtures("measuring")
def test_comfortable_walks_find_the_start(client: Client, walker: Walker) -> None:
    assert client.get("/").context["state"] == "baseline"
    for days, length in enumerate(("12", "20", "16")):
        with clock.standing_at(NOW + timedelta(days=days)):
            told = {"minutes": length, "comfortable": "yes", "time": "08:00"}
            on = (NOW + timedelta(days=days)).date().isoformat()
            assert send(client, "/comfortable-walk/", day=on, **told).status_code == 302
    assert [walk.minutes for walk in store.diary(walker).of(BaselineWalk)] == [12, 20, 16]
    with clock.standing_at(NOW + timedelta(days=3)):
        page = client.get("/")
        assert "11" in page.context["heading"]


@pytest.mark.usefixtures("measuring")
@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("minutes", "", "how many minutes"),
        ("minutes", "0", "at least 1 minute"),
        ("minutes", "abc", "as a number"),
        ("comfortable", "", "comfortable"),
        ("day", "2026-05-15", "not come yet"),
        ("day", "1999-01-01", "too long ago"),
        ("time", "08:58", "fewer than 10 minutes"),
    ],
)
def test_it_says_what_is_wrong_with_a_comfortable_walk(
    client: Client, walker: Walker, field: str, value: str, words: str
) -> None:
    told = {"minutes": "10", "comfortable": "yes", "day": "2026-05-14", "time": "08:00"}
    page = send(client, "/comfortable-walk/", **{**told, field: value})
    assert words in page.context["errors"][0]["text"]
    assert not store.diary(walker).of(BaselineWalk)


@pytest.mark.usefixtures("measuring")
def test_a_comfortable_walk_is_counted_and_its_minutes_are_filled_in(client: Client) -> None:
    today = client.get("/")
    assert today.context["start"]["url"] == "/comfortable-walk/before/"
    assert today.context["second"]["url"] == "/comfortable-walk/"
    walk = client.get("/comfortable-walk/walk/")
    for sign in STOP_SIGNS:
        assert escape(sign.label) in text(walk)
    form = client.get("/comfortable-walk/?walked=750").context["form"]
    assert form["minutes"].value() == 12
    began = datetime.combine(form["day"].value(), form["time"].value(), ZoneInfo("Europe/Berlin"))
    assert began == NOW - timedelta(minutes=12)
    assert client.get("/comfortable-walk/?walked=-3").context["form"]["minutes"].value() is None


@pytest.mark.usefixtures("measuring")
def test_the_back_and_the_legs_are_asked_before_a_comfortable_walk(
    client: Client, walker: Walker
) -> None:
    url = "/comfortable-walk/before/"
    errors = send(client, url, pain="4").context["errors"]
    assert [error["href"] for error in errors] == ["#leg"]
    assert send(client, url, pain="4", leg="no").headers["Location"] == "/comfortable-walk/walk/"
    assert client.get(url).headers["Location"] == "/comfortable-walk/walk/"
    told = {"minutes": "12", "comfortable": "yes", "day": "2026-05-14", "time": "08:00"}
    send(client, "/comfortable-walk/", **told)
    (trial,) = store.diary(walker).of(BaselineWalk)
    assert store.diary(walker).pain_of(trial.id).before == 4


@pytest.mark.usefixtures("measuring")
@pytest.mark.parametrize(
    "told",
    [{"pain": "10", "leg": "no"}, {"pain": "4", "leg": "unsure", "symptoms": ["leg_pain"]}],
)
def test_strong_pain_or_a_new_leg_asks_the_questions_first(
    client: Client, tell: Tell, told: dict[str, object]
) -> None:
    with clock.standing_at(NOW + timedelta(days=1)):
        assert (
            send(client, "/comfortable-walk/before/", **told).headers["Location"] == "/questions/"
        )
        assert client.get("/").context["state"] == "questions"


@pytest.mark.usefixtures("measuring")
def test_the_plan_says_no_minutes_while_they_are_being_found(client: Client) -> None:
    now = client.get("/plan/").context["stops"][0]
    assert (now.state, now.title) == ("now", "Comfortable walks")
    told = {"minutes": "12", "comfortable": "yes", "day": "2026-05-14", "time": "08:00"}
    send(client, "/comfortable-walk/", **told)
    plan, today = client.get("/plan/"), client.get("/")
    assert plan.context["stops"][0].title == "Comfortable walks"
    assert plan.context["next"] == ""
    assert today.context["next"] == "The next comfortable walk is for another day."
    assert client.get("/comfortable-walk/walk/").headers["Location"] == "/"


@pytest.mark.usefixtures("measuring")
def test_one_can_start_without_them_after_all(client: Client) -> None:
    client.post("/comfortable-walk/", {"skip": "yes"})
    assert client.get("/").context["state"] == "walk"
    assert client.get("/comfortable-walk/").headers["Location"] == "/"
