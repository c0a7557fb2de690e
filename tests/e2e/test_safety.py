"""Answers to the safety questions that ask for a doctor."""

from __future__ import annotations

from playwright.sync_api import expect

from backstride.diary import Clearance, Screening
from backstride.screening import QUESTIONS, Tier
from tests.diary import factories
from tests.e2e import steps
from tests.e2e.hands import Pointer
from tests.e2e.people import settled_in
from tests.e2e.visit import Visit

URGENT = next(each for each in QUESTIONS if each.tier is Tier.A and each.follow_up is None)
DOCTOR_FIRST = next(each for each in QUESTIONS if each.tier is Tier.C and each.follow_up is None)

BEGIN = ("/walk/before/", "/walk/different/")
"""Pages from which a walk begins."""


def assert_no_walk_can_begin(visit: Visit) -> None:
    plan = visit.plan()
    assert plan["halted"]
    assert plan["today"]["session"] is None
    assert plan["today"]["short"] is None
    for path in BEGIN:
        visit.open(path)
        assert visit.path == "/" or visit.path.startswith("/questions/"), visit.path
        expect(visit.page.get_by_role("link", name="Start")).to_have_count(0)
    visit.open("/")


def test_an_urgent_answer_leads_to_the_hospital_and_stops_everything(visit: Visit) -> None:
    visit.tell(settled_in())
    assert visit.plan()["today"]["action"] == "walk"
    hands = Pointer(visit.page)
    visit.open(f"/questions/{URGENT.id}/")
    hands.choose(visit.heading, "Yes")
    hands.press("Next")
    assert visit.path == "/questions/result/"
    assert visit.heading == "Please go to a hospital now"
    call = visit.page.get_by_role("link", name="Call 112")
    expect(call).to_have_attribute("href", "tel:112")
    expect(visit.page.locator("main")).to_contain_text(URGENT.told_us)
    assert_no_walk_can_begin(visit)
    assert visit.heading == "Please go to a hospital now"

    hands.press("What to do")
    hands.press("Answer again")
    hands.choose(visit.heading, "No")
    hands.press("Next")
    assert visit.diary().of(Screening)[-1].answers == {URGENT.id: "no"}
    assert not visit.plan()["halted"]


def test_an_unsure_answer_is_as_urgent(visit: Visit) -> None:
    hands = Pointer(visit.page)
    hands.press("Begin with 21 questions")
    steps.answer_question(visit, hands, URGENT.id, "I am not sure")
    assert visit.heading == "Please go to a hospital now"
    assert_no_walk_can_begin(visit)


def test_an_urgent_answer_ends_a_walk_that_has_begun(visit: Visit) -> None:
    visit.tell(settled_in())
    hands = Pointer(visit.page)
    visit.open("/")
    steps.begin_walk(visit, hands, pain=4)
    walk_page = visit.path
    hands.press("My back is complaining")
    hands.press("A leg is weak or numb")
    hands.tick("A leg is weak")
    hands.press("A few safety questions")
    assert visit.path.startswith("/questions/")
    visit.open("/questions/q03/")
    hands.choose(visit.heading, "Yes")
    hands.press("Next")
    assert visit.heading == "Please go to a hospital now"
    visit.open(walk_page)
    assert visit.path == "/questions/result/"
    assert visit.plan()["halted"]


def test_a_doctor_comes_first_and_a_word_from_the_doctor_opens_the_way(visit: Visit) -> None:
    hands = Pointer(visit.page)
    others = [each.id for each in QUESTIONS if each is not DOCTOR_FIRST]
    visit.tell(factories.screened("2026-05-12", only=others))
    visit.open("/questions/")
    steps.answer_question(visit, hands, DOCTOR_FIRST.id, "Yes")
    assert visit.path == "/questions/result/"
    assert visit.heading == "Please see a doctor before you start"
    expect(visit.page.locator("main")).to_contain_text(DOCTOR_FIRST.told_us)
    assert_no_walk_can_begin(visit)

    visit.open("/questions/result/")
    hands.press("My doctor says I can start")
    hands.choose("What did the doctor say?", "I can walk")
    hands.press("Save")
    (word,) = visit.diary().of(Clearance)
    assert (word.questions, word.cleared) == ((DOCTOR_FIRST.id,), True)
    steps.set_up(visit, hands)
    assert visit.plan()["today"]["action"] == "walk"
