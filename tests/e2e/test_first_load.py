"""What a first visit weighs, and that nothing in it is amiss."""

from __future__ import annotations

import pytest
from tools.page_load import CURVES, Curve, Load, first_load

from tests.e2e import steps
from tests.e2e.conftest import Come
from tests.e2e.hands import Pointer
from tests.e2e.people import settled_in
from tests.e2e.visit import Visit

MOST_BYTES = 250_000
"""What a first load may weigh, fonts included."""


@pytest.fixture
def walking(come: Come) -> Visit:
    """Bring somebody onto the page of a walk."""
    visit = come(service_workers="block")
    visit.tell(settled_in())
    visit.open("/")
    steps.begin_walk(visit, Pointer(visit.page), pain=4)
    return visit


def looked_at(visit: Visit, path: str, axe: str) -> Load:
    load = first_load(visit.context, visit.site.base + path, slow=False)
    visit.open(path)
    visit.page.evaluate(axe)
    found = visit.page.evaluate("async () => (await axe.run()).violations.map((each) => each.id)")
    load.amiss += [f"axe: {each}" for each in found]
    return load


def test_today_and_the_player_are_light_and_nothing_is_amiss(walking: Visit, axe: str) -> None:
    for path in (walking.path, "/"):
        load = looked_at(walking, path, axe)
        assert "\n".join(load.amiss) == "", path
        fonts = [address for address in load.received if ".woff2" in address]
        assert len(fonts) >= 2
        assert load.bytes < MOST_BYTES, load.received


def test_a_metric_scores_what_its_curve_says() -> None:
    curve = Curve(1800, 3000, 0.1)
    assert curve.score(1800) == pytest.approx(0.9)
    assert curve.score(3000) == pytest.approx(0.5)
    assert curve.score(0) == 1
    assert sum(each.weight for each in CURVES.values()) == pytest.approx(1)
    good = Load()
    for name, each in CURVES.items():
        setattr(good, name, each.good)
    assert good.score == 90
    assert Load().score == 100
