"""The walk player: a back that complains, with and without a connection."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from uuid import UUID

import pytest
from playwright.sync_api import Page, expect

from backstride.diary import BaselineWalk, Moment, NewSymptom, Pain, Walk
from tests.diary import factories
from tests.e2e import steps
from tests.e2e.cable import Cable
from tests.e2e.conftest import NOW, Come
from tests.e2e.hands import Keyboard, Pointer
from tests.e2e.installation import Installation
from tests.e2e.people import in_intervals, settled_in
from tests.e2e.visit import Visit

KEPT = """async (path) => Boolean(await caches.match(path + "after/")) &&
  Boolean(await caches.match(path + "complaining/")) &&
  Boolean(await caches.match(path + "stop/"))"""

HELD = """async () => {
  const open = indexedDB.open("backstride");
  const database = await new Promise((done) => (open.onsuccess = () => done(open.result)));
  const asked = database.transaction("outbox").objectStore("outbox").count();
  return await new Promise((done) => (asked.onsuccess = () => done(asked.result)));
}"""

SIZES = ((375, 667), (360, 740), (320, 640), (390, 844))

ALL_SEEN = """() => {
  const foot = document.querySelector(".flow__foot").getBoundingClientRect();
  const shown = (name) => [...document.querySelectorAll(name)]
    .map((each) => each.getBoundingClientRect()).filter((each) => each.height > 0);
  const words = shown("[data-cue], [data-round-cue], [data-round-steps]");
  const discs = shown("[data-here]");
  return words.length === 1 && words[0].top >= 0 && words[0].bottom <= foot.top &&
    foot.bottom <= innerHeight + 1 &&
    discs.every(({ left, right }) => left >= 0 && right <= innerWidth);
}"""

SET_SPENT = """async ([walk, seconds]) => {
  const name = `backstride-walk-${walk}`;
  const kept = JSON.parse(localStorage.getItem(name));
  const text = JSON.stringify({ ...kept, spent: seconds, heard: seconds,
    last: { wall: Date.now(), steady: null } });
  window.addEventListener("pagehide", () => localStorage.setItem(name, text));
}"""


@pytest.fixture
def cable(site: Installation) -> Iterator[Cable]:
    cable = Cable(site.base)
    yield cable
    cable.end()


def set_out(visit: Visit) -> str:
    """Begin today's walk with a pain of 4; return its address."""
    visit.page.clock.install(time=NOW)
    visit.tell(*settled_in())
    visit.open("/")
    steps.begin_walk(visit, Pointer(visit.page), pain=4)
    visit.page.wait_for_url("**/walk/*-*/")
    return visit.path


def answer(visit: Visit, way: str, *, higher: int) -> None:
    """Say on the way how the back is, so many points higher than before, and how to go on."""
    page = visit.page
    page.get_by_role("link", name="My back is complaining").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Let us make it easier")
    expect(page.get_by_text("The walk is paused.")).to_be_visible()
    for _ in range(higher):
        page.get_by_role("button", name="Pain just now one higher").click()
    Pointer(page).press(way)


def until(page: Page, true: Callable[[], bool], what: str) -> None:
    for _ in range(100):
        if true():
            return
        page.wait_for_timeout(100)
    raise AssertionError(f"{what} did not happen")


def assert_the_cue_is_seen(page: Page) -> None:
    """Look at the walk as it is on small phones, and with large text."""
    page.evaluate("scrollTo(0, 0)")
    for width, height in SIZES:
        page.set_viewport_size({"width": width, "height": height})
        until(page, lambda: page.evaluate(ALL_SEEN), f"showing the cue at {width} x {height}")
    for text in ("large", "largest", "normal"):
        page.evaluate("(text) => (document.documentElement.dataset.textSize = text)", text)
        until(page, lambda: page.evaluate(ALL_SEEN), f"showing the cue in {text} text")


def said(visit: Visit) -> list[int]:
    return [
        pain.nrs
        for pain in visit.diary().of(Pain)
        if pain.moment is Moment.DURING and pain.day.day == 12
    ]


def test_a_back_that_complains_is_heard_by_the_next_plan(visit: Visit) -> None:
    page = visit.page
    walk = set_out(visit)
    assert_the_cue_is_seen(page)
    asked = visit.plan()["today"]["session"]["minutes"]
    page.clock.fast_forward("07:00")
    answer(visit, "Make it shorter", higher=2)
    page.wait_for_url(f"**{walk}")
    left = page.locator("[data-left]")
    expect(page.get_by_text("Connected again.")).to_have_count(0)
    shorter = page.get_by_text(re.compile(r"^Made shorter: \d+ minutes of walking now\.$"))
    expect(shorter).to_be_visible()
    (now,) = re.findall(r"\d+", shorter.inner_text())
    assert int(now) < asked
    expect(left).to_have_text(f"minutes left of {now}, then cool-down")
    expect(page.locator("[data-phase=walk] h2")).to_have_text(re.compile(rf", {now} minutes$"))
    assert_the_cue_is_seen(page)
    page.clock.fast_forward("12:00")
    # 14 minutes would not be over yet: half of those that were left are.
    expect(page.locator("[data-bar] [aria-current]")).to_have_text("Cool-down")
    page.clock.fast_forward("10:00")
    expect(left).to_have_text("All done. Take your time.")
    visit.site.stand_at("2026-05-12T09:30+02:00")
    hands = Pointer(page)
    hands.press("I have finished")
    expect(page.get_by_label("Worst on the way")).to_have_value("6")
    hands.choose(steps.PAIN_NOW, "4 of 10")
    hands.press("Save this walk")
    page.wait_for_url("**/response/")
    assert visit.heading == "Hold"
    assert said(visit).count(6) == 2  # on the way, and afterwards
    plan = visit.plan()
    assert plan["walks"][-1]["response"] == "amber"
    following = visit.plan("2026-05-14")
    assert following["today"]["session"]["minutes"] < asked


def test_without_a_connection_it_is_heard_later(
    site: Installation, cable: Cable, come: Come
) -> None:
    visit = come(link=site.link_for("complains").replace(site.base, cable.base))
    assert all(url.startswith(cable.base) for url in visit.watch.elsewhere)
    visit.watch.elsewhere.clear()
    visit.watch.base, visit.site = cable.base, replace(site, base=cable.base)
    page = visit.page
    walk = set_out(visit)
    until(page, lambda: bool(page.evaluate(KEPT, walk)), "keeping the pages of the walk")
    cable.pull()
    answer(visit, "Carry on, slower", higher=1)
    page.wait_for_url(f"**{walk}")
    expect(page.locator("[data-cue]")).to_contain_text("Short steps")

    # A great rise: the page offers to end, and nothing else.
    answer(visit, "Turn to the cool-down", higher=3)
    page.wait_for_url(f"**{walk}")
    expect(page.locator("[data-bar] [aria-current]")).to_have_text("Cool-down")

    page.get_by_role("link", name="My back is complaining").click()
    page.get_by_role("link", name="A leg is weak or numb").filter(visible=True).click()
    hands = Pointer(page)
    hands.tick("A leg is weak")
    page.get_by_role("button", name="A few safety questions").click()
    expect(page.get_by_text("Your answer is kept on this phone")).to_be_focused()
    assert page.evaluate(HELD) == 3

    cable.plug_in()
    page.clock.fast_forward("01:00")
    until(page, lambda: page.evaluate(HELD) == 0, "sending what was held")
    assert said(visit) == [5, 7]
    (sign,) = visit.diary().of(NewSymptom)
    assert sign.symptom == "leg_weakness"
    assert f"/walk/{sign.walk_id}/" == walk
    assert visit.plan()["questions_due"]
    assert visit.diary().of(Walk)[-1].day.day != 12
    # What a browser says about a pulled cable is no complaint.
    assert all("Failed to load resource" in each for each in visit.watch.complaints)
    visit.watch.complaints.clear()


def test_rounds_are_shown_large_and_the_path_moves_by_the_second(come: Come) -> None:
    visit = come(reduced_motion="no-preference")
    page = visit.page
    told, day = in_intervals(rounds=4)
    visit.site.stand_at(f"{day}T09:00+01:00")
    page.clock.install(time=f"{day}T09:00+01:00")
    visit.tell(*told)
    visit.open("/")
    steps.begin_walk(visit, Pointer(page), pain=3)
    page.wait_for_url("**/walk/*-*/")
    parts = page.locator("[data-part][data-round]").evaluate_all(
        "(all) => all.map(({ dataset }) => ({ ...dataset }))"
    )
    assert [part["kind"] for part in parts] == ["brisk", "easy"] * 4
    third = next(int(part["start"]) for part in parts if part["round"] == "3")

    page.clock.pause_at(f"{day}T09:30+01:00")  # whatever has gone by, the reload below counts
    page.evaluate(SET_SPENT, [visit.path.split("/")[2], third + 12])
    page.reload()
    face = page.locator("[data-rounds-face]")
    expect(face).to_be_visible()
    expect(page.get_by_text("Round 3 of 4", exact=True)).to_be_visible()
    expect(face.locator("[data-round-kind]")).to_have_text("Brisk")
    expect(face.get_by_role("timer")).to_have_text("18")
    expect(face.locator("[data-round-then]")).to_have_text("seconds, then 30 easy")
    expect(face.locator("[data-round-spm]")).to_have_text("116")
    expect(page.locator("body.page-brisk")).to_be_visible()
    expect(page.locator("[data-face]")).to_be_hidden()
    for width, height in SIZES:
        page.set_viewport_size({"width": width, "height": height})
        page.dispatch_event("body", "visibilitychange")  # the clock stands, the page looks anew
        assert page.evaluate(ALL_SEEN), f"{width} x {height}"

    places = []
    for _ in range(3):
        page.clock.run_for(1000)
        places.append(face.locator("[data-here]").get_attribute("transform"))
    assert len(set(places)) == 3
    expect(face.get_by_role("timer")).to_have_text("15")
    page.clock.run_for(15_000)
    expect(face.locator("[data-round-kind]")).to_have_text("Easy")
    expect(face.locator("[data-round-then]")).to_have_text("seconds, then 30 brisk")
    expect(page.locator("body.page-brisk")).to_have_count(0)

    answer(visit, "Carry on, slower", higher=0)
    expect(page.locator("[data-face]")).to_be_visible()
    page.clock.run_for(60_000)
    expect(page.locator("body.page-brisk")).to_have_count(0)
    expect(page.locator("[data-cue]")).to_contain_text("Short steps")


def test_by_keyboard_and_by_names_alone_a_walk_is_led_and_answered(visit: Visit) -> None:
    page, hands = visit.page, Keyboard(visit.page)
    page.clock.install(time=NOW)
    visit.tell(*settled_in())
    visit.open("/")
    steps.begin_walk(visit, hands, pain=4)
    page.wait_for_url("**/walk/*-*/")
    status = page.locator("[data-said]")
    face = page.get_by_role("timer")
    expect(face).to_have_attribute("aria-live", "off")
    expect(page.get_by_role("listitem").and_(page.locator("[aria-current=step]"))).to_have_text(
        "Warm-up"
    )

    # What changes is said politely, once.
    expect(status).to_have_attribute("aria-live", "polite")
    hands.press("Skip this one")
    first = page.locator("[data-transcript] li").last.text_content() or ""
    expect(status).to_have_text(first.partition(" ")[2])
    hands.press("Pause")
    expect(status).to_have_text("Paused.")
    expect(page.get_by_role("button", name="Go on")).to_be_focused()
    page.keyboard.press("Enter")
    expect(status).to_have_text("Going on.")

    # Sound, vibration and the track each are a switch with a name.
    hands.press("Voice, chimes and vibration")
    expect(page.locator("#ways summary")).to_be_focused()
    for name in ("Chimes", "Vibration", "Beat", "Voice", "With a dark screen"):
        switch = page.get_by_role("switch", name=re.compile(rf"^{name}"))
        expect(switch).to_be_visible()
    track = page.get_by_role("switch", name=re.compile("^With a dark screen"))
    track.focus()
    page.keyboard.press("Space")
    expect(track).to_be_checked()
    expect(page.locator("[data-track]")).to_have_text(re.compile(r"track was made.*\d+\.\d MB"))
    assert page.evaluate("navigator.mediaSession.playbackState") == "playing"
    assert page.evaluate("navigator.mediaSession.metadata.artist") == "Backstride"
    hands.press("Pause")
    assert page.evaluate("navigator.mediaSession.playbackState") == "paused"

    hands.press("My back is complaining")
    expect(page.locator(".behind [aria-current]")).to_have_text("Warm-up")
    expect(page.get_by_role("spinbutton", name="Your back just now")).to_have_value("4")
    hands.press("Pain just now one higher")
    hands.press("Turn to the cool-down")
    page.wait_for_url("**/walk/*-*/")
    expect(page.locator("[aria-current=step]")).to_have_text("Cool-down")
    expect(page.get_by_text("Touch the page once")).to_be_visible()
    page.keyboard.press("Tab")
    expect(page.get_by_text("Touch the page once")).to_be_hidden()
    assert page.evaluate("navigator.mediaSession.playbackState") == "playing"
    page.clock.fast_forward("10:00")
    visit.site.stand_at("2026-05-12T09:20+02:00")
    hands.press("I have finished")
    hands.choose(steps.PAIN_NOW, "4 of 10")
    hands.press("Save this walk")
    page.wait_for_url("**/response/")
    assert visit.heading == "Settled"
    assert said(visit) == [5, 5]
    assert hands.stops > 20


def test_a_comfortable_walk_is_counted_over_pauses_and_reloads(visit: Visit) -> None:
    page, hands = visit.page, Pointer(visit.page)
    page.clock.install(time=NOW)
    newcomer = factories.newcomer("2026-05-11", needs=(), birth_year=1965, baseline="measure")
    visit.tell(factories.events(newcomer))
    visit.open("/")
    hands.press("Start")
    hands.choose(steps.PAIN_NOW, "4 of 10")
    hands.choose(steps.LEG, "No")
    hands.press("To the walk")
    clock = page.get_by_role("timer")
    expect(clock).to_have_text("0:00")
    hands.press("Begin")
    page.clock.fast_forward("05:00")
    hands.press("Pause")
    page.clock.fast_forward("10:00")
    page.reload()
    expect(clock).to_have_text(re.compile("^5:0"))
    assert_the_cue_is_seen(page)
    hands.press("Go on")
    page.clock.fast_forward("07:00")
    expect(clock).to_have_text(re.compile("^12:"))
    visit.site.stand_at("2026-05-12T09:30+02:00")
    hands.press("I have finished")
    expect(page.get_by_label("Minutes walked")).to_have_value("12")
    hands.choose("Did it stay comfortable?", "Yes")
    hands.press("Save this walk")
    assert visit.path == "/"
    (trial,) = visit.diary().of(BaselineWalk)
    assert (trial.minutes, trial.comfortable) == (12, True)
    assert "The next comfortable walk is for another day." in page.inner_text("main")


def test_a_walk_that_began_by_mistake_leaves_nothing(visit: Visit) -> None:
    page, hands = visit.page, Pointer(visit.page)
    walk_id = UUID(set_out(visit).split("/")[2])
    expect(page.get_by_role("timer")).to_have_text(re.compile(r"\d:\d\d"))
    hands.press("I did not walk after all")
    hands.press("I did not walk")
    page.wait_for_url(f"{visit.site.base}/")
    expect(page.get_by_role("link", name=re.compile("^Start"))).to_be_visible()
    assert "walk has begun" not in page.inner_text("main")
    names = page.evaluate("() => Object.keys(localStorage)")
    assert not [name for name in names if re.fullmatch(r"backstride-walk-[0-9a-f-]{36}", name)]
    assert walk_id not in visit.diary()
