"""Take the pictures of the pages that the documentation shows.

    python -m tools.pictures          all of them, into docs/pictures
    python -m tools.pictures FOLDER   into another folder, to compare

The pages are real: the site runs on an invented walker's ten weeks, the same ones each
time, and its clock stands still. The line that says so on each page is left out; the
documentation says it. Needs the Chromium that the browser tests use.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from playwright.sync_api import Browser, Locator, Page, ViewportSize, sync_playwright
from tools.bootstrap import ROOT
from tools.chromium import advice, find
from tools.palette import reduced

from tools import export_pictures, recorded_pictures, walk_pictures

FOLDER = ROOT / "docs" / "pictures"
MOST_BYTES = 4_000_000
"""What all pictures together may weigh."""

SIZES: dict[str, ViewportSize] = {
    "phone": {"width": 390, "height": 844},
    "desktop": {"width": 1280, "height": 900},
}
ZONE = "Europe/London"
LINK = re.compile(r"(http://127\.0\.0\.1:\d+)/sign-in/\S+")
DATA = re.compile(r"Your data: (.+)")
START = "from backstride.cli import main; main()"
START_S = 60
STOP_S = 30
WAIT_MS = 20_000
BEGIN = datetime(2026, 5, 11, 9, tzinfo=ZoneInfo(ZONE))
"""What the clock of the browser says at first."""

UNDER_WAY = "09:40"
"""Minutes and seconds into a walk, at its picture."""

EXPERIMENT_BEGAN, EXPERIMENT_ENDED = "2026-03-02T06:00", "2026-05-10T21:00"
"""When the experiment was drawn whose answer is shown, and when it was stopped."""

WALKER = "17"
"""The seed of the invented walker: one whose tenth week was good, as most weeks are."""

DAY = date(2026, 5, 11)
"""The first day after the ten weeks of `backstride demo` that asks for a walk."""

COUNTRY = "GB"
"""Where the walker lives; the pages that lead to a hospital name its number."""

PAIN_NOW = "How is your back now?"
LEG = "New pain, tingling or numbness in a leg?"

READING = {
    "why": "/why/",
    "plan": "/plan/",
    "rules": "/plan/rules/",
    "progress": "/progress/",
    "patterns": "/progress/patterns/",
    "now-and-then": "/progress/questions/",
    "scale": "/progress/questions/sleep/",
    "things": "/progress/questions/activities/things/",
    "report": "/report/",
    "different": "/walk/different/",
    "walked": "/walked/",
    "files": "/walked/files/",
    "worse": "/worse/",
    "shoes": "/shoes/",
    "settings": "/settings/",
    "goal": "/settings/goal/",
    "days": "/days/",
    "stretches": "/help/stretches/",
    "help": "/help/",
    "when-i-walk": "/plan/when-i-walk/",
}
"""Pages that only need to be opened."""

DRESSED = """async () => {
  for (const each of document.querySelectorAll("link[rel=stylesheet]"))
    while (!each.sheet?.cssRules.length) await new Promise((done) => setTimeout(done, 10));
  await document.fonts.ready;
  document.activeElement?.blur();
  window.scrollTo(0, 0);
}"""
NO_NOTICE = """() => [...document.querySelectorAll(".notice")]
  .filter((each) => each.textContent.includes("invented")).forEach((each) => each.remove())"""


@dataclass(frozen=True)
class Site:
    """A running site: its address, the link that signs in, and its data folder."""

    base: str
    link: str
    home: Path

    def tell(self, *command: str) -> str:
        """Write something into the walker's diary, as the command line does; return its id."""
        surroundings = {**os.environ, "BACKSTRIDE_HOME": str(self.home), "TZ": ZONE}
        told = subprocess.run(
            [sys.executable, "-c", START, *command, "--json"],
            env=surroundings,
            check=True,
            capture_output=True,
            text=True,
        )
        return str(json.loads(told.stdout)["stored"][0]["id"])

    def stand_at(self, day: date, clock: str) -> None:
        """Set the clock of the site, at one stroke; it stands still there."""
        draft = self.home / "clock.draft"
        draft.write_text(f"{day}T{clock}+01:00")
        draft.rename(self.home / "clock")


@dataclass
class Camera:
    """A browser page on a site, and the folder for its pictures."""

    site: Site
    page: Page
    press_room: Page
    """An empty page, in which pictures are made smaller."""
    folder: Path

    def open(self, path: str) -> None:
        self.page.goto(self.site.base + path)

    def press(self, name: str) -> None:
        named = re.compile(rf"^{re.escape(name)}(?!\w)")
        found = self.page.get_by_role("button", name=named).or_(
            self.page.get_by_role("link", name=named)
        )
        found.filter(visible=True).first.click()

    def choose(self, question: str, answer: str) -> None:
        group = self.page.get_by_role("group", name=question, exact=True)
        self._of(group, answer).check()

    def _of(self, group: Locator, answer: str) -> Locator:
        return group.get_by_role("radio", name=re.compile(rf"^{re.escape(answer)}\b"))

    def shoot(self, name: str, *, dark: bool = False) -> None:
        """Take the page that is shown, on a phone and on a desktop; dark as well if asked."""
        for theme in ("light", "dark") if dark else ("light",):
            self.page.emulate_media(color_scheme="dark" if theme == "dark" else "light")
            for size, viewport in SIZES.items():
                self.page.set_viewport_size(viewport)
                self.page.evaluate(DRESSED)
                self.page.evaluate(NO_NOTICE)
                ending = "-dark" if theme == "dark" else ""
                picture = reduced(self.press_room, self.page.screenshot())
                (self.folder / f"{name}-{size}{ending}.png").write_bytes(picture)
        self.page.emulate_media(color_scheme="light")
        self.page.set_viewport_size(SIZES["phone"])


def main(arguments: Sequence[str]) -> int:
    folder = Path(arguments[0]) if arguments else FOLDER
    chromium = find()
    if not chromium:
        print(advice(), file=sys.stderr)
        return 1
    node = shutil.which("node") or shutil.which("node", path=str(ROOT / ".venv" / "bin"))
    if node:
        os.environ.setdefault("PLAYWRIGHT_NODEJS_PATH", node)
    folder.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium, args=["--no-sandbox", "--disable-gpu"]
        )
        with running("demo", "--seed", WALKER) as site, camera(browser, site, folder) as page:
            settled_in(page)
        with running("serve") as site, camera(browser, site, folder) as page:
            newcomer(page)
        walk_pictures.take(browser, folder)
        with running("demo", "--seed", WALKER) as site, camera(browser, site, folder) as page:
            recorded_pictures.take(page)
            export_pictures.take(page)
        browser.close()
    weight = sum(each.stat().st_size for each in folder.glob("*.png"))
    print(f"{len(list(folder.glob('*.png')))} pictures in {folder}, {weight / 1e6:.1f} MB")
    return 0 if weight <= MOST_BYTES else 1


@contextmanager
def camera(browser: Browser, site: Site, folder: Path) -> Iterator[Camera]:
    context = browser.new_context(
        viewport=SIZES["phone"],
        locale="en-GB",
        timezone_id=ZONE,
        reduced_motion="reduce",
        color_scheme="light",
    )
    context.set_default_timeout(WAIT_MS)
    page = context.new_page()
    page.clock.install(time=BEGIN)
    page.goto(site.link)
    site.stand_at(DAY, "09:00")
    blank = browser.new_page()
    yield Camera(site, page, blank, folder)
    blank.close()
    context.close()


def settled_in(camera: Camera) -> None:
    """Take the pages of somebody who has walked for ten weeks."""
    page, site = camera.page, camera.site
    answered(camera)
    camera.open("/")
    camera.shoot("today", dark=True)
    for name, path in READING.items():
        camera.open(path)
        camera.shoot(name)

    of_routes(camera)
    of_experiments(camera)
    camera.open("/walk/before/")
    camera.shoot("before")
    camera.choose(PAIN_NOW, "3 of 10")
    camera.choose(LEG, "No")
    page.clock.pause_at(BEGIN + timedelta(hours=1))
    camera.press("Begin the warm-up")
    page.wait_for_url(re.compile(r"/walk/[0-9a-f-]{36}/$"))
    walk = page.url
    page.clock.fast_forward(UNDER_WAY)
    page.wait_for_load_state("networkidle")
    camera.shoot("walk", dark=True)
    page.clock.resume()
    camera.press("My back is complaining")
    page.wait_for_url("**/complaining/")
    camera.shoot("complaining")

    site.stand_at(DAY, "09:40")
    page.goto(f"{walk}after/")
    camera.shoot("after")
    for name, pain in (("settled", 3), ("hold", 5), ("ease-off", 9)):
        camera.choose(PAIN_NOW, f"{pain} of 10")
        camera.press("Save this walk")
        page.wait_for_url("**/response/")
        camera.shoot(name)
        page.go_back()
    camera.choose(PAIN_NOW, "3 of 10")
    camera.press("Save this walk")
    page.wait_for_url("**/response/")
    camera.open("/")
    camera.shoot("today-done")
    site.stand_at(DAY + timedelta(days=1), "07:30")
    camera.open("/morning/")
    camera.shoot("morning")
    camera.open("/about-you/")
    page.get_by_label("Country").select_option(COUNTRY)
    camera.press("Save")
    page.wait_for_url(re.compile(r"(?<!/about-you)/$"))
    for asked, name in (("q12", "doctor"), ("q01", "hospital")):
        camera.open(f"/questions/{asked}/")
        camera.choose(page.locator("h1").inner_text(), "Yes")
        camera.press("Next")
        page.wait_for_url("**/questions/result/")
        camera.shoot(name)


def of_routes(camera: Camera) -> None:
    """Take the loops from home, and where home is chosen."""
    camera.open("/routes/?minutes=24")
    camera.shoot("routes", dark=True)
    camera.open("/routes/?home=1")
    camera.page.locator("#map svg.map").wait_for()
    camera.shoot("home")


def of_experiments(camera: Camera) -> None:
    """Take an experiment before it begins, under way and with its answer, and stop it."""
    camera.open("/progress/patterns/ground/experiment/")
    camera.shoot("experiment-offer")
    log = ("log", "experiment", "time_of_day")
    ended = camera.site.tell(*log, "--pairs", "14", "--seed", "3", "--at", EXPERIMENT_BEGAN)
    camera.site.tell("log", "experiment-stop", "--at", EXPERIMENT_ENDED)
    camera.open(f"/progress/experiments/{ended}/")
    camera.shoot("experiment-answer")
    running = camera.site.tell(*log, "--seed", "2", "--at", f"{DAY}T06:00")
    camera.open(f"/progress/experiments/{running}/")
    camera.shoot("experiment", dark=True)
    camera.press("Stop the experiment")
    camera.page.get_by_text("Stopped.").wait_for()


def answered(camera: Camera) -> None:
    """Answer a few questions on the way here, so that their course can be seen."""
    page, site = camera.page, camera.site
    for weeks, total, sleep in ((8, 11, "4"), (4, 9, "6"), (0, 7, "7")):
        site.stand_at(DAY - timedelta(weeks=weeks), "08:30")
        camera.open("/progress/questions/rmdq_24/")
        page.get_by_label("The total").fill(str(total))
        camera.press("Save")
        page.wait_for_url("**/progress/questions/")
        camera.open("/progress/questions/sleep/")
        camera.choose("How well did you sleep this week?", sleep)
        camera.press("Save")
        page.wait_for_url("**/progress/questions/")
    site.stand_at(DAY, "09:00")


def newcomer(camera: Camera) -> None:
    """Take the first pages of somebody new."""
    camera.shoot("welcome")
    camera.open("/questions/q11/")
    camera.shoot("question")


@contextmanager
def running(*command: str) -> Iterator[Site]:
    """Run the site on invented entries, in a folder of its own, until the block ends."""
    with tempfile.TemporaryDirectory(prefix="backstride-pictures-") as folder:
        surroundings = {
            **{name: value for name, value in os.environ.items() if "BACKSTRIDE" not in name},
            "BACKSTRIDE_HOME": folder,
            "BACKSTRIDE_INVENTED": "1",
            "PYTHONUNBUFFERED": "1",
            "TZ": ZONE,
        }
        Path(folder).chmod(0o700)
        log = Path(folder) / "said.txt"
        with log.open("w") as out:
            process = subprocess.Popen(
                [sys.executable, "-c", START, *command, "--port", str(_free_port())],
                env=surroundings,
                stdout=out,
            )
        try:
            yield _site(log, process)
        finally:
            process.terminate()
            process.wait(timeout=STOP_S)


def _site(log: Path, process: subprocess.Popen[bytes]) -> Site:
    until = time.monotonic() + START_S
    while time.monotonic() < until and process.poll() is None:
        said = log.read_text()
        link, data = LINK.search(said), DATA.search(said)
        if link and data:
            return Site(link[1], link[0], Path(data[1]))
        time.sleep(0.1)
    raise RuntimeError(f"the site gave no link: {log.read_text()}")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
