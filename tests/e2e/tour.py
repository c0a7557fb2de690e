"""Ways through the site that come by every page, in the states that look different.

A way is a generator: it stops at each page that is worth a look and gives it a name.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from backstride.diary import Shoes, Walk
from backstride.screening import QUESTIONS
from tests.diary import factories
from tests.e2e import steps
from tests.e2e.hands import Pointer
from tests.e2e.people import settled_in
from tests.e2e.visit import Visit
from tests.recordings import health_writer, xml_writer

Way = Iterator[str]

LATER_S = 100_000
"""So much later, and further along, a second recording is another outing."""

SPEED = ("WalkingSpeed", 4.1, "km/hr")

READING = {
    "/": "today",
    "/why/": "why",
    "/plan/": "plan",
    "/plan/rules/": "all rules",
    "/progress/": "progress",
    "/progress/patterns/": "patterns",
    "/progress/questions/": "questions now and then",
    "/progress/questions/global_change/": "a question with words",
    "/walks/days/": "days of steps, none yet",
    "/routes/": "routes",
    "/report/": "report",
    "/help/": "help",
    "/help/stretches/": "stretches",
    "/settings/": "settings",
    "/settings/goal/": "goal",
    "/settings/steps/": "steps and weight",
    "/sign-out/": "signing out here",
    "/sign-out/elsewhere/": "signing out elsewhere",
    "/days/": "days, from the settings",
    "/in-the-way/what-may-fit/": "what may fit better",
    "/needs/": "needs, from the settings",
    "/shoes/": "shoes",
    "/walk/different/": "a different time",
    "/worse/": "a worse day",
    "/morning/": "morning",
    "/on-this-phone/": "what waits on this phone",
    "/no/such/page/": "an address that leads nowhere",
}

FORMS = {
    "/progress/questions/sleep/": ("a question with a scale", "Save", {}),
    "/progress/questions/activities/things/": ("three things", "Next", {}),
    "/progress/questions/rmdq_24/": ("a total", "Save", {}),
    "/about-you/": ("about, from the settings", "Save", {"Year of birth": "3000"}),
    "/shoes/new/": ("a new pair", "Save", {}),
    "/walked/": ("a walk by hand", "Save this walk", {}),
    "/absence/": ("days without walking", "Save", {}),
    "/in-the-way/": ("what got in the way", "Save", {}),
    "/plan/when-i-walk/": ("what a walk is tied to", "Save", {}),
    "/settings/keys/": ("keys for uploads", "Make a key", {}),
    "/settings/bring-back/": ("bring an export back", "Bring it back", {}),
    "/settings/delete/": ("delete", "Delete everything", {}),
}
"""Forms that are looked at twice: as they are, and sent with a gap."""


def of_reading(visit: Visit) -> Way:
    """Open every page of somebody who has settled in."""
    visit.tell(settled_in())
    for path, name in READING.items():
        visit.open(path)
        yield name
    hands = Pointer(visit.page)
    for path, (name, send, told) in FORMS.items():
        visit.open(path)
        yield name
        for label, text in told.items():
            hands.write(label, text)
        hands.press(send)
        assert visit.path == path
        yield f"{name}, with a gap"
    visit.tell(
        (
            factories.questionnaire("2026-04-21", "rmdq_24", 11),
            factories.questionnaire("2026-05-11", "rmdq_24", 7),
        )
    )
    visit.open("/progress/")
    for row in visit.page.locator("main summary").all():
        row.click()
    yield "progress, all of it open"
    walk = visit.diary().of(Walk)[-1]
    for part in ("", "pain/", "correct/", "take-back/"):
        visit.open(f"/walks/{walk.id}/{part}")
        yield f"a walk, {part or 'itself'}"
    hands.press("Take it back")
    visit.open(f"/walks/{walk.id}/")
    yield "a walk that was taken back"
    hands.press("Bring this walk back")
    pair = visit.diary().of(Shoes)[-1]
    visit.open(f"/shoes/{pair.shoes_id}/")
    yield "a pair"
    yield from _of_a_shared_report(visit, hands)
    yield from _of_an_experiment(visit, hands)


def _of_a_shared_report(visit: Visit, hands: Pointer) -> Way:
    """Share the report, and open it with its link."""
    visit.open("/report/")
    hands.press("Share a link for 7 days")
    yield "a link to the report"
    visit.page.goto(visit.page.locator(".secret").first.inner_text())
    yield "a shared report"


def _of_an_experiment(visit: Visit, hands: Pointer) -> Way:
    """Start an experiment, look where it is told, and stop it."""
    visit.open("/progress/patterns/ground/experiment/")
    yield "an experiment, before it begins"
    hands.press("Draw the order and start")
    visit.page.wait_for_url("**/progress/experiments/**")
    yield "an experiment that runs"
    running = visit.path
    for path, name in (("/", "today"), ("/plan/", "plan"), ("/progress/patterns/", "patterns")):
        visit.open(path)
        yield f"{name}, with an experiment"
    visit.open(running)
    hands.press("Stop the experiment")
    visit.page.get_by_text("Stopped.").wait_for()
    yield "an experiment that was stopped"


def of_files(visit: Visit, folder: Path) -> Way:
    """Hand in files that are taken, that leave a question open, and that cannot be read."""
    visit.tell(settled_in())
    files = {
        "walk.gpx": xml_writer.walk_gpx(600),
        "ride.tcx": xml_writer.tcx(
            xml_writer.lap(LATER_S, 300, [xml_writer.trackpoint(LATER_S + s) for s in range(300)]),
            sport="Biking",
        ),
        "timeless.gpx": xml_writer.walk_gpx(
            300, lambda second: xml_writer.point(2 * LATER_S + second, time="")
        ),
        "rubbish.fit": b"not a recording",
    }
    for name, content in files.items():
        (folder / name).write_bytes(content)
    hands = Pointer(visit.page)
    visit.open("/walked/files/")
    yield "files"
    visit.page.get_by_label("Files from your watch or phone").set_input_files(
        [folder / name for name in files]
    )
    hands.press("Read the files")
    # On a slow machine the page first says how far it is, and comes back by itself.
    visit.page.get_by_role("heading", level=1, name="One walk is in your diary").wait_for()
    yield "files that were read"
    hands.press("See this walk")
    # The ground comes after the page; to leave before would break it off.
    visit.page.get_by_text("There is no map yet").wait_for()
    yield "a recorded walk"
    for summary in visit.page.locator("main summary").all():
        summary.click()
    yield "a recorded walk, its tables open"
    visit.open("/walked/files/")
    yield "files, with one that waits"
    hands.press("timeless.gpx")
    yield "a recording with a question"
    hands.press("Save")
    yield "a recording with a question, with a gap"
    yield from _of_days(visit, hands, folder)


def _of_days(visit: Visit, hands: Pointer, folder: Path) -> Way:
    """Hand in a health export, look at its days, and forget them."""
    day_s, page = 86_400, visit.page
    days = [
        health_writer.record(kind, day * day_s, day * day_s + 600, value, unit=unit, watch=False)
        for day in range(40)
        for kind, value, unit in (("StepCount", 4000 + 50 * day, "count"), SPEED)
    ]
    (folder / "export.xml").write_bytes(health_writer.export(days))
    visit.open("/walked/files/")
    page.get_by_label("Files from your watch or phone").set_input_files(folder / "export.xml")
    hands.press("Read the files")
    page.get_by_role("heading", level=1, name="Days of steps").wait_for()
    yield "a health export that was read"
    hands.press("See your days")
    yield "days of steps"
    for summary in page.locator("main summary").all():
        summary.click()
    yield "days of steps, their tables open"
    hands.press("All of it, from 31 March 2024")
    yield "days of steps, all of them"
    hands.press("Forget these days")
    yield "days that are forgotten"


def of_walking(visit: Visit) -> Way:
    """Walk, with everything that can happen on the way."""
    visit.tell(settled_in())
    page, hands = visit.page, Pointer(visit.page)
    visit.open("/walk/before/")
    yield "before a walk"
    hands.press("Begin the warm-up")
    yield "before a walk, with a gap"
    for row in page.locator("main summary").all():
        row.click()
    yield "before a walk, all rows open"
    hands.choose(steps.PAIN_NOW, "4 of 10")
    hands.choose("New pain, tingling or numbness in a leg?", "Yes")
    hands.choose("Outside", "Hot")
    hands.press("Begin the warm-up")
    assert visit.path.endswith("/leg/")
    yield "a leg"
    hands.press("A few safety questions")
    yield "a leg, with a gap"
    hands.press("It is nothing new after all")
    assert visit.path.endswith("/gate/")
    yield "what heat changes"
    hands.press("Walk")
    yield "the walk"
    if page.locator("[data-list]:not([open])").count():
        page.locator("[data-list] summary").click()
        yield "the walk, its parts open"
        hands.press("Pause")
        yield "the walk, paused"
    hands.press("My back is complaining")
    yield "a back that complains"
    hands.press("A leg is weak or numb")
    yield "a walk that stops"
    hands.press("A few safety questions")
    yield "a walk that stops, with a gap"
    visit.open(visit.path.replace("stop/", "not-walked/"))
    yield "a walk that was none"
    hands.press("Back to the walk")
    visit.site.stand_at("2026-05-12T09:30+02:00")
    hands.press("I have finished")
    yield "after a walk"
    hands.press("Save this walk")
    yield "after a walk, with a gap"
    for pain, response in ((3, "settled"), (6, "hold"), (9, "ease off")):
        hands.choose(steps.PAIN_NOW, f"{pain} of 10")
        hands.press("Save this walk")
        page.wait_for_url("**/response/")
        yield response
        page.go_back()
    visit.open("/")
    yield "today, done or with questions"
    visit.site.stand_at("2026-05-13T08:00+02:00")
    visit.open("/")
    yield "today, the day after"
    visit.open("/morning/")
    page.locator("summary").click()
    yield "morning, a number"


def of_a_plain_walk(visit: Visit) -> Way:
    """Walk from the check before to the questions after, and nothing on the way."""
    visit.tell(settled_in())
    hands = Pointer(visit.page)
    visit.open("/walk/before/")
    yield "before a walk"
    hands.choose(steps.PAIN_NOW, "4 of 10")
    hands.choose("New pain, tingling or numbness in a leg?", "No")
    hands.press("Begin the warm-up")
    yield "the walk"
    visit.site.stand_at("2026-05-12T09:30+02:00")
    hands.press("I have finished")
    yield "after a walk"


def of_bad_days(visit: Visit) -> Way:
    """Note a bad day, answer the questions that it asks, and look at what today offers."""
    visit.tell(settled_in())
    hands = Pointer(visit.page)
    visit.open("/worse/")
    hands.press("Note a bad day")
    yield "a question, of a few"
    visit.open("/")
    yield "today, with questions"
    visit.open("/questions/")
    while visit.path != "/questions/result/":
        hands.choose(visit.heading, "No")
        hands.press("Next")
    yield "nothing speaks against walking"
    hands.press("To today")
    yield "today, a short walk or rest"
    visit.open("/questions/q12/")
    hands.choose(visit.heading, "Yes")
    hands.press("Next")
    visit.open("/questions/result/")
    yield "a doctor in the next few days"
    visit.open("/")
    yield "today, with an answer for a doctor"


def of_newcomer(visit: Visit) -> Way:
    """Come as somebody new: the questions with what they can lead to, and the set-up."""
    hands = Pointer(visit.page)
    yield "welcome"
    hands.press("Begin with 21 questions")
    yield "a question"
    hands.press("Next")
    yield "a question, with a gap"
    hands.choose(visit.heading, "Yes")
    hands.press("Next")
    yield "hospital"
    rest = [asked.id for asked in QUESTIONS if asked.id not in ANSWERS]
    visit.tell(factories.screened("2026-05-12", only=rest))
    for asked, answer in ANSWERS.items():
        visit.open(f"/questions/{asked}/")
        steps.answer_question(visit, hands, asked, answer)
        if asked in FOLLOWED:
            yield f"the follow-up of {asked}"
            hands.press("Next")
            yield f"the follow-up of {asked}, with a gap"
            FOLLOWED[asked](hands, visit)
            hands.press("Next")
    yield "a crisis"
    visit.open("/")
    yield "today, halted"
    for name, answered in TAKEN_BACK.items():
        for asked in answered:
            visit.open(f"/questions/{asked}/")
            hands.choose(visit.heading, "No")
            hands.press("Next")
        visit.open("/questions/result/")
        yield name
        if name == "a doctor first":
            hands.press("My doctor says I can start")
            yield "a doctor's word"
            hands.press("Save")
            yield "a doctor's word, with a gap"
            visit.open("/questions/print/")
            yield "answers to print"
    hands.press("Go on")
    yield "about you"
    hands.press("Next")
    yield "about you, with gaps"
    hands.choose("How is your back these days?", "My back hurts now")
    hands.choose("And on a usual day, from 0 to 10?", "4 of 10")
    hands.write("Year of birth", "1965")
    hands.press("Next")
    yield "days"
    hands.press("Next")
    yield "days, with a gap"
    for day in ("Tuesday", "Thursday", "Saturday"):
        hands.tick(day)
    hands.press("Next")
    yield "needs"
    hands.press("Next")
    yield "the first walk"
    hands.press("Next")
    yield "the first walk, with a gap"
    hands.choose("How shall we find your first walk?", "Three comfortable walks")
    hands.press("Next")
    yield "today, a comfortable walk"
    for path in ("/progress/", "/routes/", "/report/", "/shoes/", "/plan/"):
        visit.open(path)
        yield f"{path} with nothing in it yet"
    visit.open("/")
    hands.press("Start")
    yield "before a comfortable walk"
    hands.choose(steps.PAIN_NOW, "4 of 10")
    hands.choose(steps.LEG, "Yes")
    hands.press("To the walk")
    yield "before a comfortable walk, with a gap"
    hands.choose(steps.LEG, "No")
    hands.press("To the walk")
    yield "a comfortable walk, counted"
    hands.press("Begin")
    hands.press("I have finished")
    yield "a comfortable walk"
    hands.write("Minutes walked", "")
    hands.press("Save this walk")
    yield "a comfortable walk, with a gap"


def of_leaving(visit: Visit) -> Way:
    """Leave: a form from another visit, signing in again, a link that is over, deleting."""
    visit.tell(settled_in())
    hands = Pointer(visit.page)
    kept = visit.context.cookies()
    visit.open("/settings/delete/")
    hands.write("Write “delete” to delete everything", "delete")
    visit.context.clear_cookies()
    hands.press("Delete everything")
    yield "a form from another visit"
    visit.open("/")
    yield "signing in"
    visit.open("/sign-in/a-link-that-is-none/")
    yield "a link that is over"
    visit.bring_back(kept)
    visit.open("/settings/delete/")
    hands.write("Write “delete” to delete everything", "delete")
    hands.press("Delete everything")
    yield "deleted"


ANSWERS = {
    "q01": "No",
    "q04": "Yes",
    "q11": "I am not sure",
    "q14": "Yes",
    "q17": "Yes",
    "q18": "Yes",
}
ANSWERS |= {"q21": "I am not sure"}
"""What is answered on the pages, in the order of the questions; to the others it is "No"."""

TAKEN_BACK = {
    "a doctor today": ("q21",),
    "a doctor first": ("q14",),
    "changes": ("q04", "q11", "q17"),
}
"""What is said once these answers are taken back, one after the other."""


def _stable(hands: Pointer, visit: Visit) -> None:
    hands.choose(visit.heading, "It has stayed the same")


def _first(hands: Pointer, visit: Visit) -> None:
    visit.page.locator("main input[type=checkbox], main input[type=radio]").first.check()


FOLLOWED = {"q04": _stable, "q11": _first, "q18": _first}
