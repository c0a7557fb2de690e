"""Every sentence that the pages put together themselves.

The rules speak through the protocol, the safety questions through their catalogue, the cues
through the timeline. What is left to say is here, once.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from backstride.guidance import Heat
from backstride.prescription import (
    ENOUGH_WALKS,
    FourWeeks,
    Kind,
    Protocol,
    Reason,
    Response,
    Session,
)
from backstride.site.design import day_month, minutes, number_word, weekday

KIND_WORDS = {
    Kind.EASY: "easy walk",
    Kind.BRISK: "walk with brisk parts",
    Kind.INTERVALS: "interval walk",
    Kind.HILLS: "walk on gentle hills",
}
"""What a walk of that kind is called within a sentence."""

KIND_CHOICES = (
    ("easy", "An easy walk"),
    ("brisk", "With brisk parts"),
    ("intervals", "Intervals"),
    ("hills", "On hills"),
)

RESPONSE_SLUGS = {
    Response.SETTLED: "settled",
    Response.SORENESS: "hold",
    Response.AMBER: "hold",
    Response.SPIKE: "ease-off",
}
"""The three answers a page knows; soreness and amber are both Hold."""

RESPONSE_WORDS = {"settled": "Settled", "hold": "Hold", "ease-off": "Ease off"}

RESPONSE_LINES = {
    "settled": "Your back took this walk well, as far as we can tell today.",
    "hold": "A bit more pain than before. That can happen, and it usually passes.",
    "ease-off": "Your back is asking for less just now. A shorter walk is still a good walk.",
}

AMBER_LINE = "More pain than we plan for. That can happen, and it usually passes."
OPEN_ANSWER = "Tell us how your back is now, and we can say what comes next."
HURTING = "Hurting more does not mean that something is wrong in your back."
EVERYDAY = "A change of 1 is within everyday ups and downs, so we read it as “no worse”."
DATES_MOVE = "The dates move with your back."
PRIVACY = "Your entries stay on your own server. No adverts, no tracking."
NOTHING_ADDED = "We add nothing for now."

GROUND_CHOICES = (
    ("paved_even", "Paved, even"),
    ("paved_uneven", "Paved, uneven"),
    ("gravel", "Gravel"),
    ("grass_or_path", "Grass or a path"),
    ("indoors", "Indoors"),
    ("mixed", "A bit of everything"),
)
CARRYING_CHOICES = (
    ("nothing", "Nothing"),
    ("both_shoulders", "A bag on both shoulders"),
    ("one_side", "A bag on one side"),
)
TALK_CHOICES = (
    ("sing", "I could have sung"),
    ("sentences", "Easily, in whole sentences"),
    ("few_words", "A few words at a time"),
    ("hardly", "Hardly at all"),
)
WENT_CHOICES = (
    ("better", "Better than I expected"),
    ("as_expected", "About as expected"),
    ("harder", "Harder than I expected"),
)
WARMTH_CHOICES = tuple((heat.value, heat.words) for heat in Heat)

STAGES = {
    "minutes_to_20": ("20 minutes", "A little more after each good week."),
    "fourth_day": ("A fourth day", "One change at a time: first the minutes, then the day."),
    "brisk": ("Brisk minutes", "At a pace where you can talk but not sing."),
    "intervals": (
        "Intervals",
        "30 seconds brisk, 30 seconds easy, 4 rounds at first. For variety.",
    ),
    "hills": ("Gentle hills", "Routes with a little climbing."),
    "minutes_to_30": ("30 minutes", "A little more after each good week."),
    "fifth_day": ("A fifth day", "After that you keep what suits you."),
}
"""Name and one line for each stage of the programme."""

SHORTER = "A shorter walk is still a good walk."

GRADES = {
    "E": "Well supported: a guideline, a standard, or found again and again.",
    "R": "Reported in one or a few studies.",
    "J": "Our own judgement. Not tested by itself.",
}
"""How sure we are, by the grade of a rule."""

GRADES_BRIEFLY = {"E": "Well supported.", "R": "From one or a few studies.", "J": "Our own rule."}


def say(protocol: Protocol, reason: Reason) -> str:
    """Return a reason in the protocol's words, with the apostrophes of the pages."""
    return protocol.say(reason).replace("'", "’")


def response_line(response: Response | None) -> str:
    """Return the sentence under a response; a rise that shortens the next walk is not "a bit"."""
    if response is None:
        return OPEN_ANSWER
    if response is Response.AMBER:
        return AMBER_LINE
    return RESPONSE_LINES[RESPONSE_SLUGS[response]]


def listed(words: Sequence[str]) -> str:
    """Return "one, two and three"."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} and {words[-1]}"


def several_urgent(count: int) -> str:
    """Return the opening sentence where several answers cannot wait."""
    return (
        f"These {number_word(count)} answers need to be looked at now, without waiting. They "
        "are uncommon, and acting early makes a difference."
    )


def article(number: int) -> str:
    """Return "A" or "An", as said before this number.

    Numbers up to 180 are needed: 8, 11, 18 and 80 to 89 begin with a vowel sound.
    """
    return "An" if number in (8, 11, 18) or 80 <= number <= 89 else "A"


def walk_title(session: Session) -> str:
    """Return "A 14-minute easy walk"."""
    return f"{article(session.minutes)} {session.minutes}-minute {KIND_WORDS[session.kind]}"


def done_of(done: int, planned: int) -> str:
    """Return "1 of 3 walks done"; more than planned stays plain."""
    if planned <= done or planned == 0:
        return f"{number_word(done)} {'walk' if done == 1 else 'walks'} done".capitalize()
    return f"{done} of {planned} walks done"


BARRIERS = {
    "pain": "My back",
    "time": "Too little time",
    "weather": "The weather",
    "tired": "I was tired",
    "company": "Nobody to walk with",
    "days": "The days do not suit me",
    "forgot": "I did not think of it",
    "other": "Something else",
}
"""What may get in the way, as the person says it."""

MOMENT_HEADINGS = {
    "pain": "When my back is in the way",
    "time": "When time is short",
    "weather": "When the weather is bad",
    "tired": "When I am tired",
    "company": "When nobody comes along",
    "days": "When the day does not suit me",
    "forgot": "So that I think of it",
    "other": "When something is in the way",
}


def moment_heading(barrier: str | None) -> str:
    """Return the heading of the page of one if-then plan."""
    return "When I walk" if barrier is None else MOMENT_HEADINGS[barrier]


def four_weeks(counted: FourWeeks) -> str:
    """Return "In the last four weeks: 11 walks, 3 of 4 weeks with three or more".

    In the first weeks it says how many there are so far.
    """
    weeks = len(counted.week_days)
    walks = f"{counted.walks} {'walk' if counted.walks == 1 else 'walks'}"
    enough = number_word(ENOUGH_WALKS)
    if weeks == 1:
        return f"In your first week so far: {walks}"
    span = "In the last" if counted.whole else "In your first"
    return (
        f"{span} {number_word(weeks)} weeks: {walks}, "
        f"{counted.full_weeks} of {weeks} weeks with {enough} or more"
    )


def everyday_walks(counted: FourWeeks | None) -> str:
    """Return how many walks outside the programme there were; nothing where none."""
    if counted is None or not counted.everyday_walks:
        return ""
    count = counted.everyday_walks
    return f"And {number_word(count)} everyday {'walk' if count == 1 else 'walks'}, counted apart"


def next_walk(day: date, today: date, session: Session | None) -> str:
    """Return "Your next walk is on Saturday: 14 minutes."."""
    when = when_said(day, today)
    if session is None:
        return f"Your next walk is {when}."
    return f"Your next walk is {when}: {minutes(session.minutes)}, {kind_said(session)}."


def kind_said(session: Session) -> str:
    """Return "easy", "with brisk parts", ... as it follows the minutes."""
    return {
        Kind.EASY: "easy",
        Kind.BRISK: "with brisk parts",
        Kind.INTERVALS: "with intervals",
        Kind.HILLS: "on gentle hills",
    }[session.kind]


def when_said(day: date, today: date) -> str:
    """Return "today", "tomorrow", "on Saturday" or "on Saturday next week"."""
    ahead = (day - today).days
    if ahead == 0:
        return "today"
    if ahead == 1:
        return "tomorrow"
    later = ahead >= 7 - today.weekday()
    return f"on {weekday(day)}{' next week' if later else ''}"


def pain_change(before: int, worst: int) -> str:
    """Return how pain moved on a walk, as an opening sentence."""
    change = worst - before
    if change == 0:
        return "Your pain was the same before and after."
    points = "1 point" if abs(change) == 1 else f"{abs(change)} points"
    return f"Pain {'rose' if change > 0 else 'went down'} by {points}."


def outlined(day: date | None, today: date) -> str:
    """Return what the outlined pain key means."""
    tail = "10 is the worst pain you can imagine."
    if day is None:
        return tail
    ago = (today - day).days
    if ago == 0:
        when = "today"
    elif ago == 1:
        when = "yesterday"
    elif ago < 7:
        when = f"on {weekday(day)}"
    else:
        when = f"on {day_month(day)}"
    return f"Outlined: your answer {when}. {tail}"


def standard_start(length_min: int, walks: int) -> str:
    """Return what starting without trial walks means."""
    return f"{minutes(length_min)}, {number_word(walks)} times in the first week."


def times(count: int) -> str:
    """Return "twice", "three times"."""
    return {1: "once", 2: "twice"}.get(count, f"{number_word(count)} times")
