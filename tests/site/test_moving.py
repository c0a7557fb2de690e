"""The path that the page of a walk moves along."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest

from backstride.site.design import Part, PartKind, moving_plate
from backstride.site.design.curve import smooth_curve
from backstride.site.design.path import POSITION_RADIUS
from backstride.site.design.scenes import SCENES

WALK = (
    Part(PartKind.WARM_UP, 5),
    Part(PartKind.WALK, 14),
    Part(PartKind.COOL_DOWN, 5),
)
ROUNDS = (Part(PartKind.BRISK, 0.5), Part(PartKind.EASY_BETWEEN, 0.5)) * 8
SVG = "{http://www.w3.org/2000/svg}"


def read(markup: str) -> ElementTree.Element:
    return ElementTree.fromstring(markup.replace("<svg", f'<svg xmlns="{SVG[1:-1]}"', 1))


@pytest.mark.parametrize(("scene", "parts"), [("guided", WALK), ("interval", ROUNDS)])
def test_it_holds_the_path_as_done_and_as_still_to_come(
    scene: str, parts: tuple[Part, ...]
) -> None:
    plate = read(moving_plate(scene, parts, key="a"))
    drawn = next(each for each in plate.iter(f"{SVG}g") if each.get("class") == "path__drawn")
    done, coming = drawn
    assert len(done) == len(coming) > 0
    for past, ahead in zip(done, coming, strict=True):
        same = {"d", "cx", "cy", "r", "stroke-width", "stroke-dasharray"}
        assert {name: past.get(name) for name in same} == {name: ahead.get(name) for name in same}
        assert "done" in str(past.get("class"))
        assert "coming" in str(ahead.get("class"))
    assert done.get("clip-path") == "url(#a-past)"
    assert coming.get("clip-path") == "url(#a-ahead)"


def test_it_stands_at_the_start_with_nothing_done() -> None:
    plate = read(moving_plate("guided", WALK, key="a"))
    (past,) = (each for each in plate.iter() if each.get("data-past") is not None)
    (ahead,) = (each for each in plate.iter() if each.get("data-ahead") is not None)
    (line,) = (each for each in plate.iter() if each.get("data-line") is not None)
    (here,) = (each for each in plate.iter() if each.get("data-here") is not None)
    start = str(line.get("d"))[1:].partition("C")[0]
    x = float(start.split()[0])
    assert float(str(past.get("width"))) == float(str(ahead.get("x"))) == x
    assert float(str(ahead.get("width"))) == 390 - x
    assert here.get("transform") == f"translate({start})"


@pytest.mark.parametrize("scene", ["guided", "interval"])
def test_the_disc_is_never_cut_at_an_edge(scene: str) -> None:
    plate = SCENES[scene]
    curve = smooth_curve(plate.points)
    for each in range(101):
        x, y = curve.at(curve.length * each / 100)
        assert POSITION_RADIUS <= x <= plate.width - POSITION_RADIUS
        assert POSITION_RADIUS <= y <= plate.height - POSITION_RADIUS


def test_the_disc_has_the_sign_of_a_pause_too() -> None:
    plate = moving_plate("guided", WALK, key="a")
    assert "path__hole" in plate
    assert "path__bars" in plate


def test_ids_are_apart_where_two_are_on_a_page() -> None:
    ids = [
        {each.get("id") for each in read(moving_plate("guided", WALK, key=key)).iter()} - {None}
        for key in ("a", "b")
    ]
    assert not ids[0] & ids[1]


@pytest.mark.parametrize("parts", [(), (Part(PartKind.WALK, 0),)])
def test_a_path_needs_parts_with_minutes(parts: tuple[Part, ...]) -> None:
    with pytest.raises(ValueError, match="minutes"):
        moving_plate("guided", parts, key="a")
