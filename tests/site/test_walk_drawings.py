"""The drawings of a walk that was done: two paths on one scale, and values over time."""

from __future__ import annotations

import re

import pytest

from backstride.site.design import Band, Part, PartKind, swatch, time_chart, told_plate, walk_plate

ASKED = (Part(PartKind.WARM_UP, 5), Part(PartKind.WALK, 14), Part(PartKind.COOL_DOWN, 5))
BANDS = (Band("steady", 100), Band("brisk", 110), Band("fast", 120), Band("very fast", 130))


def plate(*done: Part) -> str:
    return told_plate("told", ASKED, done, title="Asked and walked", description="In words.")


def ends(svg: str) -> list[tuple[float, float]]:
    """Return the centres of the two rings at the ends of the paths."""
    found = re.findall(r'<circle cx="([\d.]+)" cy="([\d.]+)" r="8.5"', svg)
    return [(float(x), float(y)) for x, y in found]


class TestToldPlate:
    """What was asked above, what was done below."""

    def test_both_paths_are_named_and_told_in_words(self) -> None:
        svg = plate(Part(PartKind.WALK, 24))
        assert ">Asked</text>" in svg
        assert ">Walked</text>" in svg
        assert "<desc" in svg
        assert "path__part--coming" in svg
        assert "path__part--done" in svg

    def test_a_minute_is_as_long_on_both(self) -> None:
        (asked_x, asked_y), (done_x, done_y) = ends(plate(Part(PartKind.WALK, 24)))
        assert asked_x == pytest.approx(done_x)
        assert done_y - asked_y == pytest.approx(46)
        (asked_x, _), (done_x, _) = ends(plate(Part(PartKind.WALK, 12)))
        assert done_x < 0.7 * asked_x
        (asked_x, _), (done_x, _) = ends(plate(Part(PartKind.WALK, 48)))
        assert asked_x < 0.7 * done_x

    def test_nothing_walked_cannot_be_drawn(self) -> None:
        with pytest.raises(ValueError, match="at least one part"):
            plate()
        with pytest.raises(ValueError, match="minutes"):
            plate(Part(PartKind.WALK, 0))


class TestTextures:
    """Hills and pauses on the path."""

    def test_a_pause_is_two_bars_in_a_gap(self) -> None:
        walk, pause = Part(PartKind.WALK, 10), Part(PartKind.PAUSE, 3)
        svg = walk_plate("today", (walk, pause, walk))
        assert len(re.findall(r'stroke-width="8"', svg)) == 2
        assert len(re.findall(r'd="M[\d.]+ [\d.]+v12M[\d.]+ [\d.]+v12"', svg)) == 1

    def test_a_hill_has_rungs(self) -> None:
        assert 'stroke-dasharray="2.5 6.5"' in walk_plate("today", (Part(PartKind.HIKE, 10),))

    @pytest.mark.parametrize("kind", [PartKind.HIKE, PartKind.PAUSE])
    def test_both_stand_in_the_legend(self, kind: PartKind) -> None:
        assert f"swatch__line--{kind}" in swatch(kind)


class TestTimeChart:
    """A value over the minutes of a walk."""

    def chart(self, *values: float | None, pauses: tuple[tuple[float, float], ...] = ()) -> str:
        points = [(float(minute), value) for minute, value in enumerate(values)]
        return time_chart(
            points, 20.0, BANDS, pauses, key="c", title="Steps a minute", description="In words."
        )

    def test_a_gap_breaks_the_line(self) -> None:
        found = re.search(r'd="([^"]+)" class="course__line"', self.chart(100, 104, None, 120, 122))
        assert found is not None
        assert found[1].count("M") == 2

    def test_a_single_value_between_gaps_is_still_seen(self) -> None:
        found = re.search(r'd="([^"]+)" class="course__line"', self.chart(100, None, 120, None))
        assert found is not None
        assert found[1].count("h1") == 2

    def test_only_bands_that_were_reached_are_ruled(self) -> None:
        svg = self.chart(100, 108, 114)
        assert svg.count("course__grid") == 2
        assert ">110<" in svg
        assert ">130<" not in svg

    def test_a_line_below_every_band_is_drawn_without_them(self) -> None:
        svg = self.chart(60, 62, 61)
        assert "course__line" in svg
        assert "course__grid" not in svg
        assert "course__text--name" not in svg

    def test_higher_is_further_up_and_later_further_right(self) -> None:
        found = re.search(r'd="M([\d.]+) ([\d.]+)L([\d.]+) ([\d.]+)" class="course__line"',
                          self.chart(100, 120))  # fmt: skip
        assert found is not None
        x1, y1, x2, y2 = (float(each) for each in found.groups())
        assert x2 > x1
        assert y2 < y1

    def test_a_pause_is_shaded(self) -> None:
        svg = self.chart(100, 104, 106, pauses=((5.0, 8.0),))
        assert svg.count("course__pause") == 1

    def test_the_last_minute_names_its_unit(self) -> None:
        assert ">20 min<" in self.chart(100, 104)

    def test_nothing_known_cannot_be_drawn(self) -> None:
        with pytest.raises(ValueError, match="at least one value"):
            self.chart(None, None)
