"""From the sign-in link to the plan after the first walk, in three ways to use a page."""

from __future__ import annotations

from playwright.sync_api import expect

from backstride.diary import Pain, Screening, Walk
from backstride.screening import ALL_IDS, QUESTIONS
from tests.e2e import steps
from tests.e2e.conftest import Come
from tests.e2e.hands import Hands, Keyboard, Pointer
from tests.e2e.installation import Installation
from tests.e2e.visit import Visit


def test_a_first_walk_by_pointer(site: Installation, come: Come) -> None:
    visit = come(link=site.link)
    go_round(visit, Pointer(visit.page), scripts=True, all_questions=True)


def test_a_first_walk_without_scripts(come: Come) -> None:
    visit = come(java_script_enabled=False)
    go_round(visit, Pointer(visit.page), scripts=False)
    assert [url for url in visit.watch.requests if url.endswith(".js")] == []


def test_a_first_walk_by_keyboard_alone(come: Come) -> None:
    visit = come()
    hands = Keyboard(visit.page)
    go_round(visit, hands, scripts=True)
    assert hands.stops > 100


def go_round(visit: Visit, hands: Hands, *, scripts: bool, all_questions: bool = False) -> None:
    """Walk the whole loop, and look at the diary and at the plan on the way.

    The pages of the questions are alike: one way answers all of them, the others the last.
    """
    site, page = visit.site, visit.page
    if scripts:
        page.clock.install()
    assert visit.path == "/welcome/"
    hands.press("Begin with 21 questions")
    if all_questions:
        steps.answer_questions(visit, hands)
    else:
        steps.answer_question(visit, hands, QUESTIONS[0].id, "No")
        steps.answer_the_last_questions(visit, hands)
    assert visit.path == "/questions/result/"
    answers = visit.diary().of(Screening)
    assert dict.fromkeys(ALL_IDS, "no") == {
        asked: answer for event in answers for asked, answer in event.answers.items()
    }
    hands.press("Go on")
    steps.set_up(visit, hands)

    plan = visit.plan()
    start = plan["today"]["session"]
    assert visit.heading == f"A {start['minutes']}-minute easy walk"
    assert plan["today"]["action"] == "walk"
    assert all(reason["source"] for reason in plan["today"]["minutes"]["reasons"])
    assert plan["today"]["minutes"]["reasons"]

    steps.begin_walk(visit, hands, pain=4)
    assert visit.path.startswith("/walk/")
    walk_page = visit.path
    assert visit.heading.startswith(f"Your walk: {start['minutes']} minutes")
    if scripts:
        walk_with_the_clock(visit, hands)
    site.stand_at("2026-05-12T09:30+02:00")
    hands.press("I have finished")

    assert visit.path == f"{walk_page}after/"
    hands.choose(steps.PAIN_NOW, "3 of 10")
    hands.choose("While walking, could you talk?", "Easily")
    hands.choose("How did it go?", "About as expected")
    hands.press("Save this walk")
    assert visit.path == f"{walk_page}response/"
    assert visit.heading == "Settled"

    diary = visit.diary()
    (walk,) = diary.of(Walk)
    assert f"/walk/{walk.id}/" == walk_page
    assert walk.prescribed is not None
    assert walk.prescribed.minutes == start["minutes"]
    assert walk.minutes == start["minutes"]
    assert (walk.kind, walk.talk, walk.went) == ("easy", "sentences", "as_expected")
    pain = diary.pain_of(walk.id)
    assert (pain.before, pain.worst, pain.after) == (4, 4, 3)
    done = visit.plan()
    assert done["week"]["done_walks"] == 1
    assert done["week"]["done_min"] == walk.minutes
    assert done["today"]["action"] != "walk"
    hands.press("Done")
    assert "done today" in page.inner_text("main")

    site.stand_at("2026-05-13T07:30+02:00")
    visit.open("/")
    hands.press("How is your back this morning?")
    assert visit.path == "/morning/"
    hands.press("About the same")
    assert visit.path == "/"
    assert [(each.nrs, each.day.day) for each in visit.diary().mornings()] == [(4, 13)]
    assert len(visit.diary().of(Pain)) == 4
    assert visit.plan()["today"]["action"] == "rest"
    assert visit.plan()["walks"][-1]["response"] == "settled"

    site.stand_at("2026-05-14T09:00+02:00")
    visit.open("/")
    following = visit.plan()
    assert following["today"]["session"]["minutes"] == start["minutes"]
    assert visit.heading == f"A {start['minutes']}-minute easy walk"
    assert f"1 of {following['week']['walks']['value']:g} walks done" in page.inner_text("main")


def walk_with_the_clock(visit: Visit, hands: Hands) -> None:
    """Let the clock of the page run to its end, with a pause that does not count."""
    page = visit.page
    face = page.get_by_role("timer")
    left = page.locator("[data-left]")
    page.clock.fast_forward("08:00")
    expect(left).to_contain_text("minutes left of")
    hands.press("Pause")
    expect(left).to_have_text("Paused. Go on when you like.")
    stood = face.inner_text()
    page.clock.fast_forward("30:00")
    expect(face).to_have_text(stood)
    hands.press("Go on")
    expect(left).to_contain_text("minutes left of")
    page.clock.fast_forward("40:00")
    expect(left).to_have_text("All done. Take your time.")
    expect(face).to_have_text("0:00")
