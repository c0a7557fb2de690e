"""Routes in a browser: a map by upload, home by a click, loops, also without scripts."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from backstride.terrain import build_map
from tests.e2e.audit import Auditor
from tests.e2e.conftest import NOW, Come
from tests.e2e.installation import Installation, installed
from tests.e2e.people import settled_in
from tests.site.pages.test_routes import track_over
from tests.terrain.conftest import extract
from tests.terrain.town import CORNER

__all__ = ["extract"]

TABS_CAN_BE_TAPPED = """() => [...document.querySelectorAll(".places a")]
  .map((tab) => [tab, tab.getBoundingClientRect()]).filter(([, { width }]) => width > 0)
  .every(([tab, { left, top, width, height }]) =>
    tab.contains(document.elementFromPoint(left + width / 2, top + height / 2)))"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    """Run a site that gets maps."""
    with installed(tmp_path_factory.mktemp("site"), NOW) as running:
        yield running


@pytest.fixture
def no_map(site: Installation) -> None:
    """Take away maps that another test has built."""
    shutil.rmtree(site.home / "maps", ignore_errors=True)


@pytest.mark.usefixtures("no_map")
def test_a_map_a_home_and_loops(come: Come, axe: str, extract: Path) -> None:
    visit = come(color_scheme="light")
    visit.tell(settled_in())
    page, auditor = visit.page, Auditor(visit, axe)
    visit.open("/routes/")
    auditor.look("no map")
    page.set_input_files("input[type=file]", extract)
    page.get_by_role("button", name="Build the map").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Where do you start?")
    auditor.look("home")
    page.get_by_label("Your street").fill("7 row")
    page.get_by_label("Your street").press("Enter")
    expect(page.get_by_role("heading", name="One street")).to_be_in_viewport()
    auditor.look("street")
    page.get_by_role("link", name="7. Row").press("Enter")
    expect(page.locator("#map")).to_be_in_viewport()
    expect(page.locator("[data-door] [name=zoom]")).to_have_value("-3")
    visit.open("/routes/")
    page.get_by_role("link", name="Nearer").click()
    door = page.locator("[data-door]")
    expect(door.locator("[name=zoom]")).to_have_value("-1")
    expect(page.locator("#map")).not_to_have_attribute("aria-busy", "true")
    box = page.locator("#map").bounding_box()
    assert box is not None
    middle = (box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    metres = float(page.locator("#map").get_attribute("data-metres") or 0) / box["width"]
    page.mouse.move(*middle)
    page.mouse.down()
    page.mouse.move(middle[0] - 60, middle[1] + 30, steps=3)
    page.mouse.up()
    expect(door.locator("[name=east]")).to_have_value(str(round(60 * metres)))
    expect(door.locator("[name=south]")).to_have_value(str(round(-30 * metres)))
    expect(page.locator("#map")).not_to_have_attribute("aria-busy", "true")
    page.mouse.click(middle[0] - 60, middle[1] + 30)
    expect(door.locator("[name=east]")).to_have_value("0")
    expect(page.get_by_role("heading", level=1)).to_have_text("Where do you start?")
    page.mouse.wheel(0, -120)
    expect(page.locator("#map")).to_have_attribute("data-zoom", "-2")
    expect(page.locator("#map")).not_to_have_attribute("aria-busy", "true")
    asked: list[str] = []
    page.on("request", lambda each: asked.append(each.url) if "zoom=" in each.url else None)
    page.locator("#map").press("-")
    expect(page.locator("#map")).to_have_attribute("data-zoom", "-1")
    assert len(asked) == 1, asked
    page.get_by_role("button", name="My door is here").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("-minute walk")
    auditor.look("loops")
    before = page.locator("svg.map").inner_html()
    page.locator("summary", has_text="Move").click()
    page.get_by_role("link", name="East").press("Enter")
    expect(page.locator("[href*='zoom=-1'][data-move]")).to_have_count(1)
    page.wait_for_function("old => document.querySelector('svg.map').innerHTML !== old", arg=before)
    expect(page.get_by_role("link", name="East")).to_be_focused()
    page.locator("a.loop-row").nth(1).click()
    expect(page.locator("[aria-current=true]")).to_contain_text("B")
    with page.expect_download() as saved:
        page.get_by_role("link", name="Save as GPX").click()
    assert saved.value.suggested_filename.endswith(".gpx")
    assert not auditor.problems, "\n  ".join(["", *auditor.problems])


@pytest.mark.usefixtures("no_map")
def test_all_of_it_without_scripts(come: Come, extract: Path) -> None:
    visit = come(java_script_enabled=False)
    visit.tell(settled_in())
    page = visit.page
    visit.open("/routes/")
    page.set_input_files("input[type=file]", extract)
    page.get_by_role("button", name="Build the map").click()
    page.locator(".home-map__picture").click(position={"x": 150, "y": 170})
    expect(page.get_by_role("heading", level=1)).to_contain_text("-minute walk")
    expect(page.locator("svg.map")).to_be_visible()
    page.get_by_role("link", name="Farther").click()
    expect(page.locator("svg.map")).to_be_visible()
    page.get_by_role("link", name="Begin somewhere else").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Where do you start?")


@pytest.mark.usefixtures("no_map")
def test_a_loop_is_taken_along_and_a_walk_is_laid_on_the_map(
    come: Come, site: Installation, axe: str, extract: Path, tmp_path: Path
) -> None:
    build_map(extract, site.home / "maps" / "town-map")
    visit = come(
        color_scheme="light",
        geolocation={"latitude": CORNER[0], "longitude": CORNER[1]},
        permissions=["geolocation"],
    )
    visit.tell(settled_in())
    page, auditor = visit.page, Auditor(visit, axe)
    visit.open("/routes/")
    page.get_by_role("button", name="Use where I am now").click()
    expect(page.get_by_role("button", name="Walk this loop")).to_be_visible()
    for text in ("largest", "normal"):
        page.evaluate("(text) => (document.documentElement.dataset.textSize = text)", text)
        assert page.evaluate(TABS_CAN_BE_TAPPED), text
    page.get_by_role("button", name="Walk this loop").click()
    page.get_by_role("radio", name="4 of 10").check(force=True)
    page.locator("input[name=leg][value=no]").check(force=True)
    page.get_by_role("button", name="Begin").click()
    page.locator("summary", has_text="The way").click()
    expect(page.locator("svg.map .map__way--solid")).to_be_visible()
    auditor.look("the walk with its way")
    file = tmp_path / "walk.gpx"
    file.write_bytes(track_over("2026-05-11"))
    visit.open("/walked/files/")
    page.set_input_files("input[type=file]", file)
    page.get_by_role("button", name="Read the files").click()
    visit.open("/routes/")
    page.locator("a[href^='?walk=']").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("The ground of this walk")
    auditor.look("a recorded walk")
    assert not auditor.problems, "\n  ".join(["", *auditor.problems])
