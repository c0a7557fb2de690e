"""Every sentence about an experiment: before it, on the way, and what it said.

``docs/clinicians/patterns.md`` lists them, like those in ``sentences``.
"""

from __future__ import annotations

from backstride.insights.arms import KINDS, Wait
from backstride.insights.effect import Effect, Word
from backstride.insights.experiment import Experiment, power
from backstride.insights.followed import DrawnWalk, Followed, Stage
from backstride.insights.progress_sentences import day_words
from backstride.insights.questions import Question
from backstride.insights.randomisation import FEWEST_PAIRS, TestResult
from backstride.insights.sentences import chance, counted, number, percent, points, share, span

OFFER = "Find out with an experiment"
TRY = "Try an experiment"
RUNS = "Your experiment"
TRY_TEXT = (
    "A coin decides the order of two kinds of walk, so that only chance can still lie behind a "
    "difference. Choose the question; we say first how long it takes and what it could tell."
)
LONG_WEEKS = 52
"""Weeks from which an experiment is told to be a long one."""

DILUTED_SHARE = 0.2
"""Share of walks of the other kind from which it is told that they dilute the answer (judgement):
a difference then looks at most three fifths as large."""

NO_LOOKING = (
    "The answer comes at the end. Looking earlier makes chance look like an answer, so it is "
    "not shown before."
)
STOP_ANY_TIME = "You can stop at any time. What was walked until then is told."
COIN_AND_MODEL = (
    "The test rests on the coin alone. The model also looks at pain before the walk, the "
    "weekday and slow changes; where the two differ, the test decides."
)
CANNOT = (
    "It tells about your back and these weeks, not about other people. You know which kind you "
    "walk, and what you expect may play a part."
)
NEXT_TIME = "No experiment is running."
DRAWN = "Drawn. Today and Plan say what the coin asks for, once such a walk comes."
STOPPED = "Stopped. Your walks go on as planned."

WAITS = {
    Wait.START: "It waits until your programme has begun.",
    Wait.QUESTIONS: "It waits until the safety questions are answered.",
    Wait.DOCTOR: "It waits until walking is open to you again.",
    Wait.BAD_DAY: "It waits while your back gets over a bad day.",
    Wait.SHORTER: "It waits while your walks are shorter than usual.",
    Wait.ANSWER: "It waits while an answer to the safety questions holds your walks.",
}


def how(question: Question) -> str:
    """Return what the coin asks for, and that both lie within the plan."""
    both = f"{question.arm(True)}, or {question.arm(False)}"
    if question.key in KINDS:
        return (
            f"Only walks count that your plan makes {question.arm_with}. A coin leaves them so or "
            f"has them {question.arm_without}, for the same minutes."
        )
    return (
        f"Before each walk you see what the coin says: {both}. Your minutes stay as the plan has "
        "them. Nothing is ever added."
    )


def takes(experiment: Experiment) -> str:
    """Return how many walks and weeks an experiment takes."""
    weeks = counted(experiment.weeks, "week")
    own = f"At your own {_rate(experiment.walks_per_week)} a week"
    long = " That is long; another question may be settled sooner."
    return (
        f"{2 * experiment.pairs} walks in {counted(experiment.pairs, 'pair')}, in an order that a "
        f"coin decides. {own} that is about {weeks}."
        f"{long if experiment.weeks > LONG_WEEKS else ''}"
    )


def could_tell(experiment: Experiment) -> str:
    """Return what an experiment could tell, before it begins."""
    if experiment.pairs < FEWEST_PAIRS:
        return (
            "So few pairs cannot tell a difference from chance well enough: the smallest chance "
            f"they can give is {percent(experiment.smallest_size)}. Take {FEWEST_PAIRS} pairs or "
            "more."
        )
    two, half = (share(power(experiment.pairs, effect=size)) for size in (2.0, 0.5))
    return (
        "If one kind makes a difference of 1 point, this would show it in about "
        f"{share(experiment.power)} of such experiments; 2 points in {two}, half a point in "
        f"{half}. Without any difference it would still claim one in 5%."
    )


def offer(experiment: Experiment) -> str:
    """Return what an experiment takes and what it could then tell, before it begins."""
    return f"{takes(experiment)} {could_tell(experiment)}"


def size(experiment: Experiment) -> str:
    """Return a size as a choice: walks, weeks, and the chance that a point shows."""
    weeks = counted(experiment.weeks, "week")
    found = share(experiment.power)
    return f"{2 * experiment.pairs} walks, about {weeks}; 1 point shows in {found}"


def asked_today(arm: str) -> str:
    """Return what the coin asks of today's walk."""
    return f"Experiment: today {arm}"


def asked_on(day: str, arm: str) -> str:
    """Return what the coin asks of the walk of a day."""
    return f"{day}: {arm}"


def asked_next(followed: Followed) -> str:
    """Return what the coin asks of the next walk; empty where there is none."""
    arm = followed.next_arm
    return "" if arm is None else f"Next walk: {followed.question.arm(arm)}."


def so_far(followed: Followed) -> str:
    """Return how far an experiment has come."""
    total = 2 * followed.drawn.pairs
    match followed.stage:
        case Stage.AHEAD:
            return f"It starts on {day_words(followed.first_day)}."
        case Stage.RUNNING:
            return f"{len(followed.walks)} of {counted(total, 'walk')} done."
        case Stage.LAST_MORNING:
            return f"All {total} walks are done. The answer comes with the next morning."
        case Stage.COMPLETE:
            return f"All {total} walks are done."
        case Stage.STOPPED:
            return (
                f"You stopped after {len(followed.walks)} of {counted(total, 'walk')}. Whoever "
                "stops because the answer looks clear finds chance more often, so take it with "
                "care."
            )


def really_done(followed: Followed) -> str:
    """Return how many walks were of the drawn kind; empty where there is no walk yet."""
    walks = len(followed.walks)
    if not walks:
        return ""
    kept = walks - followed.otherwise - followed.untold
    parts = [f"{kept} of {counted(walks, 'walk')} {_were(kept)} as drawn."]
    if followed.otherwise:
        one = followed.otherwise == 1
        parts.append(
            f"{followed.otherwise} {_were(followed.otherwise)} of the other kind and "
            f"{'counts' if one else 'count'} as drawn: only the coin is free of reasons."
        )
    if followed.untold:
        one = followed.untold == 1
        parts.append(
            f"{followed.untold} {'does' if one else 'do'} not say and "
            f"{'counts' if one else 'count'} as drawn, too."
        )
    return " ".join(parts)


def walked(question: Question, each: DrawnWalk, *, with_morning: bool) -> str:
    """Return one walk of a pair: its day, what was drawn, and whether it was so.

    With the morning only when the experiment has ended.
    """
    if each.done is None:
        kept = "not told"
    else:
        kept = "as drawn" if each.done is each.drawn else "the other kind"
    told = f"{day_words(each.walk.day)}: {question.arm_name(each.drawn)}; {kept}"
    if not with_morning:
        return f"{told}."
    morning = "no answer" if each.morning is None else f"{each.morning} out of 10"
    return f"{told}; next morning {morning}."


def diluted(followed: Followed) -> str:
    """Return what many walks of the other kind mean for the answer; empty where there are few."""
    if followed.otherwise < DILUTED_SHARE * len(followed.walks) or not followed.otherwise:
        return ""
    return "With so many walks of the other kind a real difference looks smaller, or like none."


def beside(followed: Followed) -> str:
    """Return how many walks took no place, and why; empty where there is none."""
    if not followed.beside:
        return ""
    return (
        f"{counted(followed.beside, 'more walk')} in this time took no part: on a bad day or the "
        "way back, while questions were open, not of a kind that is drawn, a second one on a day, "
        "or written down later."
    )


def lacking(followed: Followed) -> str:
    """Return how many pairs lack a next morning; empty where none does."""
    count = sum(not pair.complete for pair in followed.outcomes)
    if not count:
        return ""
    verb = "lacks" if count == 1 else "lack"
    return f"{counted(count, 'pair')} {verb} a next morning and cannot be compared."


def result(question: Question, found: TestResult) -> str:
    """Return what the experiment says and what it cannot."""
    if not found.pairs:
        return "No pair is complete, so there is nothing to compare."
    base = (
        f"{counted(found.pairs, 'complete pair')}; both walks were as drawn in "
        f"{found.as_drawn or 'none'} of them. "
        f"{_difference(question, found)}"
    )
    if found.pairs < FEWEST_PAIRS:
        return (
            f"{base} With so few pairs chance alone can never be ruled out: the smallest chance "
            f"they can give is {percent(found.smallest)}."
        )
    if found.shows:
        return (
            f"{base} Chance alone makes a difference this large in {percent(found.p_value)} of "
            "such experiments, so it is probably the walk. It tells about your back and these "
            "weeks, not about other people."
        )
    return (
        f"{base} Chance alone makes a difference this large in {percent(found.p_value)} of such "
        "experiments. That does not show a difference, and it does not show that there is none."
    )


def heading(question: Question, found: TestResult) -> str:
    """Return the answer in a few words."""
    if found.pairs < FEWEST_PAIRS:
        return "Too few pairs for an answer"
    if not found.shows:
        return "No difference shown"
    return f"Mornings were {'better' if found.difference < 0 else 'worse'} after {question.with_it}"


def model(question: Question, effect: Effect) -> str:
    """Return what the model says about the walks of the experiment."""
    if effect.word is Word.UNKNOWN:
        return "The model beside it needs more walks, or more weeks, to say anything."
    if effect.word not in (Word.LIKELY, Word.STRONG) or effect.best is None:
        return f"The model beside it sees no clear difference. {span(effect)}"
    sure = "strong sign" if effect.word is Word.STRONG else "likely"
    lines = (
        f"The model beside it says ({sure}): mornings after {question.with_it} were about "
        f"{points(effect.best)} {'better' if effect.better else 'worse'} than after "
        f"{question.without}.",
        span(effect),
        chance(effect),
    )
    return " ".join(line for line in lines if line)


def told(followed: Followed) -> tuple[str, ...]:
    """Return all that is to be said about an experiment by now, a line each.

    No answer before it has ended.
    """
    asked = followed.question
    answer: tuple[str, ...] = ()
    if followed.ended:
        answer = (
            result(asked, followed.result),
            lacking(followed),
            model(asked, followed.effect),
            COIN_AND_MODEL,
        )
    lines = (
        so_far(followed),
        asked_next(followed),
        really_done(followed),
        diluted(followed),
        beside(followed),
        *answer,
        "" if followed.ended else NO_LOOKING,
    )
    return tuple(line for line in lines if line)


def seed(followed: Followed) -> str:
    """Return where the order comes from."""
    return f"The order was drawn from the number {followed.start.seed}, and can be drawn again."


def _difference(question: Question, found: TestResult) -> str:
    if number(found.difference) == "0":
        return "Mornings after both kinds were alike."
    return (
        f"Mornings after {question.with_it} were {points(found.difference)} "
        f"{'better' if found.difference < 0 else 'worse'} than after {question.without}."
    )


def _rate(walks_per_week: float) -> str:
    told = number(walks_per_week)
    return f"{told} walk" if told == "1" else f"{told} walks"


def _were(count: int) -> str:
    return "was" if count == 1 else "were"
