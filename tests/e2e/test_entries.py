"""What is entered: bad days, forms sent twice, forms with gaps, and a session that ended."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from backstride.diary import Flare, Pain, Shoes, Walk
from backstride.screening import REPEAT_IDS
from tests.e2e import steps
from tests.e2e.conftest import NOW, Come
from tests.e2e.hands import Pointer
from tests.e2e.people import settled_in
from tests.e2e.phone import until
from tests.e2e.visit import Visit


def test_a_bad_day_asks_some_questions_and_offers_a_little_or_rest(visit: Visit) -> None:
    visit.tell(settled_in())
    hands = Pointer(visit.page)
    visit.open("/")
    planned = visit.plan()["today"]["session"]["minutes"]
    hands.press("My back is worse today")
    assert "Hurting more usually does not mean that something is wrong" in visit.page.inner_text(
        "main"
    )
    hands.press("Note a bad day")
    for asked in REPEAT_IDS:
        steps.answer_question(visit, hands, asked, "No")
    hands.press("To today")
    assert visit.heading == "A short walk, or rest"
    (flare,) = visit.diary().of(Flare)
    assert flare.day.isoformat() == "2026-05-12"
    today = visit.plan()["today"]
    assert 5 <= today["short"]["minutes"] <= min(10, planned)
    assert today["short"]["kind"] == "easy"


@pytest.mark.parametrize("scripts", [True, False])
def test_a_walk_that_is_saved_again_after_going_back_is_one_walk(
    come: Come, *, scripts: bool
) -> None:
    visit = come(java_script_enabled=scripts)
    visit.tell(settled_in())
    hands = Pointer(visit.page)
    visit.open("/")
    steps.begin_walk(visit, hands, pain=4)
    visit.site.stand_at("2026-05-12T09:30+02:00")
    hands.press("I have finished")
    hands.choose(steps.PAIN_NOW, "3 of 10")
    hands.press("Save this walk")
    before = visit.diary()

    visit.page.go_back()
    assert visit.path.endswith("/after/")
    hands.choose(steps.PAIN_NOW, "3 of 10")
    hands.press("Save this walk")
    assert visit.diary() == before

    visit.site.stand_at("2026-05-12T09:33+02:00")
    visit.page.go_back()
    hands.choose(steps.PAIN_NOW, "5 of 10")
    hands.press("Save this walk")
    after = visit.diary()
    assert after.walks() == before.walks()
    assert len(after.of(Pain)) == len(before.of(Pain))
    assert after.pain_of(after.walks()[-1].id).after == 5


def test_a_form_that_is_sent_twice_is_one_entry(visit: Visit) -> None:
    visit.tell(settled_in())
    visit.open("/shoes/new/")
    page = visit.page
    page.get_by_label("What do you call them?").fill("Blue boots")
    form = page.locator("form")
    told = form.evaluate("(form) => new URLSearchParams(new FormData(form)).toString()")
    for _ in range(2):
        answer = visit.context.request.post(
            page.url,
            data=told,
            headers={"Content-Type": "application/x-www-form-urlencoded"},
        )
        assert answer.ok
    assert [pair.name for pair in visit.diary().of(Shoes)] == ["Grey trainers", "Blue boots"]


@pytest.mark.parametrize("scripts", [True, False])
def test_a_form_with_gaps_says_what_is_open_and_leads_there(come: Come, *, scripts: bool) -> None:
    visit = come(java_script_enabled=scripts)
    visit.tell(settled_in())
    page, hands = visit.page, Pointer(visit.page)
    before = visit.diary()
    visit.open("/walk/before/")
    hands.press("Begin the warm-up")
    assert visit.path == "/walk/before/"
    summary = page.locator("#errors")
    expect(summary).to_contain_text("Something is still open")
    links = summary.get_by_role("link")
    assert links.all_inner_texts() == [
        "Choose a number for your back.",
        "Tell us about your legs: no, yes or not sure.",
    ]
    for link in links.all():
        target = page.locator(str(link.get_attribute("href")))
        expect(target).to_be_visible()
        assert target.get_by_text(link.inner_text()).count() == 1
    links.last.click()
    expect(page.get_by_role("group", name="New pain, tingling")).to_be_in_viewport()
    assert visit.diary() == before


def test_what_was_entered_stays_when_something_else_is_open(visit: Visit) -> None:
    visit.tell(settled_in())
    page, hands = visit.page, Pointer(visit.page)
    visit.open("/walked/")
    page.get_by_label("Minutes walked").fill("0")
    page.get_by_label("Day", exact=True).fill("2026-05-20")
    page.get_by_label("A note, if you like").fill("Along the river.")
    hands.choose("Your back afterwards", "4 of 10")
    hands.press("Save this walk")
    assert visit.path == "/walked/"
    told = page.locator("#errors").inner_text()
    assert "A walk has at least 1 minute." in told
    assert "That moment has not come yet" in told
    expect(page.get_by_label("A note, if you like")).to_have_value("Along the river.")
    expect(page.get_by_role("radio", name=re.compile("^4 of 10")).last).to_be_checked()
    assert visit.plan()["week"]["done_walks"] == 0


def test_what_is_sent_after_the_session_ended_is_kept_and_sent_later(visit: Visit) -> None:
    visit.tell(settled_in())
    visit.page.clock.set_system_time(NOW)  # a clock that is ahead is not believed
    page = visit.page
    walks = len(visit.diary().of(Walk))
    visit.open("/worse/")
    kept = visit.context.cookies()
    visit.context.clear_cookies(name=re.compile("session"))
    page.get_by_role("button", name="Note a bad day").click()
    expect(page.get_by_text("Sign in, and they are sent.")).to_be_visible()
    visit.open("/plan/")
    assert visit.path == "/sign-in/"
    assert visit.heading == "Please sign in"
    said = page.inner_text("main")
    assert "Everything you entered is still here." in said
    assert "make serve" in said

    visit.bring_back(kept)
    visit.open("/")
    expect(page.get_by_text("Everything that waited has been sent.")).to_be_visible()
    assert len(visit.diary().of(Walk)) == walks
    assert len(visit.diary().of(Flare)) == 1


def test_a_form_from_another_visit_is_sent_all_the_same(visit: Visit) -> None:
    visit.tell(settled_in())
    visit.page.clock.set_system_time(NOW)  # a clock that is ahead is not believed
    visit.open("/worse/")
    visit.page.eval_on_selector_all(
        "input[name=csrfmiddlewaretoken]",
        "fields => fields.forEach((field) => { field.value = 'x'.repeat(64); })",
    )
    Pointer(visit.page).press("Note a bad day")
    assert visit.path == "/"
    assert len(visit.diary().of(Flare)) == 1


def test_a_link_works_once(come: Come) -> None:
    visit = come()
    link = visit.site.link_for("somebody")
    again = come(link=link)
    assert again.path == "/welcome/"
    late = come(link=link)
    assert late.heading == "This link is over"
    late.open("/")
    assert late.path == "/sign-in/"


def test_everything_can_be_deleted_after_asking_once_more(visit: Visit) -> None:
    visit.tell(settled_in())
    page, hands = visit.page, Pointer(visit.page)
    visit.open("/settings/delete/")
    hands.press("Delete everything")
    assert "Nothing was deleted." in page.locator("#errors").inner_text()
    assert len(visit.diary()) > 0
    hands.write("Write “delete” to delete everything", "delete")
    hands.press("Delete everything")
    assert visit.path == "/deleted/"
    until(page, lambda: not page.evaluate("Object.keys(localStorage).length"), "forgetting")
    until(page, lambda: not page.evaluate("caches.has('backstride-pages')"), "forgetting pages")
    visit.open("/")
    assert visit.path == "/sign-in/"
