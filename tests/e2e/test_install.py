"""The site as an app on the phone: installing it, and what it keeps and gives back."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.e2e.conftest import NOW
from tests.e2e.phone import Phone, until

READY = "async () => { await navigator.serviceWorker.ready; }"

SIGN_OUT = """(token) =>
  fetch("/sign-out/", { method: "POST", headers: { "X-CSRFToken": token } })"""


def test_the_app_can_be_installed(phone: Phone) -> None:
    visit = phone.open(NOW)
    visit.page.goto(phone.link_for("installs"))
    visit.page.evaluate(READY)
    session = visit.context.new_cdp_session(visit.page)
    found = session.send("Page.getInstallabilityErrors")
    reasons = {each["errorId"] for each in found["installabilityErrors"]}
    # A profile without a window of its own counts as a private one.
    assert reasons <= {"in-incognito"}
    manifest = session.send("Page.getAppManifest")
    assert manifest["errors"] == []
    assert manifest["url"] == f"{phone.cable.base}/manifest.webmanifest"


def test_a_page_that_was_not_kept_says_so(phone: Phone, axe: str) -> None:
    visit = phone.open(NOW)
    page = visit.page
    page.goto(phone.link_for("wanders"))
    page.evaluate(READY)
    phone.cable.pull()
    visit.open("/progress/")
    expect(page.get_by_role("heading", level=1)).to_have_text("No connection just now")
    page.evaluate(axe)
    found = page.evaluate("async () => (await axe.run()).violations.map((each) => each.id)")
    assert found == []


def test_signing_out_leaves_no_page_behind(phone: Phone) -> None:
    visit = phone.open(NOW)
    page = visit.page
    page.goto(phone.link_for("leaves"))
    stretches = "async () => Boolean(await caches.match('/help/stretches/'))"
    until(page, lambda: bool(page.evaluate(stretches)), "keeping the stretches")
    cookies = visit.context.cookies()
    token = next(each["value"] for each in cookies if "csrf" in each.get("name", ""))
    page.evaluate(SIGN_OUT, token)
    until(page, lambda: not page.evaluate(stretches), "forgetting the pages")
