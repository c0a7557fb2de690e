"""How a map with loops is drawn."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
import pytest

from backstride.site.design.map_plate import BUTTONS_PX, TOP, WIDTH, Stop, Way, map_plate
from backstride.terrain import Drawn

WIDTH_M = 390.0
"""One metre is one pixel then."""

SQUARE = [(60.0, 150.0), (300.0, 150.0), (300.0, 300.0), (60.0, 300.0), (60.0, 150.0)]


def way(points: list[tuple[float, float]], style: str = "dashed", letter: str = "A") -> Way:
    return Way(letter, np.array(points), style)


def plate(ways: list[Way], drawn: list[Drawn] | None = None, stops: Sequence[Stop] = ()) -> str:
    return map_plate(drawn or [], WIDTH_M, ways=ways, title="Map", stops=stops)


def lines_of(svg: str, style: str) -> list[str]:
    return re.findall(rf'<path d="([^"]*)" class="map__way map__way--{style}"', svg)


def drawn_px(data: str) -> float:
    """Return the length of all lines of a path."""
    total = 0.0
    for part in data.split("M")[1:]:
        points = np.array([[float(each) for each in spot.split()] for spot in part.split("L")])
        total += float(np.hypot(*np.diff(points, axis=0).T).sum())
    return total


def test_a_way_there_and_back_is_drawn_once() -> None:
    out = [(100.0, 200.0), (200.0, 200.0), (200.0, 300.0)]
    (data,) = lines_of(plate([way([*out, *out[-2::-1]])]), "dashed")
    assert drawn_px(data) == pytest.approx(200.0)


def test_a_stem_is_drawn_once_and_its_loop_whole() -> None:
    stem = [(30.0, 150.0), *SQUARE, (30.0, 150.0)]
    (data,) = lines_of(plate([way(stem)]), "dashed")
    assert drawn_px(data) == pytest.approx(30.0 + 2 * (240.0 + 150.0))


def test_the_sea_is_drawn_with_its_islands_left_out() -> None:
    ring = np.array([[0.0, 0.0], [390.0, 0.0], [390.0, 100.0]])
    svg = plate([way(SQUARE)], [Drawn("sea", "", ring, is_area=True)])
    assert re.search(r'class="map__sea" fill-rule="evenodd"', svg)


def test_scale_and_credit_stand_at_the_foot_of_both_sizes() -> None:
    svg = plate([way(SQUARE)])
    assert svg.count("\N{COPYRIGHT SIGN} OpenStreetMap") == 2
    assert "map__foot--whole" in svg
    assert "map__foot--band" in svg


def test_no_disc_lies_under_the_buttons() -> None:
    spots = [(x, y) for x in range(10, 390, 20) for y in range(90, 360, 20)]
    corner = [(float(x), TOP + 20.0) for x in range(200, 390, 10)]
    svg = plate([way(corner)], stops=[Stop("bench", float(x), float(y)) for x, y in spots[::-1]])
    discs = re.findall(r'<circle cx="([\d.]+)" cy="([\d.]+)"', svg)
    assert len(discs) > 1
    for x, y in discs:
        assert float(x) < WIDTH - BUTTONS_PX[0] or float(y) > TOP + BUTTONS_PX[1]
