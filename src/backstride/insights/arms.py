"""What a coin may ask of a walk: two kinds that both lie within the dose of the day."""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum

from backstride.diary import LARGEST_SEED, Diary, ExperimentStart
from backstride.insights.experiment import Experiment, draw
from backstride.insights.questions import QUESTIONS, most_used, side_of
from backstride.prescription import Action, Kind, Plan, Reason, Session

PACE_DAYS = 28
"""Days over which a person's own number of walks is counted (judgement: four weeks)."""

USUAL_WALKS = 3.0
"""Walks a week that are assumed where nothing was walked yet (recommendation 6)."""

KINDS = {"pace": Kind.BRISK, "intervals": Kind.INTERVALS, "hills": Kind.HILLS}
"""Questions about a kind of walk that the programme opens. The coin only takes it away, and only
where the plan itself asks for it: so both arms lie within the plan, whatever is drawn."""


class Wait(StrEnum):
    """Why an experiment waits."""

    START = "start"
    QUESTIONS = "questions"
    DOCTOR = "doctor"
    BAD_DAY = "bad_day"
    SHORTER = "shorter"
    ANSWER = "answer"


def can_be_drawn(key: str) -> bool:
    """Return whether a key belongs to a question that an experiment can settle."""
    return any(each.key == key and each.randomisable for each in QUESTIONS)


def can_be_offered(diary: Diary, key: str, *, on: date) -> bool:
    """Return whether this person can walk both kinds now.

    Two pairs of shoes in use, one of which was worn; and of the kinds that the programme
    opens only one that the person has walked in the last four weeks.
    """
    if not can_be_drawn(key):
        return False
    if key == "shoes":
        worn = most_used(diary.walks(until=on))
        in_use = {pair.shoes_id for pair in diary.shoes()}
        return worn in in_use and len(in_use) > 1
    return key not in KINDS or walks_per_week(diary, key, on=on) > 0


def walks_per_week(diary: Diary, key: str, *, on: date) -> float:
    """Return on how many days a week the person has walked so that a pair could take place.

    Over the last four weeks, or since the first walk; three where there was none. For a kind
    that the programme opens only its own walks count.
    """
    kind = KINDS.get(key)
    walks = [walk for walk in diary.walks(on - timedelta(days=PACE_DAYS - 1), on) if walk.programme]
    days = {walk.day for walk in walks if kind is None or side_of(walk, key)}
    if not days:
        return 0.0 if kind is not None else USUAL_WALKS
    first = min((walk.day for walk in diary.walks(until=on) if walk.programme), default=on)
    span = min(PACE_DAYS, max(7, (on - first).days + 1))
    return 7 * len(days) / span


def draw_of(start: ExperimentStart, diary: Diary) -> Experiment:
    """Return the order that follows from the start of an experiment."""
    pace = walks_per_week(diary, start.question, on=start.day) or USUAL_WALKS
    return draw(start.question, pairs=start.pairs, walks_per_week=pace, seed=start.seed)


def seed_of(number: int) -> int:
    """Return a seed that the diary takes, from any large random number."""
    return number % (LARGEST_SEED + 1)


def takes_place(session: Session | None, key: str) -> bool:
    """Return whether a walk can take its place in an experiment by what the plan asks for.

    For a kind that the programme opens only a walk for which the plan asks for that kind.
    """
    kind = KINDS.get(key)
    return kind is None or (session is not None and session.kind is kind)


def waits_for(plan: Plan, held: tuple[Reason, ...]) -> Wait | None:
    """Return why an experiment waits on a day; None where it goes on.

    Parameters
    ----------
    plan : Plan
        Of that day.
    held : tuple of Reason
        What holds its walks back; see ``prescription.held_back``.

    Notes
    -----
    Only what is known before a walk decides, never how the back took it: a coin that some
    outcomes take out of the account is no coin.
    """
    match plan.today.action:
        case Action.SEE_CLINICIAN | Action.NOT_FOR_YOU:
            return Wait.DOCTOR
        case Action.SCREEN:
            return Wait.QUESTIONS
        case Action.BASELINE:
            return Wait.START
    rules = {reason.rule for reason in held}
    if rules & {"flare.day", "ease.flare"}:
        return Wait.BAD_DAY
    if any(rule.startswith("ease.") for rule in rules):
        return Wait.SHORTER
    return Wait.ANSWER if rules else None


def as_drawn(session: Session, key: str, arm: bool) -> Session:
    """Return the walk as the coin asks for it: the planned one, or the same minutes easy.

    Never longer and never of another kind than planned but easy.
    """
    if arm or key not in KINDS:
        return session
    return Session(session.minutes, times=session.times)
