"""The report: one page for a clinician, with what the person lets be seen."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from backstride.site import clock
from backstride.site.models import SharedReport
from tests.diary import factories
from tests.site.pages.conftest import Tell, set_up, text

MONDAY = date(2026, 3, 2)


def told(tell: Tell, weeks: int = 10) -> None:
    """Ten weeks of three walks, one of them with a note, and a questionnaire three times."""
    parts: list[Any] = []
    for number in range(weeks):
        monday = MONDAY + timedelta(weeks=number)
        parts.append(factories.week(monday, tue=12, thu=12, sat=12, pain=4))
    parts.append(
        factories.walk(
            "2026-05-11", 12, before=4, worst=6, after=5, at="18:00", note="<b>Stiff</b> at first"
        )
    )
    parts += [factories.questionnaire(on, "rmdq_24", total) for on, total in SCORES]
    tell(*set_up(str(MONDAY)), *parts, factories.screened("2026-05-10", at="21:00"))


SCORES = (("2026-03-03", 11), ("2026-04-01", 9), ("2026-05-01", 6))


def figures(page: Any) -> dict[str, str]:
    return {
        each.words: f"{each.value} {each.unit}".strip() for each in page.context["paper"].figures
    }


def test_six_weeks_and_the_questionnaire_are_shown_first(tell: Tell, client: Client) -> None:
    told(tell)
    page = client.get("/report/")
    shown = figures(page)
    assert page.context["paper"].title == "Walking report, weeks 6 to 11"
    assert shown["settled, hold, ease off"] == "15, 1, 0"
    assert shown["walked, without warm-up and cool-down"] == "192 min"
    assert next(value for words, value in shown.items() if words.startswith("Roland")) == "11→6"
    assert "Stiff" not in text(page)
    assert page.context["paper"].patterns.entries == ()


def test_the_person_chooses_the_period_and_what_is_seen(tell: Tell, client: Client) -> None:
    told(tell)
    page = client.get("/report/?weeks=all&notes=on&patterns=on")
    paper = page.context["paper"]
    assert paper.title == "Walking report, weeks 1 to 11"
    assert "settled, hold, ease off" in figures(page)
    assert not any(words.startswith("Roland") for words in figures(page))
    assert paper.course is None
    assert "&lt;b&gt;Stiff&lt;/b&gt; at first" in text(page)
    assert [each.term for each in paper.patterns.entries] == ["Cannot tell yet"]


@pytest.mark.parametrize("asked", ["?weeks=7", "?weeks=", "?weeks=6&notes=perhaps", "?weeks=%00"])
def test_what_is_no_choice_is_six_weeks(asked: str, tell: Tell, client: Client) -> None:
    told(tell)
    page = client.get(f"/report/{asked}")
    assert page.status_code == 200
    assert page.context["paper"].title == "Walking report, weeks 6 to 11"


def test_every_drawing_is_named_and_every_id_is_there_once(tell: Tell, client: Client) -> None:
    told(tell)
    html = text(client.get("/report/?weeks=12&notes=on&questionnaires=on"))
    drawn = re.findall(r'<svg class="chart" [^>]*role="img"[^>]*>', html)
    assert len(drawn) == 3
    assert all("aria-labelledby" in each for each in drawn)
    ids = re.findall(r'\bid="([^"]+)"', html)
    assert len(ids) == len(set(ids))
    table = html[html.index("<table") : html.index("</table>")]
    assert table.count("<tr>") == 1 + 31


def test_many_walks_are_drawn_by_weeks(tell: Tell, client: Client) -> None:
    told(tell)
    day = MONDAY - timedelta(weeks=30)
    tell(
        *factories.newcomer(day, weekdays=("tue", "thu", "sat")),
        *[
            factories.week(day + timedelta(weeks=n), tue=12, thu=12, sat=12, pain=4)
            for n in range(30)
        ],
    )
    paper = client.get("/report/?weeks=all").context["paper"]
    assert paper.pain.table.heads[0] == "From"
    assert paper.title.endswith("to 41")


@pytest.mark.usefixtures("ready")
def test_before_the_first_walk_the_page_says_so(client: Client) -> None:
    page = client.get("/report/")
    assert "No walk in these weeks." in text(page)
    assert page.context["paper"].title == "Walking report"


class TestLinks:
    """A report that is shared with a link."""

    @pytest.fixture
    def link(self, tell: Tell, client: Client) -> str:
        told(tell)
        page = client.post("/report/share/", {"weeks": "12", "notes": "on"})
        assert page.headers["Cache-Control"] == "no-store"
        assert page.context["here_only"]
        return str(page.context["link"]).removeprefix("http://127.0.0.1")

    def test_whoever_has_it_sees_the_chosen_parts_and_no_more(
        self, link: str, stranger: Client
    ) -> None:
        page = stranger.get(link)
        assert page.status_code == 200
        assert page.context["paper"].title == "Walking report, weeks 1 to 11"
        assert "Stiff" in text(page)
        assert page.context["paper"].course is None
        assert page.headers["Cache-Control"] == "no-store"
        assert page.headers["Referrer-Policy"] == "no-referrer"
        assert "/settings/" not in text(page)
        assert stranger.get("/report/").status_code == 302

    def test_what_is_told_later_is_not_in_it(
        self, link: str, tell: Tell, stranger: Client, client: Client
    ) -> None:
        tell(factories.symptom("2026-05-11", "leg_pain"))
        assert "Leg pain, 11 May" in text(client.get("/report/"))
        assert "Leg pain, 11 May" not in text(stranger.get(link))

    def test_it_can_be_stopped_by_its_owner_alone(
        self, link: str, client: Client, stranger: Client, other_client: Client
    ) -> None:
        (shown,) = client.get("/report/").context["links"]
        assert shown["detail"] == "Until 21 May: 12 weeks, notes"
        assert stranger.post(shown["url"]).status_code == 401
        assert other_client.post(shown["url"]).status_code == 404
        assert stranger.get(link).status_code == 200
        client.post(shown["url"])
        ended = stranger.get(link)
        assert ended.status_code == 404
        assert "This link has ended" in text(ended)
        assert client.get("/report/").context["links"] == []

    def test_it_is_over_after_seven_days(self, link: str, stranger: Client, now: datetime) -> None:
        with clock.standing_at(now + timedelta(days=7) - timedelta(seconds=1)):
            assert stranger.get(link).status_code == 200
        with clock.standing_at(now + timedelta(days=7)):
            assert stranger.get(link).status_code == 404
        assert stranger.get("/shared/nobody-knows-it/").status_code == 404

    def test_there_are_ten_at_most(self, link: str, client: Client) -> None:
        for _ in range(9):
            assert client.post("/report/share/", {"weeks": "6"}).status_code == 200
        assert client.post("/report/share/", {"weeks": "6"}).status_code == 302
        assert SharedReport.objects.count() == 10

    def test_only_a_trace_of_it_is_kept(self, link: str) -> None:
        token = link.rstrip("/").rsplit("/", 1)[-1]
        assert token not in str(SharedReport.objects.values())
