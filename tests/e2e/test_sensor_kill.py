"""A phone that measures a walk, whose browser is killed in mid-walk."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Page, expect

from backstride.diary import Walk
from backstride.recordings import Motion, read_motion
from tests.e2e import steps
from tests.e2e.conftest import NOW
from tests.e2e.hands import Pointer
from tests.e2e.people import settled_in
from tests.e2e.phone import Phone, until
from tests.e2e.test_sensor import REPLAY, choose_to_measure

STEP_MS = 20
CHUNK_MS = 10_000

KEPT = """async () => {
  const open = indexedDB.open("backstride-sensor");
  const database = await new Promise((done) => (open.onsuccess = () => done(open.result)));
  const asked = database.transaction("chunks").objectStore("chunks").count();
  const found = await new Promise((done) => (asked.onsuccess = () => done(asked.result)));
  database.close();
  return found;
}"""


PAGES = """async (path) => Boolean(await caches.match(path + "after/"))"""


def move(page: Page, milliseconds: int) -> None:
    """Let the phone lie still for so long, as its sensor sees it."""
    still: list[list[Any]] = [[ms, 0.0, 0.0, 9.81] for ms in range(0, milliseconds, STEP_MS)]
    page.evaluate(REPLAY, still)


def test_what_was_measured_outlives_the_browser(phone: Phone) -> None:
    visit = phone.open(NOW)
    page, hands = visit.page, Pointer(visit.page)
    page.goto(phone.link_for("killed-measuring"))
    visit.tell(*settled_in())
    visit.open("/")
    hands.press("Start")
    hands.choose(steps.PAIN_NOW, "4 of 10")
    hands.choose("New pain, tingling or numbness in a leg?", "No")
    choose_to_measure(page)
    hands.press("Begin the warm-up")
    expect(page.get_by_text("Your steps are measured")).to_be_visible()
    path = visit.path
    move(page, 6 * CHUNK_MS + 5000)
    until(page, lambda: page.evaluate(KEPT) == 6, "keeping what was full")
    until(page, lambda: bool(page.evaluate(PAGES, path)), "keeping the pages of the walk")
    phone.cable.pull()
    phone.kill()

    visit = phone.open("2026-05-12T09:05+02:00")
    page, hands = visit.page, Pointer(visit.page)
    visit.open(path)
    expect(page.get_by_text("Your steps are measured")).to_be_visible()
    move(page, CHUNK_MS)
    hands.press("I have finished")
    hands.choose(steps.PAIN_NOW, "3 of 10")
    hands.choose("While walking, could you talk?", "Easily")
    page.get_by_role("button", name="Save this walk").click()
    expect(page.get_by_text("Your answers are kept on this phone")).to_be_visible()

    phone.site.stand_at("2026-05-12T09:40+02:00")
    phone.cable.plug_in()
    page.goto(phone.link_for("killed-measuring"))
    expect(page.get_by_text("What the phone measured has arrived.")).to_be_visible()

    walk = visit.diary().of(Walk)[-1]
    (original,) = (phone.site.home / "recordings").glob(f"*/{walk.recording_sha256}")
    arrived = read_motion(original.read_bytes())
    assert isinstance(arrived, Motion)
    assert arrived.is_complete
    before = arrived.t_s < 120
    assert before.sum() >= 6 * CHUNK_MS / STEP_MS
    assert (~before).sum() == CHUNK_MS / STEP_MS
