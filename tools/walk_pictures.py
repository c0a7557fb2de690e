"""Take the pictures of a walk under way: its phases, and the forms that some people need.

Part of ``python -m tools.pictures``. The walker is invented, and far enough to walk rounds of
brisk and easy; the clock of the page is moved to each moment.
"""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Page, ViewportSize
from tests.e2e import steps
from tests.e2e.hands import Pointer
from tests.e2e.installation import ZONE, installed
from tests.e2e.people import in_intervals
from tests.e2e.visit import DESKTOP, PHONE, Visit
from tests.e2e.watch import Watch
from tools.palette import reduced

NARROW: ViewportSize = {"width": 320, "height": 640}
WAIT_MS = 20_000
LARGE_TEXT = {"standard": 32, "fixed": 26}
USUAL_TEXT = {"standard": 16, "fixed": 13}

SEEN_S = 40
"""So long before a picture the page is awake: it has said the last cues, and told none late."""

GONE = """() => JSON.parse(localStorage.getItem(
  `backstride-walk-${location.pathname.split("/")[2]}`)).spent"""

NO_NOTICE = """() => [...document.querySelectorAll(".notice")]
  .filter((each) => each.textContent.includes("invented")).forEach((each) => each.remove())"""


@dataclass
class Walk:
    """A walk on its page, which can be moved on and looked at."""

    page: Page
    press_room: Page
    folder: Path

    def go_to(self, second: int) -> None:
        """Let the walk go on to a second of its plan, half a minute of it seen."""
        self._run(1)  # the page keeps where it is once a second
        gone_s: float = self.page.evaluate(GONE)
        seen_s = min(SEEN_S, second - gone_s)
        self.page.clock.fast_forward(round((second - gone_s - seen_s) * 1000))
        self._run(seen_s)

    def _run(self, seconds: float) -> None:
        self.page.clock.run_for(round(seconds * 1000))

    def part(self, part_id: str) -> int:
        """Return the second at which a part begins."""
        start = self.page.locator(f'[data-part="{part_id}"]').get_attribute("data-start")
        assert start is not None
        return int(start)

    def shoot(
        self,
        name: str,
        size: ViewportSize = PHONE,
        *,
        dark: bool = False,
        large: bool = False,
        motion: bool = False,
    ) -> None:
        """Take the page in one form."""
        page = self.page
        page.emulate_media(
            color_scheme="dark" if dark else "light",
            reduced_motion="no-preference" if motion else "reduce",
        )
        page.set_viewport_size(size)
        session = page.context.new_cdp_session(page)
        session.send("Page.setFontSizes", {"fontSizes": LARGE_TEXT if large else USUAL_TEXT})
        page.evaluate(NO_NOTICE)
        page.evaluate("() => { document.activeElement?.blur(); scrollTo(0, 0); }")
        page.evaluate("async () => { await document.fonts.ready; }")
        self._run(0.4)
        page.evaluate("() => Promise.all(document.getAnimations().map((each) => each.finished))")
        picture = reduced(self.press_room, page.screenshot())
        (self.folder / f"player-{name}.png").write_bytes(picture)


def take(browser: Browser, folder: Path) -> None:
    """Walk through rounds of brisk and easy, and take a picture where something is to be seen."""
    told, day = in_intervals(rounds=8)
    now = f"{day}T09:00+00:00"
    with (
        tempfile.TemporaryDirectory(prefix="backstride-pictures-") as home,
        installed(Path(home), now) as site,
    ):
        context = browser.new_context(
            viewport=PHONE, locale="en-GB", timezone_id=ZONE, reduced_motion="reduce"
        )
        context.set_default_timeout(WAIT_MS)
        page, blank = context.new_page(), browser.new_page()
        page.clock.install(time=now)
        visit = Visit(site, context, page, Watch(site.base))
        page.goto(site.link)
        visit.tell(*told)
        visit.open("/")
        steps.begin_walk(visit, Pointer(page), pain=3)
        page.wait_for_url("**/walk/*-*/")
        page.locator("[data-pause]").wait_for()
        page.clock.pause_at(f"{day}T09:00:30+00:00")
        _of(Walk(page, blank, folder))
        blank.close()
        context.close()


def _of(walk: Walk) -> None:
    page = walk.page
    walk.go_to(walk.part("w2") if page.locator('[data-part="w2"]').count() else 90)
    walk.shoot("warm-up")
    walk.go_to(walk.part("brisk-5") + 8)
    walk.shoot("brisk", motion=True)
    walk.shoot("brisk-less-motion")
    walk.shoot("brisk-dark", dark=True)
    walk.shoot("brisk-narrow", NARROW)
    walk.shoot("brisk-large-text", large=True)
    walk.shoot("brisk-desktop", DESKTOP)
    walk.go_to(walk.part("easy-5") + 4)
    walk.shoot("easy", motion=True)
    page.locator("[data-pause]").click()
    walk.shoot("paused")
    page.locator("[data-pause]").click()
    cool_down = page.locator('[data-phase="cool_down"] [data-part]').nth(1)
    walk.go_to(int(str(cool_down.get_attribute("data-start"))) + 4)
    walk.shoot("cool-down-dark", dark=True)
    walk.shoot("cool-down-narrow", NARROW)
    walk.shoot("cool-down-large-text", large=True)
