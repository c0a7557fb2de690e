"""Answers and forms that wait on the phone: offline, after a session, and beside others."""

from __future__ import annotations

from playwright.sync_api import expect

from backstride.diary import Flare, Moment, NewSymptom, Pain
from tests.e2e import steps
from tests.e2e.conftest import NOW, Come
from tests.e2e.hands import Pointer
from tests.e2e.people import settled_in
from tests.e2e.phone import Phone, stored, until_laid_out
from tests.e2e.visit import Visit

THURSDAY = "2026-05-14T08:00+02:00"
READY = "async () => { await navigator.serviceWorker.ready; }"


def settle(phone: Phone, name: str) -> Visit:
    visit = phone.open(NOW)
    visit.page.goto(phone.link_for(name))
    visit.tell(*settled_in())
    visit.open("/")
    until_laid_out(visit.page)
    return visit


def sent(phone: Phone, visit: Visit, name: str) -> None:
    visit.page.goto("about:blank")  # no page is just about to send something
    phone.cable.plug_in()
    visit.page.goto(phone.link_for(name))
    expect(visit.page.get_by_text("Everything that waited has been sent.")).to_be_visible()


def heading(visit: Visit, text: str) -> None:
    expect(visit.page.get_by_role("heading", level=1)).to_have_text(text)


def test_a_bad_day_waits_and_no_walk_begins_meanwhile(phone: Phone) -> None:
    visit = settle(phone, "worse")
    phone.cable.pull()
    visit.open("/")
    Pointer(visit.page).press("My back is worse today")
    visit.page.get_by_role("button", name="Note a bad day").click()
    expect(visit.page.get_by_text("kept on this phone")).to_be_visible()
    visit.open("/")
    heading(visit, "No walk for now")
    visit.open("/walk/before/")
    hands = Pointer(visit.page)
    hands.choose(steps.PAIN_NOW, "4 of 10")
    hands.choose("New pain, tingling or numbness in a leg?", "No")
    visit.page.get_by_role("button", name="Begin the warm-up").click()
    expect(visit.page.get_by_text("A few questions come first")).to_be_visible()
    sent(phone, visit, "worse")
    (flare,) = visit.diary().of(Flare)
    assert flare.day.isoformat() == "2026-05-12"
    heading(visit, "A few questions first")


def test_the_morning_two_days_on_is_that_mornings(phone: Phone) -> None:
    visit = settle(phone, "mornings")
    phone.cable.pull()
    visit.context.close()
    visit = phone.open(THURSDAY)
    visit.open("/")
    expect(visit.page.get_by_text("Thursday 14 May").first).to_be_visible()
    visit.open("/morning/")
    visit.page.get_by_text("another number from 0 to 10").click()
    Pointer(visit.page).choose("Your back this morning, from 0 to 10", "3 of 10")
    visit.page.get_by_role("button", name="Save this number").click()
    expect(visit.page.get_by_text("kept on this phone")).to_be_visible()
    phone.site.stand_at("2026-05-14T18:00+02:00")
    sent(phone, visit, "mornings")
    last = [pain for pain in visit.diary().of(Pain) if pain.moment is Moment.MORNING][-1]
    assert (last.day.isoformat(), last.nrs) == ("2026-05-14", 3)


def test_a_leg_symptom_that_comes_after_the_session_waits_and_is_written_down(
    phone: Phone,
) -> None:
    visit = settle(phone, "leg")
    hands = Pointer(visit.page)
    steps.begin_walk(visit, hands, pain=4, leg="Yes")
    visit.page.evaluate(READY)
    visit.page.get_by_label("A leg is weak").check(force=True)
    visit.context.clear_cookies()
    hands.press("A few safety questions")
    heading(visit, "Kept on this phone")
    expect(visit.page.locator("[data-waiting]")).to_contain_text("Waits to be sent.")
    sent(phone, visit, "leg")
    assert [each.symptom for each in visit.diary().of(NewSymptom)] == ["leg_weakness"]
    assert visit.plan()["questions_due"]


def sign_out_and_look_what_is_left(phone: Phone, visit: Visit) -> None:
    """Sign out while something waits, and keep it; whoever comes next sees nothing."""
    page = visit.page
    visit.open("/sign-out/")
    expect(page.get_by_text("One entry that is not in your diary yet.")).to_be_visible()
    button = page.get_by_role("button", name="Sign out here")
    button.click()
    expect(page.get_by_text("Choose what shall become of it.")).to_be_visible()
    Pointer(page).choose("What shall become of it?", "Keep it here")
    phone.cable.pull()
    button.click()
    expect(page.get_by_text("you are still signed in")).to_be_visible()
    phone.cable.plug_in()
    button.click()
    heading(visit, "You are signed out")
    assert stored(page, "walks", "getAllKeys") == []
    assert page.evaluate("() => caches.has('backstride-pages')") is False
    assert page.evaluate("() => Object.keys(localStorage)") == []
    visit.open("/on-this-phone/")
    expect(page.get_by_text("Nothing waits here.")).to_be_visible()
    assert len(stored(page, "outbox")) == 1
    phone.cable.pull()
    visit.open("/")
    heading(visit, "No connection just now")
    visit.page.goto("about:blank")
    phone.cable.plug_in()


def sign_out_the_other_device(visit: Visit, other: Visit) -> None:
    """Sign out everywhere else: the other device loses what it kept to show, and says so."""
    kept = "async () => (await caches.has('backstride-pages'))"
    other.open("/")
    other.page.evaluate(READY)
    other.page.wait_for_function(kept)
    visit.open("/sign-out/elsewhere/")
    Pointer(visit.page).press("Sign out everywhere else")
    expect(visit.page.get_by_text("Signed out everywhere else: 1 browser.")).to_be_visible()
    other.page.goto(other.page.url)
    expect(other.page.get_by_text("was signed out from another one")).to_be_visible()
    other.page.wait_for_function("async () => !(await caches.has('backstride-pages'))")
    other.page.wait_for_function("() => Object.keys(localStorage).length === 0")


def test_an_answer_that_differs_from_the_diarys_is_told_and_can_be_used(
    phone: Phone, come: Come
) -> None:
    visit = settle(phone, "two-devices")
    phone.cable.pull()
    elsewhere = come(link=phone.site.link_for("two-devices"))
    for device, number in ((elsewhere, 2), (visit, 5)):
        device.open("/morning/")
        device.page.get_by_text("another number from 0 to 10").click()
        hands = Pointer(device.page)
        hands.choose("Your back this morning, from 0 to 10", f"{number} of 10")
        device.page.get_by_role("button", name="Save this number").click()
        device.page.get_by_text("Written down").or_(
            device.page.get_by_text("kept on this phone")
        ).first.wait_for()
    visit.page.goto("about:blank")
    phone.cable.plug_in()
    visit.page.goto(phone.link_for("two-devices"))
    Pointer(visit.page).press("Have a look")
    expect(visit.page.locator("[data-waiting]")).to_contain_text("5 out of 10")
    expect(visit.page.locator("[data-waiting]")).to_contain_text("There it says")
    expect(visit.page.locator("[data-waiting]")).to_contain_text("2 out of 10")
    sign_out_and_look_what_is_left(phone, visit)
    visit.page.goto(phone.link_for("two-devices"))
    Pointer(visit.page).press("Have a look")
    visit.page.get_by_role("button", name="Use what I entered here").click()
    expect(visit.page.get_by_text("Nothing waits here.")).to_be_visible()
    last = [pain for pain in visit.diary().of(Pain) if pain.moment is Moment.MORNING][-1]
    assert (last.day.isoformat(), last.nrs) == ("2026-05-12", 5)
    sign_out_the_other_device(visit, elsewhere)
