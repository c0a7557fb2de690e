"""Ways to use a page: by pointer, or by keyboard alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol

from playwright.sync_api import Locator, Page, TimeoutError, expect

MOST_TABS = 80
"""No page has more stops than that between where one is and what one looks for."""

TRIES = 5
TRY_MS = 4000
"""A script that takes a page over may hide a button that was found, for another of that name:
then the page is looked at again. A click that ran out of time has not been made."""

FOCUS = """() => {
  const element = document.activeElement;
  if (!element || element === document.body) return {nothing: true};
  // An answer's input lies unseen over what is drawn for it; that shows the focus.
  const drawn = [element, element.nextElementSibling, ...(element.labels ?? [])].filter(Boolean);
  const ring = drawn.find((each) => {
    const style = getComputedStyle(each);
    return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
  });
  // The browser's own button inside a day or a time field: the browser draws its ring.
  const inside = !element.matches(":focus");
  const box = element.getBoundingClientRect();
  const seen = [[.5, .5], [.1, .2], [.9, .2], [.1, .8], [.9, .8]].some(([x, y]) => {
    const hit = document.elementFromPoint(box.x + box.width * x, box.y + box.height * y);
    return hit && drawn.some((each) => each.contains(hit) || hit.contains(element));
  });
  return {what: element.outerHTML.slice(0, 160), ring: Boolean(ring) || inside, seen};
}"""


class Hands(Protocol):
    """What a person does on a page."""

    def press(self, name: str) -> None:
        """Press a button, or follow a link."""

    def choose(self, question: str, answer: str) -> None:
        """Choose one of several answers; the answer may be the beginning of its name."""

    def tick(self, answer: str) -> None:
        """Tick an answer of which several can be chosen."""

    def write(self, label: str, text: str) -> None:
        """Write into a field that is still empty."""


def act(page: Page, name: str) -> Locator:
    """Return the button or link of that name."""
    named = re.compile(rf"^{re.escape(name)}(?!\w)")
    found = page.get_by_role("button", name=named).or_(page.get_by_role("link", name=named))
    return found.filter(visible=True).first


@contextmanager
def leading_on(page: Page, found: Locator) -> Iterator[None]:
    """Wait for the page that a link or a button leads to; a button of a script leads nowhere."""
    if found.get_attribute("type") == "button":
        yield
        return
    with page.expect_navigation():
        yield


def answer_of(page: Page, question: str, answer: str) -> Locator:
    """Return one answer to a question."""
    group = page.get_by_role("group", name=question, exact=True)
    return group.get_by_role("radio", name=re.compile(rf"^{re.escape(answer)}\b"))


class Pointer:
    """A finger or a mouse."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def press(self, name: str) -> None:
        for left in reversed(range(TRIES)):
            found = act(self.page, name)
            try:
                with leading_on(self.page, found):
                    found.click(timeout=TRY_MS)
            except TimeoutError as error:
                if left == 0 or "Locator.click" not in str(error):
                    raise
            else:
                return

    def choose(self, question: str, answer: str) -> None:
        answer_of(self.page, question, answer).check()

    def tick(self, answer: str) -> None:
        self.page.get_by_role("checkbox", name=answer, exact=True).check()

    def write(self, label: str, text: str) -> None:
        self.page.get_by_label(label, exact=True).fill(text)


class Keyboard:
    """Tab, Space, Enter, arrows and letters, and no pointer; every stop must show itself."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.stops = 0

    def press(self, name: str) -> None:
        found = act(self.page, name)
        expect(found).to_be_visible()
        self._tab_to(found)
        with leading_on(self.page, found):
            self.page.keyboard.press("Enter")

    def choose(self, question: str, answer: str) -> None:
        wanted = answer_of(self.page, question, answer)
        group = self.page.get_by_role("group", name=question, exact=True).get_by_role("radio")
        self._tab_to(group)
        if not self._has_focus(wanted):
            for _ in range(group.count()):
                self.page.keyboard.press("ArrowDown")
                self._assert_focus_shows()
                if self._has_focus(wanted):
                    break
        if not wanted.is_checked():
            self.page.keyboard.press("Space")
        expect(wanted).to_be_checked()

    def tick(self, answer: str) -> None:
        box = self.page.get_by_role("checkbox", name=answer, exact=True)
        self._tab_to(box)
        self.page.keyboard.press("Space")
        expect(box).to_be_checked()

    def write(self, label: str, text: str) -> None:
        self._tab_to(self.page.get_by_label(label, exact=True))
        self.page.keyboard.type(text)

    def _tab_to(self, wanted: Locator) -> None:
        for _ in range(MOST_TABS):
            if self._has_focus(wanted):
                return
            self.page.keyboard.press("Tab")
            self._assert_focus_shows()
        raise AssertionError(f"{wanted} cannot be reached with Tab on {self.page.url}")

    @staticmethod
    def _has_focus(wanted: Locator) -> bool:
        return bool(
            wanted.evaluate_all("(all) => all.some((each) => each === document.activeElement)")
        )

    def _assert_focus_shows(self) -> None:
        focus = self.page.evaluate(FOCUS)
        if focus.get("nothing"):
            return  # between the last stop and the first the focus leaves the page
        self.stops += 1
        assert focus["ring"], f"no focus to be seen on {self.page.url}: {focus['what']}"
        assert focus["seen"], f"focus is covered on {self.page.url}: {focus['what']}"
