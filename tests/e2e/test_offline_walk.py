"""A walk from its first step to its answers without a connection, and what may come between.

Each test begins on a phone that has seen Today once, kills the browser in mid-walk, and
expects exactly one walk with all its answers on the server once the cable is plugged in.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from backstride.diary import Walk
from tests.e2e import steps
from tests.e2e.conftest import NOW
from tests.e2e.hands import Pointer
from tests.e2e.installation import ROOT, Installation, installed
from tests.e2e.people import settled_in
from tests.e2e.phone import Phone, stored, until, until_laid_out
from tests.e2e.visit import Visit

LATER = "2026-05-12T09:20+02:00"
HOME_AGAIN = "2026-05-12T09:45+02:00"

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

KEPT = """async (path) => Boolean(await caches.match(path + "after/")) &&
  Boolean(await caches.match(path + "complaining/"))"""

VERSIONS = """async () => (await caches.keys())
  .filter((name) => name.startsWith("backstride-shell-")).length"""

WAITING = "async () => Boolean((await navigator.serviceWorker.getRegistration())?.waiting)"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    """Run a site that may crash and become another version."""
    with installed(tmp_path_factory.mktemp("site"), NOW) as running:
        yield running


def settle(phone: Phone, name: str) -> Visit:
    """Sign in on the phone, see Today once, and lose the connection."""
    visit = phone.open(NOW)
    visit.page.goto(phone.link_for(name))
    visit.tell(*settled_in())
    visit.open("/")
    until_laid_out(visit.page)
    phone.cable.pull()
    return visit


def set_out(visit: Visit) -> str:
    """Begin today's walk from Today; return the address of the walk."""
    visit.open("/")
    expect(visit.page.get_by_text("No connection.")).to_be_visible()
    steps.begin_walk(visit, Pointer(visit.page), pain=4)
    visit.page.wait_for_url("**/walk/*-*/")
    return visit.path


def walk_on(phone: Phone, visit: Visit) -> None:
    """Walk for eight minutes, and lose the browser."""
    page = visit.page
    expect(page.get_by_role("button", name="Pause")).to_be_visible()
    page.clock.fast_forward("08:00")
    until(page, lambda: _spent_s(page) > 470, "keeping the eighth minute")
    phone.kill()


def _spent_s(page: Page) -> float:
    walks = " ".join(str(each) for each in stored(page, "walks"))
    return max((float(each) for each in re.findall(r'"spent":([\d.]+)', walks)), default=0.0)


def come_back(phone: Phone, path: str, *, full: bool = False) -> Visit:
    """Open the browser again, and find the walk from Today."""
    visit = phone.open(LATER)
    page = visit.page
    if full:
        session = visit.context.new_cdp_session(page)
        session.send("Storage.overrideQuotaForOrigin", {"origin": phone.cable.base, "quotaSize": 1})
    visit.open("/")
    with page.expect_navigation():
        page.get_by_role("link", name="Go on with your walk").click()
    assert visit.path == path
    page.get_by_text("What was said").click()
    expect(page.locator("[data-transcript]")).to_contain_text("while the page slept")
    return visit


def finish(visit: Visit, *, told: str) -> None:
    """Walk to the end and answer; the page says that the answers are kept."""
    page, hands = visit.page, Pointer(visit.page)
    page.clock.fast_forward("20:00")
    expect(page.locator("[data-left]")).to_have_text("All done. Take your time.")
    hands.press("I have finished")
    assert visit.path.endswith("/after/")
    assert re.fullmatch(r"That was \d+ minutes\.", visit.heading)
    hands.choose(steps.PAIN_NOW, "3 of 10")
    hands.choose("While walking, could you talk?", "Easily")
    page.get_by_role("button", name="Save this walk").click()
    expect(page.get_by_text(told)).to_be_visible()


def go_home(phone: Phone, visit: Visit, name: str) -> None:
    """Plug the cable in, and sign in again: the killed browser may have lost its session."""
    visit.page.goto("about:blank")  # no page is just about to send something
    phone.cable.plug_in()
    phone.site.stand_at(HOME_AGAIN)
    visit.page.goto(phone.link_for(name))
    expect(visit.page.get_by_text("Everything that waited has been sent.")).to_be_visible()


def assert_one_walk(visit: Visit, path: str) -> None:
    """Compare the diary with what was walked and answered."""
    diary = visit.diary()
    walks = [walk for walk in diary.of(Walk) if walk.day.day == 12]
    assert [f"/walk/{walk.id}/" for walk in walks] == [path]
    (walk,) = walks
    assert walk.talk == "sentences"
    assert walk.prescribed is not None
    assert walk.minutes == walk.prescribed.minutes
    assert datetime.fromisoformat(NOW) <= walk.at < datetime.fromisoformat(LATER)
    assert walk.carrying == "nothing"
    pain = diary.pain_of(walk.id)
    assert (pain.before, pain.worst, pain.after) == (4, 4, 3)


def test_a_walk_outlives_the_browser(phone: Phone) -> None:
    visit = settle(phone, "walks")
    path = set_out(visit)
    walk_on(phone, visit)
    visit = come_back(phone, path)
    finish(visit, told="Your answers are kept on this phone")
    visit.open("/")
    expect(visit.page.get_by_role("heading", level=1)).to_have_text(
        "Your walk is kept on this phone"
    )
    go_home(phone, visit, "walks")
    assert_one_walk(visit, path)
    visit.open("/")
    expect(visit.page.get_by_role("heading", level=1)).to_contain_text("done today")


def test_a_walk_outlives_a_crash_of_the_server_and_is_delivered_twice(phone: Phone) -> None:
    visit = settle(phone, "restarts")
    path = set_out(visit)
    walk_on(phone, visit)
    phone.site.crash_and_start_again()
    visit = come_back(phone, path)
    finish(visit, told="Your answers are kept on this phone")
    assert visit.page.evaluate(TWICE) == 2
    go_home(phone, visit, "restarts")
    assert_one_walk(visit, path)


def test_a_walk_that_began_with_a_connection_outlives_its_session(phone: Phone) -> None:
    visit = phone.open(NOW)
    visit.page.goto(phone.link_for("leaves"))
    visit.tell(*settled_in())
    visit.open("/")
    steps.begin_walk(visit, Pointer(visit.page), pain=4)
    path = visit.path
    until(visit.page, lambda: bool(visit.page.evaluate(KEPT, path)), "keeping the walk's pages")
    phone.cable.pull()
    walk_on(phone, visit)
    visit = come_back(phone, path)
    visit.context.clear_cookies()
    phone.cable.plug_in()
    visit.open(path)  # the site asks to sign in; the walk goes on
    finish(visit, told="Your answers are kept on this phone")
    expect(visit.page.get_by_text("Sign in, and they are sent.")).to_be_visible()
    go_home(phone, visit, "leaves")
    assert_one_walk(visit, path)


def test_a_walk_outlives_a_full_phone(phone: Phone) -> None:
    visit = settle(phone, "full")
    path = set_out(visit)
    walk_on(phone, visit)
    visit = come_back(phone, path, full=True)
    finish(visit, told="This phone is almost full.")
    go_home(phone, visit, "full")
    assert_one_walk(visit, path)


def test_a_walk_outlives_an_update_of_the_app(phone: Phone, tmp_path: Path) -> None:
    visit = settle(phone, "updates")
    path = set_out(visit)
    before = visit.page.locator("script[src*='guided.js']").get_attribute("src")
    phone.site.crash_and_start_again(PYTHONPATH=str(_next_version(tmp_path)))
    phone.cable.plug_in()
    visit.page.goto(phone.link_for("updates"))
    visit.open(path)
    until(visit.page, lambda: bool(visit.page.evaluate(WAITING)), "fetching the next version")
    phone.cable.pull()
    walk_on(phone, visit)
    visit = come_back(phone, path)
    assert visit.page.evaluate(VERSIONS) == 2
    assert visit.page.locator("script[src*='guided.js']").get_attribute("src") == before
    finish(visit, told="Your answers are kept on this phone")
    go_home(phone, visit, "updates")
    assert_one_walk(visit, path)


def _next_version(folder: Path) -> Path:
    """Copy the package with another script in it."""
    source = ROOT / "src" / "backstride"
    shutil.copytree(
        source, folder / "next" / "backstride", ignore=shutil.ignore_patterns("__pycache__")
    )
    script = folder / "next" / "backstride/site/static/backstride/built/guided.js"
    script.write_text(script.read_text(encoding="utf-8") + "\n// the next version\n", "utf-8")
    return folder / "next"
