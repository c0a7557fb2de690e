"""Questions now and then: asked quietly, one at a time, scored and drawn."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client

from backstride.diary import Questionnaire
from backstride.outcomes import shipped_instruments
from backstride.site import store
from backstride.site.home import Home
from backstride.site.models import Walker
from tests.diary import factories
from tests.outcomes.test_instrument import SAMPLE
from tests.site.pages.conftest import Tell, entry_of, send, set_up, text

LIST = "/progress/questions/"


@pytest.fixture
def walking(tell: Tell) -> None:
    """A walker in the fifth week whose morning is told already."""
    tell(
        *set_up("2026-04-13"),
        *(
            factories.week(monday, pain=4, tue=12, thu=12, sat=12)
            for monday in ("2026-04-13", "2026-04-20", "2026-04-27", "2026-05-04")
        ),
        factories.screened("2026-05-10", at="21:00"),
        factories.morning("2026-05-14", 4),
    )


def given(walker: Walker) -> tuple[Questionnaire, ...]:
    return store.diary(walker).of(Questionnaire)


def labels(page: Any) -> list[str]:
    return [line.label for line in page.context["other"]]


def quiet(page: Any) -> list[str]:
    return [line.detail for line in page.context["other"] if "if you like" in line.label]


@pytest.mark.usefixtures("walking")
class TestAsking:
    def test_today_asks_for_one_at_a_time_and_no_more_on_that_day(self, client: Client) -> None:
        (name,) = quiet(client.get("/"))
        assert name == "Three things you want to do"
        send(client, f"{LIST}sleep/", answer_sleep="6")
        assert quiet(client.get("/")) == []

    def test_it_waits_while_something_else_is_asked(self, client: Client, tell: Tell) -> None:
        tell(*factories.walk("2026-05-13", 12))
        assert quiet(client.get("/")) == []

    def test_a_bad_day_is_left_alone(self, client: Client, tell: Tell) -> None:
        tell(factories.flare("2026-05-14"))
        assert quiet(client.get("/")) == []

    def test_the_answer_is_written_down_once(self, client: Client, walker: Walker) -> None:
        page = client.get(f"{LIST}sleep/")
        assert 'type="radio"' in text(page)
        assert "checked" not in text(page)
        told = {"entry": entry_of(page), "answer_sleep": "6", "page": "0"}
        for _ in range(2):
            answer = client.post(f"{LIST}sleep/", told)
        assert answer.headers["Location"] == LIST
        (event,) = given(walker)
        assert (event.instrument, event.answers) == ("sleep", {"sleep": 6.0})

    def test_a_gap_is_told_and_nothing_is_written(self, client: Client, walker: Walker) -> None:
        page = send(client, f"{LIST}sleep/", page="0")
        assert "Choose one of the answers." in text(page)
        assert send(client, f"{LIST}sleep/", answer_sleep="11").status_code == 200
        assert given(walker) == ()

    def test_words_of_an_instrument_are_its_answers(self, client: Client, walker: Walker) -> None:
        assert "very much better" in text(client.get(f"{LIST}global_change/"))
        send(client, f"{LIST}global_change/", answer_change="6")
        assert given(walker)[0].answers == {"change": 6.0}
        assert "That counts as success." in text(client.get(LIST))

    def test_a_total_is_typed_in_within_its_range(self, client: Client, walker: Walker) -> None:
        assert "The questions belong to others." in text(client.get(f"{LIST}rmdq_24/"))
        page = send(client, f"{LIST}rmdq_24/", total="25")
        assert "Write a number from 0 to 24." in text(page)
        send(client, f"{LIST}rmdq_24/", total="11")
        assert given(walker)[0].total == 11

    def test_what_is_not_there_is_not_asked(self, client: Client) -> None:
        assert client.get(f"{LIST}nothing/").status_code == 404
        assert client.get(f"{LIST}sleep/things/").status_code == 404

    def test_quality_of_life_is_said_to_be_lacking(self, client: Client) -> None:
        for url in (LIST, "/progress/"):
            assert "Quality of life is not measured here." in text(client.get(url))


@pytest.mark.usefixtures("walking")
class TestChosenThings:
    URL = f"{LIST}activities/"

    def test_things_are_chosen_first_and_asked_in_the_persons_words(
        self, client: Client, walker: Walker
    ) -> None:
        assert client.get(self.URL).headers["Location"] == f"{self.URL}things/"
        send(client, f"{self.URL}things/", answer_first=" Dance\x07 ", answer_third="Garden")
        page = client.get(self.URL)
        assert "Dance: How well can you do this now?" in text(page)
        assert list(page.context["form"].fields) == ["entry", "answer_first", "answer_third"]
        send(client, self.URL, answer_first="4", answer_third="6")
        assert given(walker)[-1].answers == {
            "first": 4.0,
            "third": 6.0,
            "first_words": "Dance",
            "third_words": "Garden",
        }
        assert "Dance; Garden." in text(client.get("/progress/"))

    def test_one_thing_at_least_and_each_once(self, client: Client, walker: Walker) -> None:
        page = send(client, f"{self.URL}things/", answer_first=" ")
        assert "Name one thing at least." in text(page)
        page = send(client, f"{self.URL}things/", answer_first="Dance", answer_second="dance")
        assert "You named this one already." in text(page)
        assert given(walker) == ()

    def test_other_things_begin_a_new_line(self, client: Client, tell: Tell) -> None:
        for day, thing, score in (("04", "dance", 3), ("11", "dance", 6), ("13", "sew", 2)):
            tell(
                factories.questionnaire(
                    f"2026-05-{day}", "activities", answers={"first_words": thing, "first": score}
                )
            )
        (course,) = client.get(LIST).context["courses"]
        assert "One answer shows no change yet." in course.chart.notes[1]
        assert len(course.chart.table.rows) == 3
        assert "With other things a new line begins" in text(client.get(f"{self.URL}things/"))


@pytest.mark.usefixtures("walking")
class TestTheCourse:
    def test_it_says_whether_a_change_matters_and_draws_where_it_would(
        self, client: Client, tell: Tell
    ) -> None:
        tell(
            factories.questionnaire("2026-04-14", "rmdq_24", 11),
            factories.questionnaire("2026-05-12", "rmdq_24", 7),
        )
        (course,) = client.get("/progress/").context["courses"]
        assert course.latest == "7 out of 24, 12 May"
        assert "4 better." in course.chart.notes[0]
        assert course.chart.notes[0].endswith("counts as one that matters: reached.")
        assert 'class="goal"' in course.chart.narrow
        assert [row.cells for row in course.chart.table.rows] == [
            ("7 out of 24",),
            ("11 out of 24",),
        ]
        assert "Roland-Morris total" in {row.label for row in client.get(LIST).context["others"]}

    def test_every_instrument_can_be_drawn(self, client: Client, tell: Tell) -> None:
        for each in shipped_instruments():
            for day in ("2026-04-14", "2026-05-12"):
                if each.how == "typed":
                    told = factories.questionnaire(day, each.id, each.high)
                else:
                    answers = {item.id: float(item.low) for item in each.items}
                    told = factories.questionnaire(day, each.id, answers=answers)
                tell(told)
        page = client.get("/progress/")
        assert len(page.context["courses"]) == len(shipped_instruments())
        ids = re.findall(r' id="([^"]+)"', text(page))
        assert len(ids) == len(set(ids))


LONG = (
    SAMPLE.replace("fewest = 2", "fewest = 4")
    .replace("high = 3\n", "high = 4\n")
    .replace("chosen = true\n", "")
    + '\n[[item]]\nid = "sit"\ntext = "I sit down."\nlow = 0\nhigh = 1\nwords = ["no", "yes"]\n'
)


@pytest.mark.usefixtures("walking")
class TestAnAddedInstrument:
    URL = f"{LIST}stairs/"

    @pytest.fixture(autouse=True)
    def added(self, home: Home) -> None:
        home.instruments.mkdir(parents=True)
        (home.instruments / "stairs.toml").write_text(LONG)
        (home.instruments / "broken.toml").write_text("id = 3")

    def test_many_questions_come_one_at_a_time_with_a_way_back(
        self, client: Client, walker: Walker
    ) -> None:
        page = client.get(self.URL)
        told = {"entry": entry_of(page)}
        for place, item in enumerate(("up", "down", "both")):
            assert f"{place + 1} of 4." in text(page)
            told |= {f"answer_{item}": "1", "page": str(place)}
            page = client.post(self.URL, told)
        assert given(walker) == ()
        back = client.post(self.URL, told | {"page": "3", "back": "yes"})
        assert "3 of 4." in text(back)
        assert back.context["form"]["answer_both"].value() == "1"
        hidden = {each["name"] for each in back.context["kept"]}
        assert hidden == {"answer_up", "answer_down"}
        client.post(self.URL, told | {"answer_sit": "0", "page": "3"})
        (event,) = given(walker)
        assert event.answers == {"up": 1.0, "down": 1.0, "both": 1.0, "sit": 0.0}
        assert "3 out of 4" in text(client.get(LIST))

    def test_a_gap_on_the_way_is_asked_again(self, client: Client, walker: Walker) -> None:
        told = {"answer_up": "1", "answer_both": "7", "answer_sit": "0", "page": "3"}
        page = client.post(self.URL, told)
        assert "2 of 4." in text(page)
        assert "Choose one of the answers." in text(page)
        assert client.post(self.URL, told | {"page": "much"}).status_code == 200
        assert given(walker) == ()

    def test_the_other_file_keeps_nothing_from_being_asked(self, client: Client) -> None:
        assert "Stairs" in [row.label for row in client.get(LIST).context["asked"]]


@pytest.mark.usefixtures("ready")
def test_nothing_is_due_before_the_walks_begin(client: Client) -> None:
    page = client.get(LIST)
    assert page.context["asked"] == []
    assert "Nothing is asked just now." in text(page)
    assert quiet(client.get("/")) == []
