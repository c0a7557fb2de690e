"""Every page, looked at: axe in both themes, no sideways scroll, targets, what it loads."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Literal

import pytest
from django.urls import Resolver404, get_resolver, resolve
from playwright.sync_api import expect

from tests.e2e import tour
from tests.e2e.audit import AXE, CONTRAST, Auditor
from tests.e2e.conftest import Come
from tests.e2e.people import settled_in
from tests.e2e.visit import PHONE, Visit

WAYS: dict[str, Callable[..., Iterator[str]]] = {
    "reading": tour.of_reading,
    "files": tour.of_files,
    "walking": tour.of_walking,
    "bad days": tour.of_bad_days,
    "somebody new": tour.of_newcomer,
    "leaving": tour.of_leaving,
}

SCRIPT = "text/javascript"

NO_PAGES = {"questions", "sign-in-with-link", "sign-out", "export"}
NO_PAGES |= {"walk-undo", "walk-ground", "two-walks", "one-walk", "upload-key-revoke"}
NO_PAGES |= {"sensed-forget", "report-stop", "walked-again"}
NO_PAGES |= {"manifest", "service-worker", "offline", "ahead"}  # test_install.py comes to these
"""Addresses that only lead on, or hand out something else than a page."""


@pytest.fixture
def shared(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """Return a folder that all processes of this run see."""
    base = tmp_path_factory.getbasetemp()
    folder = (base if worker_id == "master" else base.parent) / "visited"
    folder.mkdir(exist_ok=True)
    return folder


@pytest.mark.parametrize("way", WAYS)
def test_nothing_is_amiss_on_any_page(
    come: Come, axe: str, tmp_path: Path, shared: Path, way: str
) -> None:
    visit = come(color_scheme="light")
    auditor = Auditor(visit, axe)
    walk = WAYS[way]
    visited = set()
    for name in walk(visit, tmp_path) if way == "files" else walk(visit):
        visited.add(_name_of(visit.path))
        auditor.look(name)
    assert auditor.seen
    assert not auditor.problems, "\n  ".join(["", *auditor.problems])
    # Another process may be looking at this very moment: it sees the whole file, or none.
    draft = tmp_path / "visited"
    draft.write_text("\n".join(visited))
    draft.replace(shared / way)
    _assert_every_page_was_looked_at(shared)


def _assert_every_page_was_looked_at(shared: Path) -> None:
    """Once all ways have been gone, whichever process ends the last: no page was left out."""
    if {each.name for each in shared.iterdir()} != set(WAYS):
        return
    visited = {name for each in shared.iterdir() for name in each.read_text().split()}
    named = set(filter(None, (getattr(each, "name", None) for each in get_resolver().url_patterns)))
    assert sorted(named - visited - NO_PAGES) == []


def test_nothing_is_amiss_without_scripts(come: Come, axe: str) -> None:
    visit = come(color_scheme="light")
    # Switched off altogether, axe could not run either.
    visit.context.route("**/*.js*", lambda route: route.fulfill(body="", content_type=SCRIPT))
    auditor = Auditor(visit, axe)
    for name in tour.of_a_plain_walk(visit):
        auditor.look(name)
    assert len(auditor.seen) == 3
    assert not auditor.problems, "\n  ".join(["", *auditor.problems])


def test_axe_would_find_something(visit: Visit, axe: str) -> None:
    visit.page.evaluate("document.documentElement.removeAttribute('lang')")
    visit.page.evaluate(axe)
    assert any(each.startswith("html-has-lang") for each in visit.page.evaluate(AXE, None))


def test_a_script_inside_a_page_does_not_run(visit: Visit) -> None:
    visit.page.evaluate(
        """() => {
          const script = document.createElement("script");
          script.textContent = "window.ran = true";
          document.head.append(script);
        }"""
    )
    assert visit.page.evaluate("window.ran") is None
    assert any("Content Security Policy" in each for each in visit.watch.complaints)
    visit.watch.complaints.clear()


def test_a_request_to_elsewhere_would_be_noticed(visit: Visit) -> None:
    visit.context.route("http://elsewhere.example/**", lambda route: route.abort())
    visit.page.evaluate("fetch('http://elsewhere.example/x.png').catch(() => null)")
    assert visit.watch.elsewhere or any("violates" in each for each in visit.watch.complaints)
    visit.watch.elsewhere.clear()
    visit.watch.complaints.clear()


def test_start_is_seen_without_scrolling_on_a_phone(visit: Visit) -> None:
    visit.tell(settled_in())
    visit.open("/")
    assert visit.page.viewport_size == PHONE
    expect(visit.page.get_by_role("link", name="Start")).to_be_in_viewport(ratio=1)


def test_a_chosen_theme_and_a_larger_text_stay(come: Come, axe: str) -> None:
    visit = come(color_scheme="dark")
    page = visit.page
    visit.tell(settled_in())
    ground = "document.defaultView.getComputedStyle(document.documentElement).backgroundColor"
    text = page.get_by_role("group", name="Text size").get_by_role("radio").last
    changes: tuple[tuple[str, Literal["dark", "light"]], ...]
    changes = (("Light", "dark"), ("Dark", "light"))
    for theme, system in changes:
        page.emulate_media(color_scheme=system)
        visit.open("/settings/")
        for answer in (page.get_by_role("radio", name=theme, exact=True), text):
            if not answer.is_checked():
                with page.expect_response("**/settings/"):
                    answer.check()
        expect(page.get_by_text("Saved.")).to_be_visible()
        visit.open("/")
        assert _is_dark(page.evaluate(ground)) == (theme == "Dark")
        page.evaluate(axe)
        assert page.evaluate(AXE, CONTRAST) == []
    auditor = Auditor(visit, axe)
    auditor.look("today")
    assert not auditor.problems, "\n  ".join(["", *auditor.problems])


def _is_dark(colour: str) -> bool:
    parts = [float(each) for each in colour.strip("rgba()").split(",")[:3]]
    return sum(parts) < 3 * 128


def _name_of(path: str) -> str:
    try:
        return str(resolve(path).url_name)
    except Resolver404:
        return ""
