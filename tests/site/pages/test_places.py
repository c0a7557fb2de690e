"""Plan, progress, routes, help, and what is shown when nothing is there."""

from __future__ import annotations

import pytest
from django.http import HttpRequest
from django.test import Client, RequestFactory

from backstride.guidance import ITEMS
from backstride.prescription import default_protocol
from backstride.site.views import errors
from tests.diary import factories
from tests.site.pages.conftest import Tell, set_up, text


@pytest.fixture
def six_weeks(tell: Tell) -> None:
    """A walker in the sixth week."""
    weeks = ("2026-04-06", "2026-04-13", "2026-04-20", "2026-04-27", "2026-05-04")
    tell(
        *set_up("2026-04-06"),
        *(
            factories.week(monday, pain=4, tue=length, thu=length, sat=length)
            for monday, length in zip(weeks, (10, 13, 16, 19, 20), strict=True)
        ),
        *factories.walk("2026-05-12", 20, before=4, worst=6, after=6, distance_m=1500.0),
        factories.screened("2026-05-10", at="21:00"),
    )


@pytest.mark.usefixtures("six_weeks")
class TestWithADiary:
    """Places of somebody who has walked for weeks."""

    def test_the_plan_says_where_one_is_and_what_opens(self, client: Client) -> None:
        page = client.get("/plan/")
        assert "Week 6 of 26" in text(page)
        states = [stop.state for stop in page.context["stops"]]
        assert states.count("now") == 1
        assert states.index("now") > 0
        assert page.context["stops"][0].when == "Weeks 1 to 5"
        assert "From 10 to 20 minutes, in 15 walks." in text(page)
        assert "From 10 minutes, three days a week, to 30 minutes" in text(page)
        assert len(page.context["rules"]) == 5
        assert f"All {len(default_protocol().rules)} rules" in text(page)

    def test_progress_counts_weeks_and_walks(self, client: Client) -> None:
        page = client.get("/progress/")
        told = {row.head: row.cells[0] for row in page.context["minutes"].table.rows}
        assert list(told.values()) == ["20", "60", "57", "48", "39", "30"]
        assert "Week 6, so far" in told
        newest = page.context["walks"][0]
        assert (newest.before, newest.after, newest.response) == (4, 6, "hold")
        assert f"/walks/{newest.walk_id}/" in text(page)

    def test_routes_list_ones_own_walks_before_there_is_a_map(self, client: Client) -> None:
        page = client.get("/routes/")
        assert [row["label"] for row in page.context["walks"]] == ["1.5 km"]


@pytest.mark.usefixtures("ready")
class TestWithoutWalks:
    """Places of somebody who has not walked yet."""

    def test_progress_says_that_nothing_is_there_yet(self, client: Client) -> None:
        assert "Your first walk will appear here" in text(client.get("/progress/"))

    def test_the_plan_begins_before_the_first_walk(self, client: Client) -> None:
        page = client.get("/plan/")
        assert "Before the first walk" in text(page)
        assert page.context["stops"][0].state == "now"

    def test_the_other_places_open_too(self, client: Client) -> None:
        for url in ("/routes/", "/report/", "/help/"):
            assert client.get(url).status_code == 200


def test_a_trend_is_not_claimed_from_a_few_walks(client: Client, tell: Tell) -> None:
    tell(*set_up(), *factories.walk("2026-05-12", 10, before=4, worst=4, after=4))
    page = text(client.get("/progress/"))
    assert "How your back does over time: not known yet." in page
    assert "About 5 more days with an answer are needed for a trend." in page


def test_stretches_respect_the_persons_own_answers(client: Client, tell: Tell) -> None:
    tell(*set_up())
    page = client.get("/help/stretches/")
    assert sum(len(items) for _, items in page.context["groups"]) == len(ITEMS)
    assert "Left out for you." not in text(page)
    tell(factories.profile("2026-05-13", needs=("osteoporosis",)))
    assert "Left out for you." in text(client.get("/help/stretches/"))


def test_what_is_not_there_is_said_calmly(client: Client) -> None:
    page = client.get("/nothing/here/")
    assert page.status_code == 404
    assert "There is nothing here" in text(page)
    assert "Your diary is as it was." in text(page)


@pytest.mark.parametrize(
    ("view", "status"),
    [
        (errors.bad_request, 400),
        (errors.forbidden, 403),
        (errors.form_too_old, 403),
        (errors.not_found, 404),
    ],
)
def test_every_error_says_what_to_do(view: object, status: int, db: None) -> None:
    request: HttpRequest = RequestFactory().get("/")
    page = view(request, ValueError("x"))  # type: ignore[operator]  # one of the views above
    assert page.status_code == status
    assert "To today" in text(page)


def test_an_error_on_our_side_keeps_its_cause_to_itself(db: None) -> None:
    page = errors.broken(RequestFactory().get("/"))
    assert page.status_code == 500
    assert "Everything you saved before is safe." in text(page)


def test_a_form_without_its_token_is_turned_away_kindly(walker: object) -> None:
    browser = Client(enforce_csrf_checks=True, headers={"host": "127.0.0.1"})
    browser.force_login(walker.owner)  # type: ignore[attr-defined]  # a walker
    page = browser.post("/worse/", {})
    assert page.status_code == 403
    assert "This form is from another visit" in text(page)
