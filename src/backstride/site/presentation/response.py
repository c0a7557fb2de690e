"""How the back took a walk, as a page: the word, the step figure, what changes, and why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from backstride.diary import Walk
from backstride.prescription import Judged, Plan, Protocol, Response, Session
from backstride.site.design import minutes, plain_number, short_weekday, weekday
from backstride.site.presentation import sentences
from backstride.site.presentation.ahead import first_session
from backstride.site.presentation.sentences import say


@dataclass(frozen=True, slots=True)
class Steps:
    """The step figure: minutes and label of each stop, and which of them is the walk's."""

    stops: tuple[tuple[float, str], ...]
    now: int


@dataclass(frozen=True, slots=True)
class Next:
    """What changes next: a beginning in bold, and the rest."""

    strong: str
    text: str


def slug_of(walk: Judged) -> str | None:
    """Return ``settled``, ``hold`` or ``ease-off``; None while there is no answer."""
    return None if walk.response is None else sentences.RESPONSE_SLUGS[walk.response]


def shown_after(walk: Judged) -> int | None:
    """Return the number shown as "after" a walk.

    Where it was worse on the way and that decided the response, it is the worst.
    """
    most = max((nrs for nrs in (walk.worst, walk.after) if nrs is not None), default=None)
    settled = walk.response is None or walk.response is Response.SETTLED
    return walk.after if settled and walk.after is not None else most


def change_words(walk: Judged) -> str:
    """Return what the two numbers beside each other are."""
    if shown_after(walk) == walk.after:
        return "pain before and after, on the scale of 0 to 10"
    return "pain before, and the worst on the way, on the scale of 0 to 10"


def steps_of(walk: Judged, plan: Plan, next_week: Plan) -> Steps | None:
    """Return the step figure of a walk; None where there is nothing to set beside it."""
    earlier = [each for each in plan.walks if each.day < walk.day]
    stops: list[tuple[float, str]] = []
    # A walk on a way back was a short one already: what eases is seen beside the usual length.
    easing = slug_of(walk) == "ease-off"
    if easing and plan.dose.value > walk.minutes:
        stops.append((plan.dose.value, "usual"))
    elif earlier:
        stops.append((earlier[-1].minutes, day_label(earlier[-1].day, plan.on)))
    now = len(stops)
    stops.append((walk.minutes, day_label(walk.day, plan.on)))
    coming = plan.next_walk
    ahead = coming is not None and coming.session is not None and coming.day > walk.day
    if coming is not None and coming.session is not None and ahead:
        stops.append((coming.session.minutes, day_label(coming.day, plan.on)))
    later = first_session(next_week)
    shown = later is not None and (coming is None or coming.day < next_week.on)
    if later is not None and shown and not (easing and later.minutes > stops[-1][0]):
        stops.append((later.minutes, "next week"))
    return Steps(tuple(stops), now) if len(stops) > 1 else None


def pace_words(walk: Walk) -> str:
    """Return what short breath on an easy walk asks for; nothing where there was none.

    Notes
    -----
    At an easy pace one can sing (evidence section 2); a few words at a time is a fast one. That
    short breath at a slow pace is worth a word with a doctor is judgement.
    """
    if walk.kind != "easy" or walk.talk not in ("few_words", "hardly"):
        return ""
    said = "On an easy walk you can talk in whole sentences. Set out slower next time."
    if walk.talk == "hardly":
        said += " If your breath is short on slow walks too, talk to a doctor about it."
    return said


def day_label(day: date, today: date) -> str:
    """Return "today", "Tue", or the date of a day further away."""
    if day == today:
        return "today"
    if abs((day - today).days) < 7:
        return short_weekday(day)
    return f"{day.day}.{day.month}."


def next_of(walk: Judged, plan: Plan, next_week: Plan) -> Next:
    """Return what changes next, as the plan has it now."""
    later = first_session(next_week)
    if plan.halted:
        return Next("No walk for now. ", "An answer to the safety questions comes first.")
    coming = plan.next_walk
    if coming is None or coming.session is None:
        return Next("", "The plan has no further walk for now.")
    when = weekday(coming.day) if coming.day != plan.on else "Today"
    strong = f"{when}: {minutes(coming.session.minutes)}"
    text = f", {_compared(coming.session, walk, plan)}."
    if plan.questions_due:
        text += " A few safety questions come before it."
    if later is not None and coming.day < next_week.on:
        text += f" {_week_after(later, coming.session, plan)}"
    return Next(strong, text)


def _compared(coming: Session, walk: Judged, plan: Plan) -> str:
    if coming.minutes == round(walk.minutes):
        if coming.minutes < plan.dose.value:
            return f"as short again. Your usual length is {minutes(plan.dose.value)}"
        return "the same again"
    if coming.minutes < plan.dose.value:
        return "still shorter than usual, and easy"
    return sentences.kind_said(coming)


def _week_after(later: Session, coming: Session, plan: Plan) -> str:
    if later.minutes > max(coming.minutes, int(plan.dose.value)):
        return f"If it stays calm until then, next week’s walks are {minutes(later.minutes)}."
    if later.minutes > coming.minutes:
        return (
            f"If that settles, next week begins with {later.minutes} again. "
            f"{sentences.NOTHING_ADDED}"
        )
    if later.minutes < plan.dose.value:
        return "When two walks have settled we go on."
    return f"Next week stays at {minutes(later.minutes)}."


def why_of(walk: Judged, protocol: Protocol) -> str:
    """Return why the walk was read like this, in the words of its rules."""
    said = [say(protocol, reason) for reason in walk.reasons]
    slug = slug_of(walk)
    if slug == "settled" and walk.before is not None and walk.after is not None:
        change = walk.after - walk.before
        said = [sentences.pain_change(walk.before, walk.after)]
        if walk.rise and change <= 0:
            said.append(f"On the way it was up to {plain_number(walk.before + walk.rise)}.")
        if abs(change) == 1:
            said.append(sentences.EVERYDAY)
    if slug == "ease-off" and all(each.rule != "response.symptom" for each in walk.reasons):
        # Something new in a leg is asked about first: nobody knows yet what it means.
        said.append(sentences.HURTING)
    if slug == "hold":
        said.append("We ask again tomorrow morning.")
    return " ".join(said)
