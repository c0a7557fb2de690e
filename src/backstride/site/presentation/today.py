"""Today: what the plan asks for, in every state it can be in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from backstride.diary import BaselineWalk, Diary
from backstride.prescription import Action, Plan, Protocol, Reason, Session
from backstride.site.design import minutes, plain_number, weekday_day_month
from backstride.site.presentation import sentences
from backstride.site.presentation.sentences import say

PROGRAMME_WEEKS = 26
"""Six months to 30 minutes on five days (WalkBack, evidence section 1)."""


@dataclass(frozen=True, slots=True)
class Line:
    """One ruled row that leads somewhere."""

    icon: str
    label: str
    url: str
    detail: str = ""


def day_words(on: date) -> str:
    """Return "Thursday 14 May"."""
    return weekday_day_month(on)


def day_and_week_words(plan: Plan) -> str:
    """Return "Thursday 14 May, week 6 of 26"."""
    words = day_words(plan.on)
    if plan.week.number < 1:
        return words
    of = f" of {PROGRAMME_WEEKS}" if plan.week.number <= PROGRAMME_WEEKS else ""
    return f"{words}, week {plan.week.number}{of}"


def state_of(plan: Plan) -> str:
    """Return which of its faces Today shows.

    ``walk``, ``short`` (a bad day, or more pain than usual), ``baseline``, ``questions``,
    ``halted``, ``not_for_you``, ``done`` or ``rest``.
    """
    match plan.today.action:
        case Action.NOT_FOR_YOU:
            return "not_for_you"
        case Action.SEE_CLINICIAN:
            return "halted"
        case Action.SCREEN:
            return "questions"
        case Action.BASELINE:
            return "baseline"
        case Action.WALK:
            return "short" if plan.today.short is not None else "walk"
        case Action.REST:
            if plan.today.short is not None:
                return "short"
            return "done" if plan.today.done_min > 0 else "rest"


NO_WALK = {
    "halted": "No walk for now. Today says why, and what to do.",
    "not_for_you": "No walk for now. Today says why.",
    "questions": "A few safety questions come first. You find them on Today.",
}
"""What stands below a button that sets out, by the state of Today in which nobody does."""


def no_walk(plan: Plan) -> str:
    """Return why nobody sets out now, in words; empty where somebody may."""
    return NO_WALK.get(state_of(plan), "")


def finding_start(plan: Plan, diary: Diary, protocol: Protocol) -> bool:
    """Whether comfortable walks are still to tell where the programme begins."""
    if plan.started is not None or diary.profile.baseline != "measure":
        return False
    trials, rules = diary.of(BaselineWalk), protocol.start
    if not trials:
        return True
    comfortable = sum(trial.comfortable for trial in trials)
    known = comfortable >= rules.baseline_walks
    none = comfortable == 0 and len(trials) >= rules.baseline_walks
    ends = trials[0].day + timedelta(days=rules.baseline_days)
    return not known and not none and plan.on < ends


def offered(plan: Plan) -> Session | None:
    """Return the walk that today offers, whole or short."""
    return plan.today.short or plan.today.session


def heading_of(plan: Plan, state: str) -> str:
    """Return the heading of Today."""
    session = offered(plan)
    match state:
        case "walk" if session is not None:
            return sentences.walk_title(session)
        case "short":
            return "A short walk, or rest"
        case "baseline":
            return "A comfortable walk"
        case "questions":
            return "A few questions first"
        case "halted":
            return "No walk for now"
        case "not_for_you":
            return "This is made for adults"
        case "done":
            return f"{minutes(plan.today.done_min)} done today".capitalize()
        case _:
            return "A day to rest"


def deciding(plan: Plan) -> Reason:
    """Return the reason that decided the minutes of today."""
    return plan.today.minutes.reasons[0]


def short_reason(plan: Plan) -> Reason:
    """Return why a short walk or rest is offered."""
    told = (*plan.today.minutes.reasons, *plan.today.reasons)
    return next((each for each in told if each.rule.startswith(("flare.", "gate."))), told[0])


def why_word(session: Session) -> str:
    """Return "Why 14 minutes?"."""
    return f"Why {minutes(session.minutes)}?"


def why_text(plan: Plan, protocol: Protocol) -> str:
    """Return the deciding reason in the protocol's words."""
    return say(protocol, deciding(plan))


def week_fact(plan: Plan) -> str:
    """Return "1 of 3 walks done"."""
    return sentences.done_of(plan.week.done_walks, int(plan.week.walks.value))


def next_words(plan: Plan) -> str:
    """Return when the next walk is; nothing where none is planned."""
    coming = plan.next_walk
    if coming is None:
        return ""
    return sentences.next_walk(coming.day, plan.on, coming.session)


def short_words(session: Session) -> str:
    """Return the short walk as a choice: "7 minutes, easy", or how often."""
    return f"{minutes(session.minutes)}, {easy_words(session)}"


def easy_words(session: Session) -> str:
    """Return "easy", with how often where a day may hold several."""
    return f"easy, up to {sentences.times(session.times)}" if session.times > 1 else "easy"


def total_words(total: float) -> str:
    """Return "24 min in all"."""
    return f"{plain_number(total)} min in all"
