"""Looks at the page that is shown: axe, both themes, narrow and large, targets, one heading."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

from playwright.sync_api import CDPSession, Page, ViewportSize

from tests.e2e.visit import DESKTOP, PHONE, Visit

LEAST_PX = 48
"""Least side of a target (section 8 of the design)."""

NARROW_PX = 320
PLAIN_TEXT_PX, LARGE_TEXT_PX = 16, 32
TEXT_OF_CODE = 13 / 16
"""Chromium's own ratio of the two default sizes."""

AXE = """async (only) => {
  const rules = {"target-size": {enabled: true}, "color-contrast-enhanced": {enabled: true}};
  const options = only ? {runOnly: only} : {rules};
  const found = await axe.run(document, {...options, resultTypes: ["violations"]});
  return found.violations.map((each) =>
    `${each.id}: ${each.nodes.slice(0, 3).map((node) => node.target.join(" ")).join(" and ")}`);
}"""

SHOWN = """() => [...document.querySelectorAll("body *")]
  .map((each) => (each.checkVisibility() ? 1 : 0)).join("")"""
"""Which elements a page shows. A width may hide some of them, and show others."""

CONTRAST = ["color-contrast", "color-contrast-enhanced"]
"""What a theme can change; everything else is the same in both."""

LAYOUT = [*CONTRAST, "target-size", "scrollable-region-focusable", "link-in-text-block"]
"""What a width can change; everything else is the same where the same elements are shown."""

DRESSED = """async () => {
  const sheets = [...document.querySelectorAll("link[rel=stylesheet]")];
  for (const each of sheets)
    while (!each.sheet?.cssRules.length) await new Promise((done) => setTimeout(done, 10));
  await document.fonts.ready;
}"""
"""Waits for style sheets and fonts: before that a page's sizes mean nothing."""

SIDEWAYS = """() => {
  const width = document.documentElement.clientWidth;
  const found = [];
  if (document.documentElement.scrollWidth > width)
    found.push(`the page is ${document.documentElement.scrollWidth - width} px too wide`);
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  while (texts.nextNode()) {
    const text = texts.currentNode;
    const box = text.parentElement;
    if (!text.data.trim()) continue;
    if (box.closest(".unseen, .skip, [aria-hidden=true], select, svg")) continue;
    range.selectNodeContents(text);
    const place = range.getBoundingClientRect();
    if (place.width && (place.right > width + 1 || place.left < -1))
      found.push(`"${text.data.trim().slice(0, 40)}" sticks out`);
  }
  return [...new Set(found)].slice(0, 4);
}"""

TARGETS = """(least) => {
  const named = "button, .button, .row, .places__link, summary, .top-line__act, input, "
    + "select, textarea";
  const found = [];
  for (const each of document.querySelectorAll(named)) {
    if (each.type === "hidden" || !each.checkVisibility() || each.closest("[inert]")) continue;
    if (each.classList.contains("row") && !each.matches("a, button, summary, label")) continue;
    const {width, height} = each.getBoundingClientRect();
    if (Math.min(width, height) < least - 0.5)
      found.push(`${Math.round(width)} x ${Math.round(height)}: ${each.outerHTML.slice(0, 90)}`);
  }
  return found.slice(0, 4);
}"""

ORDER = """() => {
  const found = [];
  if (document.querySelectorAll("h1").length !== 1) found.push("it has not one first heading");
  const filled = [...document.querySelectorAll(".button:not(.button--second)")]
    .filter((each) => each.checkVisibility());
  if (filled.length > 1) found.push(`it has ${filled.length} filled buttons`);
  if (/\\b(None(?! of)|undefined|NaN)\\b|\\{[{%]/.test(document.body.innerText))
    found.push("it shows a value that is none");
  return found;
}"""


@dataclass
class Auditor:
    """Looks at one page after another and remembers what is amiss."""

    visit: Visit
    axe: str
    problems: list[str] = field(default_factory=list)
    seen: list[str] = field(default_factory=list)

    def look(self, name: str) -> None:
        """Look at the page that is shown, and leave it as it was."""
        page, told = self.visit.page, self._note
        self.seen.append(name)
        page.evaluate(DRESSED)
        told(name, page.evaluate(ORDER))
        told(name, page.evaluate(TARGETS, LEAST_PX))
        page.evaluate(self.axe)
        looked_at = None
        for size in (PHONE, DESKTOP):
            _as_tall_as_it_is(page, size)
            shown = page.evaluate(SHOWN)
            rules = LAYOUT if shown == looked_at else None
            looked_at = shown
            told(f"{name} at {size['width']} px", page.evaluate(AXE, rules))
            page.emulate_media(color_scheme="dark")
            told(f"{name} at {size['width']} px, dark", page.evaluate(AXE, CONTRAST))
            page.emulate_media(color_scheme="light")
        page.set_viewport_size({"width": NARROW_PX, "height": PHONE["height"]})
        told(f"{name} at {NARROW_PX} px", page.evaluate(SIDEWAYS))
        large = self.visit.context.new_cdp_session(page)
        _text(large, LARGE_TEXT_PX)
        for size in (PHONE, DESKTOP):
            page.set_viewport_size(size)
            told(f"{name} at {size['width']} px, text at 200 %", page.evaluate(SIDEWAYS))
        _text(large, PLAIN_TEXT_PX)
        large.detach()
        page.set_viewport_size(PHONE)

    def _note(self, where: str, found: list[str]) -> None:
        self.problems.extend(f"{where}: {each}" for each in found)


def _as_tall_as_it_is(page: Page, size: ViewportSize) -> None:
    """Make room for the whole page, so that its foot covers nothing that axe looks at."""
    page.set_viewport_size(size)
    height: int = page.evaluate("document.documentElement.scrollHeight")
    page.set_viewport_size({"width": size["width"], "height": max(height, size["height"])})


def _text(session: CDPSession, size_px: float) -> None:
    """Set the size of text as a person does in the browser's settings."""
    sizes: dict[Literal["standard", "fixed"], Any] = {
        "standard": round(size_px),
        "fixed": round(size_px * TEXT_OF_CODE),
    }
    session.send("Page.setFontSizes", {"fontSizes": sizes})
