"""A walk without a connection, in a browser that is killed half-way."""

from __future__ import annotations

import os
import re
import signal
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from backstride.diary import Walk
from tests.e2e import steps
from tests.e2e.cable import Cable
from tests.e2e.conftest import FLAGS, NOW, WAIT_MS
from tests.e2e.hands import Pointer
from tests.e2e.installation import ZONE, Installation
from tests.e2e.people import settled_in
from tests.e2e.visit import PHONE, Visit
from tests.e2e.watch import Watch

Open = Callable[[], BrowserContext]

KEPT = """async (path) => Boolean(await caches.match(path + "after/")) &&
  Boolean(await caches.match(path + "complaining/"))"""

TWICE = """async () => {
  const open = indexedDB.open("backstride");
  const database = await new Promise((done) => (open.onsuccess = () => done(open.result)));
  const store = database.transaction("outbox", "readwrite").objectStore("outbox");
  const all = await new Promise((done) => {
    const asked = store.getAll();
    asked.onsuccess = () => done(asked.result);
  });
  for (const { key, ...entry } of all) store.add(entry);
  return all.length;
}"""

SIGN_OUT = """(token) =>
  fetch("/sign-out/", { method: "POST", headers: { "X-CSRFToken": token } })"""


@pytest.fixture
def profile(tmp_path: Path) -> Path:
    return tmp_path / "profile"


@pytest.fixture
def open_browser(browser: Browser, chromium: str, profile: Path) -> Iterator[Open]:
    """Open a browser of its own on a profile that outlives it."""
    opened: list[BrowserContext] = []

    def launch() -> BrowserContext:
        context = browser.browser_type.launch_persistent_context(
            profile,
            executable_path=chromium,
            args=FLAGS,
            viewport=PHONE,
            locale="en-GB",
            timezone_id=ZONE,
            reduced_motion="reduce",
        )
        context.set_default_timeout(WAIT_MS)
        opened.append(context)
        return context

    yield launch
    opened[-1].close()


@pytest.fixture
def cable(site: Installation) -> Iterator[Cable]:
    cable = Cable(site.base)
    yield cable
    cable.end()


def kill(profile: Path) -> None:
    """End the browser of a profile at once; it names its process there."""
    os.kill(int(str((profile / "SingletonLock").readlink()).rpartition("-")[2]), signal.SIGKILL)


def until(page: Page, true: Callable[[], bool], what: str) -> None:
    for _ in range(100):
        if true():
            return
        page.wait_for_timeout(100)
    raise AssertionError(f"{what} did not happen")


def test_a_walk_outlives_the_connection_the_browser_and_the_session(
    site: Installation, cable: Cable, open_browser: Open, profile: Path
) -> None:
    site.stand_at(NOW)
    link = site.link_for("offline").replace(site.base, cable.base)
    site = replace(site, base=cable.base)
    context = open_browser()
    watch = Watch(site.base)
    watch.follow(context)
    page = context.pages[0]
    page.clock.install(time=NOW)
    visit = Visit(site, context, page, watch)
    page.goto(link)
    visit.tell(*settled_in())
    visit.open("/")
    steps.begin_walk(visit, Pointer(page), pain=4)
    path = visit.path
    until(page, lambda: bool(page.evaluate(KEPT, path)), "keeping the pages of the walk")

    cable.pull()
    page.clock.fast_forward("08:00")
    expect(page.locator("[data-left]")).to_contain_text("minutes left of")
    page.wait_for_timeout(1500)
    kill(profile)

    context = open_browser()
    watch.follow(context)
    context.clear_cookies()
    page = context.pages[0]
    page.clock.install(time="2026-05-12T09:20+02:00")
    visit = Visit(site, context, page, watch)
    visit.open(path)
    expect(page.get_by_text("No connection.")).to_be_visible()
    page.get_by_text("What was said").click()
    expect(page.locator("[data-transcript] li").first).to_contain_text("0:00")
    expect(page.locator("[data-transcript]")).to_contain_text("while the page slept")
    page.clock.fast_forward("20:00")
    expect(page.locator("[data-left]")).to_have_text("All done. Take your time.")
    Pointer(page).press("I have finished")
    assert visit.path == f"{path}after/"
    assert re.fullmatch(r"That was \d+ minutes\.", visit.heading)
    hands = Pointer(page)
    hands.choose(steps.PAIN_NOW, "3 of 10")
    hands.choose("While walking, could you talk?", "Easily")
    page.get_by_role("button", name="Save this walk").click()
    expect(page.get_by_text("Your answers are kept on this phone")).to_be_visible()
    assert page.evaluate(TWICE) == 1

    cable.plug_in()
    page.clock.fast_forward("01:00")
    expect(page.get_by_text("Sign in, and what waits")).to_be_visible()
    site.stand_at("2026-05-12T09:45+02:00")
    page.goto(site.link_for("offline"))
    until(page, lambda: visit.diary().of(Walk)[-1].day.day == 12, "sending what waited")
    diary = visit.diary()
    walks = [walk for walk in diary.of(Walk) if walk.day.day == 12]
    assert [f"/walk/{walk.id}/" for walk in walks] == [path]
    assert walks[0].talk == "sentences"
    assert walks[0].prescribed is not None
    assert walks[0].minutes == walks[0].prescribed.minutes
    pain = diary.pain_of(walks[0].id)
    assert (pain.before, pain.worst, pain.after) == (4, 4, 3)
    assert watch.elsewhere == []
    assert watch.without_policy == []


def test_the_app_can_be_installed(site: Installation, open_browser: Open) -> None:
    context = open_browser()
    page = context.pages[0]
    page.goto(site.link_for("installs"))
    session = context.new_cdp_session(page)
    page.evaluate("async () => { await navigator.serviceWorker.ready; }")
    found = session.send("Page.getInstallabilityErrors")
    reasons = {each["errorId"] for each in found["installabilityErrors"]}
    # A profile without a window of its own counts as a private one.
    assert reasons <= {"in-incognito"}
    manifest = session.send("Page.getAppManifest")
    assert manifest["errors"] == []
    assert manifest["url"] == f"{site.base}/manifest.webmanifest"


def test_a_page_that_was_not_kept_says_so(
    site: Installation, cable: Cable, open_browser: Open, axe: str
) -> None:
    page = open_browser().pages[0]
    page.goto(site.link_for("wanders").replace(site.base, cable.base))
    page.evaluate("async () => { await navigator.serviceWorker.ready; }")
    cable.pull()
    page.goto(f"{cable.base}/progress/")
    expect(page.get_by_role("heading", level=1)).to_have_text("No connection just now")
    page.evaluate(axe)
    found = page.evaluate("async () => (await axe.run()).violations.map((each) => each.id)")
    assert found == []


def test_signing_out_leaves_no_page_behind(site: Installation, open_browser: Open) -> None:
    context = open_browser()
    page = context.pages[0]
    page.goto(site.link_for("leaves"))
    stretches = "async () => Boolean(await caches.match('/help/stretches/'))"
    until(page, lambda: bool(page.evaluate(stretches)), "keeping the stretches")
    token = next(each["value"] for each in context.cookies() if "csrf" in each.get("name", ""))
    page.evaluate(SIGN_OUT, token)
    until(page, lambda: not page.evaluate(stretches), "forgetting the pages")
