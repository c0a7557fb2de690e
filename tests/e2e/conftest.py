"""One browser and one running site for each process, one diary for each test."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, expect, sync_playwright

from tests.e2e.cable import Cable
from tests.e2e.installation import ROOT, ZONE, Installation, installed
from tests.e2e.phone import FLAGS, WAIT_MS, Phone
from tests.e2e.visit import PHONE, Visit
from tests.e2e.watch import Watch

NOW = "2026-05-12T09:00+02:00"
"""A Tuesday."""

expect.set_options(timeout=WAIT_MS)

Come = Callable[..., Visit]

_names = count(1)


@pytest.fixture(scope="session")
def browser(chromium: str) -> Iterator[Browser]:
    """Run one browser; each test gets a fresh profile of it."""
    # Playwright's own Node does not start on every system.
    node = shutil.which("node") or shutil.which("node", path=str(ROOT / ".venv" / "bin"))
    if node:
        os.environ.setdefault("PLAYWRIGHT_NODEJS_PATH", node)
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        yield running
        running.close()


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    """Run the site on a folder of its own.

    To start it takes seconds, so all tests share it. A module that crashes it, or that changes
    what all its people see, such as the maps, puts one of its own in the place of this.
    """
    with installed(tmp_path_factory.mktemp("site"), NOW) as running:
        yield running


@pytest.fixture
def come(site: Installation, browser: Browser) -> Iterator[Come]:
    """Bring people to the site, each with a diary and a browser profile of their own.

    Nobody's browser may ask another machine for anything, get a page without its policy, or
    have something to complain about: that is looked at after each test.
    """
    site.stand_at(NOW)
    visits: list[Visit] = []

    def arrive(*, link: str | None = None, **options: Any) -> Visit:
        context = browser.new_context(
            **{
                "viewport": PHONE,
                "locale": "en-GB",
                "timezone_id": ZONE,
                "reduced_motion": "reduce",
                **options,
            }
        )
        context.set_default_timeout(WAIT_MS)
        watch = Watch(site.base)
        watch.follow(context)
        visit = Visit(site, context, context.new_page(), watch)
        visits.append(visit)
        visit.page.goto(link or site.link_for(f"walker-{next(_names)}"))
        return visit

    yield arrive
    for visit in visits:
        visit.context.close()
    for visit in visits:
        visit.watch.assert_quiet()
    site.assert_no_error()


@pytest.fixture
def visit(come: Come) -> Visit:
    """Bring one person, on a phone."""
    return come()


@pytest.fixture
def phone(site: Installation, browser: Browser, chromium: str, tmp_path: Path) -> Iterator[Phone]:
    """Put a phone on the cable, with a browser that can be killed and opened again."""
    site.stand_at(NOW)
    cable = Cable(site.base)
    held = Phone(site, cable, tmp_path / "profile", browser.browser_type, chromium)
    yield held
    held.put_away()
    cable.end()
    held.assert_within_bounds()
    site.assert_no_error()


@pytest.fixture(scope="session")
def axe(repo: Path) -> str:
    """Return the source of axe."""
    return (repo / "node_modules" / "axe-core" / "axe.min.js").read_text(encoding="utf-8")
