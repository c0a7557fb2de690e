"""One person with a browser of their own."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any, TypeVar
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, Cookie, Error, Page, ViewportSize

from backstride.diary import AnyEvent, Diary, read_line, write_line
from tests.diary.factories import Part, events
from tests.e2e.installation import Installation
from tests.e2e.watch import Watch

PHONE: ViewportSize = {"width": 390, "height": 844}
DESKTOP: ViewportSize = {"width": 1280, "height": 900}

E = TypeVar("E", bound=AnyEvent)


@dataclass
class Visit:
    """A signed-in person, their page, and what the browser saw."""

    site: Installation
    context: BrowserContext
    page: Page
    watch: Watch

    @property
    def path(self) -> str:
        """Return the address that is shown, without the machine and without a query."""
        return urlsplit(self.page.url).path

    @property
    def heading(self) -> str:
        """Return the page's one first heading."""
        headings = self.page.locator("h1")
        assert headings.count() == 1, f"{self.path} has {headings.count()} first headings"
        return headings.inner_text().replace("\n", " ")

    def open(self, path: str) -> None:
        """Go to an address, after a page that leads on by itself has done so."""
        try:
            self.page.goto(self.site.base + path)
        except Error as error:
            if "interrupted by another navigation" not in str(error):
                raise
            self.page.wait_for_load_state()
            self.page.goto(self.site.base + path)

    def bring_back(self, cookies: list[Cookie]) -> None:
        """Put back cookies that were taken away, as the same person signing in again."""
        for each in cookies:
            self.context.add_cookies(
                [{"name": each["name"], "value": each["value"], "url": self.site.base}]
            )

    def tell(self, *parts: Part) -> None:
        """Send events for the diary, as a program would."""
        self.open("/settings/goal/")
        token = next(
            each["value"] for each in self.context.cookies() if "csrf" in each.get("name", "")
        )
        given = [json.loads(write_line(event)) for event in events(*parts)]
        answer = self.context.request.post(
            f"{self.site.base}/api/events", data=given, headers={"X-CSRFToken": token}
        )
        assert answer.ok, f"{answer.url} answered {answer.status}"
        became = [each["outcome"] for each in answer.json()]
        assert set(became) == {"stored"}, became

    def diary(self) -> Diary:
        """Return the diary as the site hands it out."""
        answer = self.context.request.get(f"{self.site.base}/api/diary.jsonl")
        assert answer.ok, f"{answer.url} answered {answer.status}"
        found = []
        for line in answer.text().splitlines():
            event = read_line(line)
            assert not isinstance(event, tuple), event
            found.append(event)
        return Diary().extend(found)

    def plan(self, on: str | None = None) -> dict[str, Any]:
        """Return the plan of a day, today's without one."""
        asked = f"?on={on}" if on else ""
        answer = self.context.request.get(f"{self.site.base}/api/plan{asked}")
        assert answer.ok, f"{answer.url} answered {answer.status}"
        plan: dict[str, Any] = answer.json()
        return plan
