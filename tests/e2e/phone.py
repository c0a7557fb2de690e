"""A phone: a browser whose profile outlives it, on a cable to the site."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

from playwright.sync_api import BrowserContext, BrowserType, Page

from tests.e2e.cable import Cable
from tests.e2e.installation import ZONE, Installation
from tests.e2e.visit import PHONE, Visit
from tests.e2e.watch import Watch

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
WAIT_MS = 20_000

LAID_OUT = """async () => {
  const laid = await caches.match("/ahead/");
  const { mark, day } = document.querySelector("meta[name=walker]").dataset;
  return laid?.headers.get("X-Laid-Out") === `${mark} ${day}`;
}"""

STORE = """async ([store, what]) => {
  const open = indexedDB.open("backstride");
  const database = await new Promise((done) => (open.onsuccess = () => done(open.result)));
  const asked = database.transaction(store).objectStore(store)[what]();
  const found = await new Promise((done) => (asked.onsuccess = () => done(asked.result)));
  database.close();
  return found;
}"""


@dataclass
class Phone:
    """A browser on a profile, and the cable between it and the site."""

    site: Installation
    cable: Cable
    profile: Path
    browsers: BrowserType
    program: str
    opened: list[BrowserContext] = field(default_factory=list)
    watches: list[Watch] = field(default_factory=list)

    def open(self, moment: str) -> Visit:
        """Open the browser, at a moment by the clock of its pages."""
        context = self.browsers.launch_persistent_context(
            self.profile,
            executable_path=self.program,
            args=FLAGS,
            viewport=PHONE,
            locale="en-GB",
            timezone_id=ZONE,
            reduced_motion="reduce",
        )
        context.set_default_timeout(WAIT_MS)
        self.opened.append(context)
        site = replace(self.site, base=self.cable.base)
        watch = Watch(site.base)
        watch.follow(context)
        self.watches.append(watch)
        page = context.pages[0]
        page.clock.install(time=moment)
        return Visit(site, context, page, watch)

    def link_for(self, name: str) -> str:
        """Return a sign-in link that leads through the cable."""
        return self.site.link_for(name).replace(self.site.base, self.cable.base)

    def kill(self) -> None:
        """End the browser at once; the profile names its process."""
        lock = str((self.profile / "SingletonLock").readlink())
        os.kill(int(lock.rpartition("-")[2]), signal.SIGKILL)

    def put_away(self) -> None:
        """Close what is open."""
        if self.opened:
            self.opened[-1].close()

    def assert_within_bounds(self) -> None:
        """Fail where something left the machine, or where a page had no policy."""
        assert [each for watch in self.watches for each in watch.elsewhere] == []
        assert [each for watch in self.watches for each in watch.without_policy] == []


def until(page: Page, true: Callable[[], bool], what: str) -> None:
    """Wait until something is so."""
    for _ in range(200):
        if true():
            return
        page.wait_for_timeout(100)
    raise AssertionError(f"{what} did not happen")


def until_laid_out(page: Page) -> None:
    """Wait until the next days are kept as this page knows them."""
    until(page, lambda: bool(page.evaluate(LAID_OUT)), "laying the next days out")


def stored(page: Page, store: str, what: str = "getAll") -> list[object]:
    """Return what the browser's own database holds."""
    found: list[object] = page.evaluate(STORE, [store, what])
    return found
