"""Routes in a browser: a map by upload, home by a click, loops, also without scripts."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.e2e.audit import Auditor
from tests.e2e.conftest import Come
from tests.e2e.installation import Installation
from tests.e2e.people import settled_in
from tests.terrain.conftest import extract

__all__ = ["extract"]


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
    page.get_by_role("link", name="Nearer").click()
    expect(page.locator("input[name=zoom]")).to_have_value("-1")
    page.get_by_role("button", name="The cross is my door").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("-minute walk")
    auditor.look("loops")
    before = page.locator("svg.map").inner_html()
    page.get_by_role("link", name="East").click()
    expect(page.locator("[href*='zoom=-1'][data-move]")).to_have_count(1)
    page.wait_for_function("old => document.querySelector('svg.map').innerHTML !== old", arg=before)
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
