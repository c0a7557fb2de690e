"""What to take along and to think of before a walk."""

from __future__ import annotations

from django.urls import reverse

from backstride.guidance import WalkerNeeds, load_advice, water_advice
from backstride.prescription import Plan, Session
from backstride.site.presentation import guiding
from backstride.site.presentation import today as words
from backstride.site.presentation.changes import before_a_walk
from backstride.site.presentation.today import Line
from backstride.site.views.situation import Situation


def before_you_go(here: Situation) -> list[Line]:
    """Return what to take along and to think of, on a day with a walk."""
    session = words.offered(here.plan)
    assert session is not None
    person = guiding.needs_of(here.diary, here.assessment, here.today)
    pairs = here.diary.shoes()
    last = next((walk.shoes_id for walk in reversed(here.diary.walks()) if walk.shoes_id), None)
    worn = next((pair.name for pair in pairs if pair.shoes_id == last), None)
    week = max(1, here.plan.week.number)
    return [
        *before_a_walk(here.assessment, here.diary.profile.needs or ()),
        *_own_steps(session, person),
        Line("shoes", worn or "Comfortable shoes, laced snugly", reverse("shoes")),
        Line("water", water_advice(session.minutes, person).words, ""),
        Line("carrying", load_advice(week, person, eased=_eased(here.plan)).words, ""),
        Line("hills", "Warm-up and stretches", reverse("stretches")),
    ]


def _own_steps(session: Session, person: WalkerNeeds) -> list[Line]:
    """Return the way to a step rate of one's own, on a day whose walk has brisk parts."""
    if session.rung is None or person.usual_cadence_spm is not None:
        return []
    return [Line("step-beat", "Tell us your steps, and brisk has a number", reverse("own-steps"))]


def _eased(plan: Plan) -> bool:
    """Whether today's walk is a short or an eased one."""
    rules = [reason.rule for reason in plan.today.minutes.reasons]
    return plan.today.short is not None or any(
        rule.startswith(("ease.", "flare.", "gate.")) for rule in rules
    )
