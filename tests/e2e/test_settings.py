"""The settings: kept as they change, or with a button where there are no scripts."""

from __future__ import annotations

import re

from playwright.sync_api import Locator, expect

from tests.e2e.conftest import Come
from tests.e2e.hands import Keyboard, Pointer, answer_of
from tests.e2e.people import settled_in
from tests.e2e.visit import Visit

FACE = "(element) => parseFloat(getComputedStyle(element).fontSize)"
GROUND = "(element) => getComputedStyle(element).backgroundColor"


def settings(visit: Visit) -> Locator:
    """Open the settings; return the line that says what was kept."""
    visit.tell(settled_in())
    visit.open("/settings/")
    return visit.page.locator("#saved")


def test_each_change_is_kept_at_once_and_the_focus_stays(visit: Visit) -> None:
    saved = settings(visit)
    page, hands, root = visit.page, Keyboard(visit.page), visit.page.locator("html")
    expect(saved).to_have_role("status")
    expect(page.get_by_role("button", name="Save")).to_be_hidden()
    before = root.evaluate(FACE), root.evaluate(GROUND)

    hands.choose("Light or dark", "Dark")
    expect(saved).to_have_text("Saved.")
    expect(answer_of(page, "Light or dark", "Dark")).to_be_focused()
    expect(root).to_have_attribute("data-theme", "dark")
    assert root.evaluate(GROUND) != before[1]

    with page.expect_response("**/settings/"):
        page.locator("#text_size").get_by_role("radio").last.check()
    expect(root).to_have_attribute("data-text-size", "largest")
    assert root.evaluate(FACE) > before[0]
    with page.expect_response("**/settings/"):
        hands.choose("Distances", "Miles")
    with page.expect_response("**/settings/"):
        page.get_by_role("switch", name="Posture cues").uncheck()
    expect(saved).to_have_text("Saved.")
    assert visit.path == "/settings/"

    page.reload()
    expect(root).to_have_attribute("data-theme", "dark")
    expect(root).to_have_attribute("data-text-size", "largest")
    expect(answer_of(page, "Distances", "Miles")).to_be_checked()
    expect(page.get_by_role("switch", name="Posture cues")).not_to_be_checked()
    expect(page.get_by_role("switch", name="Spoken cues")).to_be_checked()


def test_htmx_writes_no_style_of_its_own(visit: Visit) -> None:
    saved = settings(visit)
    answer_of(visit.page, "Light or dark", "Light").check()
    expect(saved).to_have_text("Saved.")
    assert visit.page.locator("style, [style]").count() == 0


def test_a_change_that_could_not_be_kept_is_told(visit: Visit) -> None:
    saved = settings(visit)
    visit.context.clear_cookies(name=re.compile("session"))
    with visit.page.expect_console_message(lambda each: "Error Code 401" in each.text):
        answer_of(visit.page, "Light or dark", "Dark").check()
    expect(saved).to_contain_text("This was not saved.")
    assert len(visit.watch.complaints) == 1  # what HTMX writes about that answer, and no more
    visit.watch.complaints.clear()
    assert visit.heading == "Settings"


def test_without_scripts_a_button_keeps_everything(come: Come) -> None:
    visit = come(java_script_enabled=False)
    settings(visit)
    hands = Pointer(visit.page)
    hands.choose("Light or dark", "Dark")
    hands.press("Save")
    assert visit.path == "/settings/"
    expect(visit.page.get_by_text("Saved.")).to_be_visible()
    expect(visit.page.locator("html")).to_have_attribute("data-theme", "dark")


def test_without_htmx_the_button_comes_back(come: Come) -> None:
    # A service worker would bring the file from what it has kept.
    visit = come(service_workers="block")
    visit.tell(settled_in())
    visit.page.route("**/htmx.min*.js*", lambda route: route.fulfill(body=""))
    visit.open("/settings/")
    answer_of(visit.page, "Light or dark", "Dark").check()
    Pointer(visit.page).press("Save")
    expect(visit.page.locator("html")).to_have_attribute("data-theme", "dark")
