"""The drawings, tokens, icons and words of the visible system."""

from __future__ import annotations

import math
import re
from datetime import date
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from backstride.site import design
from backstride.site.design import DayState, Milestone, Part, PartKind
from backstride.site.design.contours import height_field, hills, iso_lines
from backstride.site.design.curve import smooth_curve
from backstride.site.design.path import END_RADIUS, JOIN_RADIUS, START_RADIUS
from backstride.site.design.scenes import SCENES
from backstride.site.design.stylesheet import token_stylesheet

ROOT = Path(__file__).parents[2]
WALK = (Part(PartKind.WARM_UP, 5), Part(PartKind.WALK, 14), Part(PartKind.COOL_DOWN, 5))
SVG = "{http://www.w3.org/2000/svg}"


def tree(svg: str) -> ElementTree.Element:
    return ElementTree.fromstring(svg.replace("<svg", '<svg xmlns="http://www.w3.org/2000/svg"', 1))


def with_class(svg: str, name: str) -> list[ElementTree.Element]:
    return [node for node in tree(svg).iter() if name in node.get("class", "").split()]


def centre(node: ElementTree.Element) -> tuple[float, float]:
    return float(node.attrib["cx"]), float(node.attrib["cy"])


def luminance(colour: str) -> float:
    parts = [int(colour[index : index + 2], 16) / 255 for index in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


class TestTokens:
    def test_the_style_sheet_in_the_tree_is_the_one_the_tokens_give(self) -> None:
        written = ROOT / "frontend" / "styles" / "parts" / "tokens.css"
        assert written.read_text(encoding="utf-8") == token_stylesheet()

    @pytest.mark.parametrize("theme", ["light", "dark"])
    def test_every_colour_has_the_contrast_it_promises(self, theme: str) -> None:
        described = design.design_tokens()["color"][theme]
        colours = design.colours(theme)
        checked = 0
        for name, token in described.items():
            for ground, stated in token.get("contrast", {}).items():
                measured = contrast(colours[name], colours[ground.removeprefix("on ")])
                assert measured == pytest.approx(stated, abs=0.02), (name, ground)
                assert measured >= token["minimum"], (name, ground)
                checked += 1
        assert checked > 20

    def test_both_themes_name_the_same_colours(self) -> None:
        assert design.colours("light").keys() == design.colours("dark").keys()

    def test_dark_is_said_once_for_the_device_and_once_for_the_page(self) -> None:
        assert token_stylesheet().count("--paper: #121613;") == 2


class TestCurve:
    def test_it_runs_through_every_point_it_was_given(self) -> None:
        points = SCENES["today"].points
        curve = smooth_curve(points)
        assert [piece.start for piece in curve.pieces] == list(points[:-1])
        assert curve.pieces[-1].end == points[-1]

    def test_a_straight_line_has_its_length(self) -> None:
        assert smooth_curve(((0, 0), (30, 40))).length == pytest.approx(50)

    @given(st.floats(0, 1), st.floats(0, 1))
    def test_a_part_of_it_begins_and_ends_where_it_was_cut(self, one: float, other: float) -> None:
        curve = smooth_curve(SCENES["guided"].points)
        start, end = sorted((one * curve.length, other * curve.length))
        text = curve.section(start, end)
        if end - start < 0.5:
            return
        numbers = [float(number) for number in re.findall(r"-?\d+(?:\.\d+)?", text)]
        assert numbers[:2] == pytest.approx(curve.at(start), abs=0.2)
        assert numbers[-2:] == pytest.approx(curve.at(end), abs=0.2)

    def test_nothing_is_drawn_for_a_part_without_length(self) -> None:
        assert smooth_curve(((0, 0), (30, 40))).section(20, 20) == ""

    def test_one_point_is_not_a_curve(self) -> None:
        with pytest.raises(ValueError, match="at least two points"):
            smooth_curve(((0, 0),))


class TestContours:
    def test_a_slope_has_a_straight_line_at_each_height(self) -> None:
        field = np.tile(np.arange(6.0), (4, 1))
        (line,) = iso_lines(field, 2.5)
        assert sorted(line) == [(2.5, row) for row in range(4)]

    def test_a_round_hill_has_a_closed_line_of_the_right_size(self) -> None:
        rows = columns = 81
        y, x = np.mgrid[0:rows, 0:columns]
        field = -((x - 40.0) ** 2 + (y - 40.0) ** 2)
        (line,) = iso_lines(field, -(25.3**2))
        assert line[0] == line[-1]
        assert all(math.hypot(x - 40, y - 40) == pytest.approx(25.3, abs=0.01) for x, y in line)

    def test_a_saddle_gives_two_lines_that_do_not_cross(self) -> None:
        lines = iso_lines(np.array([[1.0, 0.0], [0.0, 1.0]]), 0.5)
        assert len(lines) == 2
        assert len({point for line in lines for point in line}) == 4

    @given(st.integers(0, 10_000), st.floats(0.05, 0.95))
    def test_every_point_of_a_line_has_its_height(self, seed: int, share: float) -> None:
        field = height_field(hills(seed), 20, 12)
        level = float(field.min() + share * (field.max() - field.min()))
        for line in iso_lines(field, level):
            for x, y in line:
                column, row = int(x), int(y)
                right, below = min(column + 1, 19), min(row + 1, 11)
                along, down = x - column, y - row
                height = (
                    field[row, column] * (1 - along) * (1 - down)
                    + field[row, right] * along
                    + field[below, column] * down
                )
                assert height == pytest.approx(level)

    def test_a_seed_always_gives_the_same_hills(self) -> None:
        assert hills(17) == hills(17)
        assert hills(17) != hills(18)

    @pytest.mark.parametrize("levels", [12, 20])
    def test_it_wants_13_to_19_levels(self, levels: int) -> None:
        with pytest.raises(ValueError, match="13 to 19"):
            design.contour_lines(390, 160, 1, levels)

    def test_every_scene_keeps_to_the_levels_and_points_of_the_design(self) -> None:
        for name, scene in SCENES.items():
            assert scene.levels == 0 or 13 <= scene.levels <= 19, name
            assert 8 <= len(scene.points) <= (12 if name == "welcome" else 11), name
            assert scene.points[0][0] < scene.points[-1][0], name
            assert scene.points[0][1] > scene.points[-1][1], name


class TestWalkPath:
    @given(
        st.lists(st.tuples(st.sampled_from(PartKind), st.integers(1, 40)), min_size=1, max_size=8)
    )
    def test_it_is_well_formed_whatever_the_walk(self, parts: list[tuple[PartKind, int]]) -> None:
        walk = tuple(Part(kind, minutes) for kind, minutes in parts)
        for scene in ("today", "today-wide", "guided", "interval"):
            assert tree(design.walk_plate(scene, walk, elapsed_min=3)).tag == f"{SVG}svg"

    def test_each_part_has_length_by_its_minutes(self) -> None:
        curve = smooth_curve(SCENES["today"].points)
        rings = [
            centre(node) for node in with_class(design.walk_plate("today", WALK), "path__ring")
        ]
        assert rings[0] == pytest.approx(curve.at(curve.length * 5 / 24), abs=0.1)
        assert rings[1] == pytest.approx(curve.at(curve.length * 19 / 24), abs=0.1)

    def test_the_dots_are_whole_even_and_clear_of_both_ends(self) -> None:
        svg = design.walk_plate("today", WALK)
        dots = [centre(node) for node in with_class(svg, "path__dots")]
        gaps = [math.dist(one, other) for one, other in pairwise(dots)]
        assert len(dots) >= 4
        assert max(gaps) - min(gaps) < 1
        start = centre(with_class(svg, "path__start")[0])
        join = centre(with_class(svg, "path__ring")[0])
        assert math.dist(start, dots[0]) > START_RADIUS + 3
        assert math.dist(join, dots[-1]) > JOIN_RADIUS + 3

    def test_brisk_and_easy_parts_follow_each_other_without_a_ring(self) -> None:
        walk = (
            Part(PartKind.WARM_UP, 5),
            Part(PartKind.BRISK, 0.5),
            Part(PartKind.EASY_BETWEEN, 0.5),
            Part(PartKind.BRISK, 0.5),
            Part(PartKind.COOL_DOWN, 5),
        )
        rings = with_class(design.walk_plate("today-wide", walk), "path__ring")
        assert len(rings) == 3
        assert float(rings[-1].attrib["r"]) == END_RADIUS

    def test_each_part_has_the_width_of_its_kind(self) -> None:
        kinds = (PartKind.WALK, PartKind.BRISK, PartKind.EASY_BETWEEN, PartKind.COOL_DOWN)
        svg = design.walk_plate("today-wide", tuple(Part(kind, 5) for kind in kinds))
        widths = [node.attrib["stroke-width"] for node in with_class(svg, "path__part")]
        assert widths == ["8", "16", "5", "4"]

    def test_what_is_to_come_is_drawn_apart_from_what_is_done(self) -> None:
        svg = design.walk_plate("guided", WALK, elapsed_min=9.6)
        assert len(with_class(svg, "path__dots--done")) >= 4
        assert not with_class(svg, "path__dots--coming")
        assert len(with_class(svg, "path__part--done")) == 1
        assert len(with_class(svg, "path__part--coming")) == 2

    @pytest.mark.parametrize("elapsed_min", [0, 24, 99])
    def test_the_position_stays_on_the_path(self, elapsed_min: float) -> None:
        curve = smooth_curve(SCENES["guided"].points)
        svg = design.walk_plate("guided", WALK, elapsed_min=elapsed_min)
        expected = curve.at(curve.length * min(elapsed_min / 24, 1))
        assert centre(with_class(svg, "path__position")[0]) == pytest.approx(expected, abs=0.1)

    def test_a_paused_walk_shows_two_bars_instead_of_the_hole(self) -> None:
        svg = design.walk_plate("guided", WALK, elapsed_min=9, paused=True)
        assert len(with_class(svg, "path__bars")) == 1
        assert not with_class(svg, "path__hole")

    def test_it_has_a_title_and_a_description_and_escapes_them(self) -> None:
        svg = design.walk_plate("today", WALK, title="Tea & <walk>", description="14 min")
        root = tree(svg)
        assert root.get("role") == "img"
        assert root.findtext(f"{SVG}title") == "Tea & <walk>"
        assert root.findtext(f"{SVG}desc") == "14 min"
        named = {node.get("id") for node in root}
        assert set(root.attrib["aria-labelledby"].split()) <= named

    def test_without_a_title_it_is_hidden_from_screen_readers(self) -> None:
        root = tree(design.walk_plate("today", WALK))
        assert root.get("aria-hidden") == "true"
        assert root.get("role") is None

    @pytest.mark.parametrize("walk", [(), (Part(PartKind.WALK, 0),)])
    def test_a_path_needs_parts_with_minutes(self, walk: tuple[Part, ...]) -> None:
        with pytest.raises(ValueError, match="minutes"):
            design.walk_plate("today", walk)

    def test_it_has_no_style_and_no_colour_of_its_own_but_the_mask(self) -> None:
        svg = design.walk_plate("today", WALK, elapsed_min=7)
        assert "style" not in svg
        assert set(re.findall(r"#[0-9a-f]{3,6}\b", svg)) == {"#fff"}


class TestJourneys:
    def test_the_morning_and_the_welcome_are_drawn(self) -> None:
        assert len(with_class(design.morning_plate(), "path__dots")) > 5
        assert len(with_class(design.welcome_plate(), "path__part")) == 1

    def test_the_questions_are_done_up_to_the_present_one(self) -> None:
        few = with_class(design.question_path(2, 21), "path__dots")
        many = with_class(design.question_path(20, 21), "path__dots")
        assert len(few) > len(many) > 0
        assert not with_class(design.question_path(21, 21), "path__dots")

    @pytest.mark.parametrize("number", [0, 22])
    def test_there_is_no_question_beyond_the_last(self, number: int) -> None:
        with pytest.raises(ValueError, match="does not exist"):
            design.question_path(number, 21)

    def test_the_climb_has_a_mark_and_a_word_for_each_stop(self) -> None:
        stops = (
            Milestone("10 min", "start", 0),
            Milestone("week 6", "now", 0.2),
            Milestone("brisk", "coming", 0.5),
            Milestone("30 minutes", "goal", 1),
        )
        svg = design.plan_plate(stops)
        assert [node.text for node in with_class(svg, "plate__label")] == [
            stop.label for stop in stops
        ]
        assert len(with_class(svg, "path__position")) == 1
        assert len(with_class(svg, "path__ring--coming")) == 1

    def test_stops_out_of_order_are_refused(self) -> None:
        with pytest.raises(ValueError, match="in order"):
            design.plan_plate((Milestone("b", "now", 0.5), Milestone("a", "goal", 0.2)))


class TestMarks:
    def test_a_week_shows_each_day_in_its_own_form(self) -> None:
        rest, done, today, planned = (
            DayState.REST,
            DayState.DONE,
            DayState.TODAY,
            DayState.PLANNED,
        )
        svg = design.week_path((rest, done, rest, today, rest, planned, rest), 3)
        assert len(with_class(svg, "path__tick")) == 1
        assert len(with_class(svg, "path__ring--planned")) == 1
        assert len(with_class(svg, "path__part--done")) == 3

    def test_nothing_is_done_in_a_week_that_lies_ahead(self) -> None:
        assert not with_class(design.week_path((DayState.PLANNED,) * 7, None), "path__part--done")

    @pytest.mark.parametrize(
        ("minutes", "response", "drops"),
        [
            ((14, 14, 14, 15), "settled", (32, 32, 32, 0)),
            ((14, 14, 11, 14), "hold", (0, 0, 20, 0)),
            ((14, 14, 10, 10), "ease-off", (0, 0, 36, 36)),
            ((12, 12, 12), "settled", (0, 0, 0)),
        ],
    )
    def test_more_minutes_stand_higher(
        self, minutes: tuple[float, ...], response: str, drops: tuple[int, ...]
    ) -> None:
        assert design.step_drops(minutes, response) == drops

    def test_what_was_walked_is_solid_and_what_comes_is_dotted_in_its_colour(self) -> None:
        svg = design.step_path((14, 14, 11, 14), 1, "hold")
        assert len(with_class(svg, "path__part--done")) == 1
        assert len(with_class(svg, "steps__dot--hold")) > 5
        assert len(with_class(svg, "steps__ring--hold")) == 3

    def test_one_stop_is_not_a_figure(self) -> None:
        with pytest.raises(ValueError, match="two stops"):
            design.step_drops((14,), "settled")

    @pytest.mark.parametrize("kind", [PartKind.WARM_UP, PartKind.COOL_DOWN])
    def test_dots_and_dashes_of_a_legend_say_whether_they_are_done(self, kind: PartKind) -> None:
        assert "--coming" in design.swatch(kind, "coming")
        assert "--coming" not in design.swatch(kind)


class TestIcons:
    @pytest.mark.parametrize("name", design.icon_names())
    def test_each_is_well_formed_and_hidden_unless_it_has_a_name(self, name: str) -> None:
        assert tree(design.icon_svg(name)).get("aria-hidden") == "true"
        named = tree(design.icon_svg(name, label="A & B"))
        assert named.get("aria-label") == "A & B"
        assert named.get("aria-hidden") is None

    def test_an_unknown_one_names_those_there_are(self) -> None:
        with pytest.raises(KeyError, match="shoes"):
            design.icon_svg("rocket")


class TestWords:
    def test_dates_are_said_as_people_say_them(self) -> None:
        day = date(2026, 5, 14)
        assert design.day_month(date(2026, 4, 25)) == "25 April"
        assert design.weekday_day_month(day) == "Thursday 14 May"
        assert (design.weekday(day), design.short_weekday(day)) == ("Thursday", "Thu")

    @pytest.mark.parametrize(
        ("value", "words"), [(1, "1 minute"), (14, "14 minutes"), (0.5, "0.5 minutes")]
    )
    def test_minutes_have_their_plural(self, value: float, words: str) -> None:
        assert design.minutes(value) == words

    def test_small_numbers_are_words(self) -> None:
        assert [design.number_word(value) for value in (0, 3, 10, 11)] == [
            "no",
            "three",
            "ten",
            "11",
        ]

    def test_every_score_of_the_scale_can_be_spoken(self) -> None:
        assert design.spoken_pain(4) == "4 of 10, moderate, it gets in the way"
        assert design.spoken_pain(0) == "0 of 10, no pain"
        assert sorted(score for band in design.PAIN_BANDS for score in band.scores) == list(
            range(11)
        )

    @pytest.mark.parametrize("score", [-1, 11])
    def test_there_is_no_score_beyond_the_scale(self, score: int) -> None:
        with pytest.raises(ValueError, match="0 to 10"):
            design.spoken_pain(score)
