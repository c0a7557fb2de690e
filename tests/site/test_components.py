"""What the components write: looked at in the invented pages of the gallery."""

from __future__ import annotations

import re
from datetime import date
from html.parser import HTMLParser
from typing import Any

import pytest
from django import forms
from django.template import Context, Template

from backstride.site.templatetags.backstride import answers, described_by, word_places
from tests.site import gallery
from tests.site.gallery.forms import Check, Settings

Attributes = dict[str, str]


class Page(HTMLParser):
    """The elements of a page, in order."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, Attributes]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))

    def named(self, *tags: str) -> list[Attributes]:
        return [attributes for tag, attributes in self.elements if tag in tags]


def component(name: str, **context: Any) -> str:
    template = gallery.engine().get_template(f"backstride/components/{name}.html")
    html: str = template.render(Context(context))
    return html


@pytest.mark.parametrize("name", gallery.PAGES)
class TestEveryPage:
    def test_it_has_one_heading_of_the_first_rank_and_one_main_part(self, name: str) -> None:
        page = Page(gallery.render(name))
        assert len(page.named("h1")) == 1
        assert len(page.named("main")) == 1

    def test_it_needs_no_inline_style_or_script(self, name: str) -> None:
        page = Page(gallery.render(name))
        assert not page.named("style")
        assert all("src" in script for script in page.named("script"))
        for tag, attributes in page.elements:
            assert "style" not in attributes, tag
            assert not [key for key in attributes if key.startswith("on")], tag

    def test_its_ids_are_its_own_and_what_points_at_them_finds_them(self, name: str) -> None:
        page = Page(gallery.render(name))
        ids = [attributes["id"] for _, attributes in page.elements if "id" in attributes]
        assert len(ids) == len(set(ids))
        for tag, attributes in page.elements:
            for key in ("for", "aria-describedby", "aria-labelledby"):
                assert set(attributes.get(key, "").split()) <= set(ids), (tag, key)
            if attributes.get("href", "").startswith("#") and len(attributes["href"]) > 1:
                assert attributes["href"][1:] in ids

    def test_every_answer_has_a_label(self, name: str) -> None:
        page = Page(gallery.render(name))
        labelled = {attributes.get("for") for attributes in page.named("label")}
        for field in page.named("input", "select", "textarea"):
            if field.get("type") != "hidden":
                assert field.get("id") in labelled or "aria-label" in field, field

    def test_it_says_the_theme_and_the_size_that_were_chosen(self, name: str) -> None:
        html = gallery.render(name, theme="dark", text_size="largest")
        (root,) = Page(html).named("html")
        assert (root["lang"], root["data-theme"], root["data-text-size"]) == (
            "en-GB",
            "dark",
            "largest",
        )


class TestPainKeys:
    def test_they_are_one_group_of_eleven_in_which_nothing_is_chosen(self) -> None:
        page = Page(component("pain_keys", field=Check()["pain"]))
        keys = page.named("input")
        assert [key["value"] for key in keys] == [str(score) for score in range(11)]
        assert {(key["type"], key["name"]) for key in keys} == {("radio", "pain")}
        assert not [key for key in keys if "checked" in key]

    def test_each_is_spoken_with_its_words(self) -> None:
        keys = Page(component("pain_keys", field=Check()["pain"], last=3)).named("input")
        assert keys[4]["aria-label"] == "4 of 10, moderate, it gets in the way"
        assert keys[3]["aria-label"].endswith("your last answer")

    def test_the_last_answer_is_outlined_and_not_chosen(self) -> None:
        html = component("pain_keys", field=Check()["pain"], last=3, note="Outlined: Tuesday.")
        assert html.count("key__face--last") == 1
        assert "checked" not in html
        assert "Outlined: Tuesday." in html

    def test_zero_can_be_chosen(self) -> None:
        keys = Page(component("pain_keys", field=Check(initial={"pain": 0})["pain"])).named("input")
        assert [key["value"] for key in keys if "checked" in key] == ["0"]

    def test_what_was_sent_stays_chosen(self) -> None:
        field = Check(data={"pain": "7"})["pain"]
        keys = Page(component("pain_keys", field=field)).named("input")
        assert [key["value"] for key in keys if "checked" in key] == ["7"]


class TestAnswers:
    def test_the_empty_choice_is_no_answer(self) -> None:
        class Form(forms.Form):
            shoe = forms.ChoiceField(choices=[("", "---"), ("a", "Trainers")])

        assert [answer.value for answer in answers(Form()["shoe"])] == ["a"]

    def test_several_can_be_chosen(self) -> None:
        field = Settings(initial={"days": ["mo", "we"]})["days"]
        assert [answer.value for answer in answers(field) if answer.checked] == ["mo", "we"]
        boxes = Page(component("choices", field=field, several=True)).named("input")
        assert {box["type"] for box in boxes} == {"checkbox"}

    def test_a_field_is_described_by_its_hint_and_its_errors(self) -> None:
        assert described_by(Settings()["steps"]) == "id_steps_helptext"
        assert described_by(Settings(data={})["steps"]) == "id_steps_helptext id_steps_error"

    @pytest.mark.parametrize("name", ["segments", "choices"])
    def test_an_answer_that_is_missing_says_so_in_words(self, name: str) -> None:
        html = component(name, field=Check(data={})["leg"])
        assert "This field is required." in html
        inputs = Page(html).named("input")
        assert {field.get("aria-invalid") for field in inputs} == {"true"}

    def test_the_words_of_a_person_are_escaped(self) -> None:
        assert "<b>" not in component("row", label="<b>mine</b>")


class TestStepper:
    def test_it_is_a_plain_number_until_scripts_bring_the_keys(self) -> None:
        page = Page(component("stepper", field=Check(initial={"worst": 4})["worst"]))
        (field,) = page.named("input")
        assert (field["type"], field["value"], field["min"], field["max"]) == (
            "number",
            "4",
            "0",
            "10",
        )
        assert all("hidden" in key and key["type"] == "button" for key in page.named("button"))


class TestButton:
    def test_it_sends_the_form_or_follows_a_link(self) -> None:
        assert Page(component("button", label="Next")).named("button")[0]["type"] == "submit"
        assert Page(component("button", label="Start", url="/walk/")).named("a") == [
            {"class": "button", "href": "/walk/"}
        ]

    def test_one_that_is_not_available_says_why(self) -> None:
        html = component("button", label="Start", unavailable="Please answer first.")
        assert "disabled" in Page(html).named("button")[0]
        assert "Please answer first." in html


class TestWeek:
    def test_each_day_is_said_in_words(self) -> None:
        html = component("week_strip", days=gallery.walks.WEEK)
        text = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))
        for words in ("Tuesday: done", "Wednesday: rest", "Thursday: today", "Saturday: planned"):
            assert words in text
        assert "week__word--a" not in html
        days = Page(html).named("li")
        assert [day.get("aria-current") for day in days].index("date") == 3

    def test_words_of_neighbouring_days_do_not_run_into_each_other(self) -> None:
        words = ["done", "today", "planned", "planned", "", "planned", ""]
        days = [{"name": "x", "state": "rest", "word": word} for word in words]
        assert word_places(days) == [
            "",
            "",
            " week__word--aside",
            " week__word--again",
            "",
            "",
            "",
        ]


class TestWords:
    def test_the_licence_is_the_one_of_the_project(self) -> None:
        assert "Apache-2.0" in gallery.render("settings")

    def test_no_page_frightens_or_scores(self) -> None:
        never = re.compile(
            r"\b(injur|damage|fragile|wear and tear|danger|warning|fail|missed|streak|great job)",
            re.IGNORECASE,
        )
        for name in gallery.PAGES:
            text = re.sub(r"<[^>]+>", " ", gallery.render(name))
            assert not never.search(text), name
            assert "!" not in text, name


@pytest.mark.parametrize(("today", "words"), [(date(2026, 1, 2), "7 May 2021"), (None, "7 May")])
def test_a_day_of_another_year_says_its_year(today: date | None, words: str) -> None:
    shown = Template("{% load backstride %}{{ day|day_month:today }}, {{ day|weekday_day_month }}")
    assert (
        shown.render(Context({"day": date(2021, 5, 7), "today": today})) == f"{words}, Friday 7 May"
    )
