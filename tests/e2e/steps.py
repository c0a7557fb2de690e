"""What somebody new does, page by page."""

from __future__ import annotations

from backstride.screening import QUESTIONS
from tests.diary import factories
from tests.e2e.hands import Hands
from tests.e2e.visit import Visit

PAIN_NOW = "How is your back now?"
LEG = "New pain, tingling or numbness in a leg?"


def answer_questions(visit: Visit, hands: Hands) -> None:
    """Answer the safety questions in their order with "No"."""
    for asked in QUESTIONS:
        answer_question(visit, hands, asked.id, "No")


def answer_the_last_questions(visit: Visit, hands: Hands, count: int = 3) -> None:
    """Come back to the safety questions with all but the last of them answered "No"."""
    before = [asked.id for asked in QUESTIONS[:-count]]
    visit.tell(factories.screened("2026-05-12", only=before))
    visit.open("/questions/")
    for asked in QUESTIONS[-count:]:
        answer_question(visit, hands, asked.id, "No")


def answer_question(visit: Visit, hands: Hands, question_id: str, answer: str) -> None:
    """Answer the question that is shown."""
    assert visit.path == f"/questions/{question_id}/"
    hands.choose(visit.heading, answer)
    hands.press("Next")


def set_up(visit: Visit, hands: Hands) -> None:
    """Fill in the set-up: walking Tuesday, Thursday and Saturday, from the standard start."""
    assert visit.path == "/about-you/"
    hands.choose("How is your back these days?", "My back hurts now")
    hands.choose("And on a usual day, from 0 to 10?", "4 of 10")
    hands.write("Year of birth", "1965")
    hands.press("Next")
    assert visit.path == "/days/"
    for day in ("Tuesday", "Thursday", "Saturday"):
        hands.tick(day)
    hands.press("Next")
    assert visit.path == "/needs/"
    hands.press("Next")
    assert visit.path == "/first-walk/"
    hands.choose("How shall we find your first walk?", "Start now")
    hands.press("Next")
    assert visit.path == "/"


def begin_walk(visit: Visit, hands: Hands, *, pain: int, leg: str = "No") -> None:
    """Go from Today through the check before a walk."""
    hands.press("Start")
    assert visit.path == "/walk/before/"
    hands.choose(PAIN_NOW, f"{pain} of 10" if pain else "0")
    hands.choose(LEG, leg)
    hands.press("Begin the warm-up")
