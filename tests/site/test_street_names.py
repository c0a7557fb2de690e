"""Names of streets on the map: along them, readable, and clear of each other."""

from __future__ import annotations

import math

import numpy as np
import pytest

from backstride.site.design.street_names import StreetName, street_names
from backstride.terrain import Drawn

SHOWN = (0.0, 0.0, 390.0, 450.0)


def street(name: str, *points: tuple[float, float], kind: str = "street") -> Drawn:
    return Drawn(kind=kind, name=name, points=np.array(points), is_area=False)


def named(
    *drawn: Drawn, scale: float = 1.0, taken: tuple[tuple[float, float], ...] = ()
) -> dict[str, StreetName]:
    return {each.name: each for each in street_names(drawn, scale, SHOWN, taken)}


def test_a_name_stands_on_its_street_and_turns_with_it() -> None:
    found = named(street("Mill Street", (50.0, 100.0), (250.0, 300.0)))["Mill Street"]
    assert found.at[1] - 100 == pytest.approx(found.at[0] - 50, abs=0.01)
    assert found.degrees == pytest.approx(45)


def test_no_name_is_upside_down() -> None:
    lines = [street(str(a), (200.0, 200.0), _around(a)) for a in range(0, 360, 30)]
    for each in lines:
        (found,) = street_names([each], 1.0, SHOWN)
        assert -90 <= found.degrees <= 90


def _around(degrees: int) -> tuple[float, float]:
    a = math.radians(degrees)
    return 200 + 120 * math.cos(a), 200 + 120 * math.sin(a)


def test_pieces_of_a_street_carry_one_name_together() -> None:
    pieces = [street("Long Station Road", (x, 200.0), (x + 40.0, 200.0)) for x in (60.0, 140, 100)]
    found = named(*pieces)
    assert found["Long Station Road"].degrees == pytest.approx(0)


def test_names_keep_clear_of_each_other_and_of_what_is_there() -> None:
    near = [street(f"Street {n}", (20.0, 200.0 + 6 * n), (370.0, 200.0 + 6 * n)) for n in range(5)]
    spots = list(named(*near).values())
    assert len(spots) > 1
    for one in spots:
        for other in spots:
            apart = abs(one.at[1] - other.at[1]) >= 17 or abs(one.at[0] - other.at[0]) >= 50
            assert one is other or apart
    wall = tuple((float(x), 200.0) for x in range(0, 391, 10))
    assert not named(street("Mill Street", (20.0, 200.0), (370.0, 200.0)), taken=wall)


def test_a_bend_and_a_short_lane_have_no_room_for_a_name() -> None:
    bend = [(200 + 40 * math.cos(a / 4), 200 + 40 * math.sin(a / 4)) for a in range(25)]
    assert not named(street("Around the Pond", *bend), street("Lane", (20.0, 20.0), (30.0, 30.0)))


def test_from_far_away_there_are_none() -> None:
    line = street("Mill Street", (0.0, 400.0), (3000.0, 400.0))
    assert not named(line, scale=0.1)
    assert named(line, scale=0.5)
