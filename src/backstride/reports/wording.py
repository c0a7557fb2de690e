"""The lines of a report: each a term and what the diary says about it.

Written for a clinician: figures, days and units first, no advice. ``docs/clinicians/report.md``
shows them all.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from backstride.diary import ClinicianLimit
from backstride.prescription import Action, Response
from backstride.reports.clinician import STRONG_PAIN, ClinicianReport, ReportedWalk
from backstride.screening import QUESTIONS, question

MOST_WALKS = 4
"""Walks that are told one by one; the others are counted (one page, judgement)."""

MOST_DAYS = 4
"""Days that are named; the others are counted (one page, judgement)."""

MOST_ANSWERS = 5
"""Safety answers that are told with their details (one page, judgement)."""

MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)

RESPONSES = {
    Response.SETTLED: "Settled",
    Response.SORENESS: "Hold",
    Response.AMBER: "Hold",
    Response.SPIKE: "Ease off",
}

GROUNDS = {
    "paved_even": "even paving",
    "paved_uneven": "uneven paving",
    "gravel": "gravel",
    "grass_or_path": "grass or a path",
    "indoors": "indoors",
    "mixed": "mixed ground",
}
CARRIED = {"both_shoulders": "bag on both shoulders", "one_side": "bag on one side"}
TALKS = {
    "sing": "could have sung",
    "sentences": "whole sentences",
    "few_words": "a few words",
    "hardly": "hardly at all",
}
SYMPTOMS = {
    "leg_pain": "leg pain",
    "leg_numbness": "leg numbness",
    "leg_weakness": "leg weakness",
    "saddle_numbness": "saddle numbness",
    "bladder_or_bowel": "bladder or bowel",
    "calf_pain": "calf pain",
    "chest_pain": "chest pain",
    "palpitations": "palpitations",
    "breathlessness": "breathlessness",
    "dizziness": "dizziness",
    "other": "something else",
}
SAFETY = {
    "q01": "Bladder or bowel",
    "q02": "Saddle numbness",
    "q03": "Both legs",
    "q04": "Weakness of a leg",
    "q05": "Chest pain, faint, stroke signs",
    "q06": "Sudden severe pain, or aorta",
    "q07": "Fall or crash, unchecked",
    "q08": "Smaller knock, or new stoop",
    "q09": "Fever, infection",
    "q10": "Cancer, changed pain",
    "q11": "Weight loss or night sweats",
    "q12": "Night pain that gets worse",
    "q13": "Morning stiffness",
    "q14": "Calf, or blood clot",
    "q15": "Leg pain on walking",
    "q16": "Heart, lungs or circulation",
    "q17": "Back operation or injection",
    "q18": "Pregnancy or birth",
    "q19": "Insulin, falls and the like",
    "q20": "First severe pain, by age",
    "q21": "Thoughts of self-harm",
}
"""A few words for each safety question; the question itself is too long for a page."""

ADAPTED = {
    "even_ground": "flat, even ground in daylight",
    "no_downhill": "no long stretches downhill",
    "seat_stops": "benches, sitting or bending forward",
    "rail_support": "a hold for every exercise standing",
    "company": "company, or somebody who knows the way",
    "no_brisk": "easy kinds on the level only",
    "talk_test": "pace by the talk test",
    "own_drinking": "drinking as told by doctor or nurse",
    "carry_sugar": "sugar carried, and measured",
    "check_feet": "feet and shoes checked",
    "drop_c7": "no leaning back",
    "gentle_c3": "a small hip stretch",
    "no_trunk_turns": "no turning of the trunk",
    "no_lying": "no exercises on the floor",
    "ask_clinician": "asked to mention it to you",
}
"""What each adaptation is, in a few words; the person reads whole sentences."""

WALKING = {
    Action.SCREEN: "Waiting: safety questions are open.",
    Action.SEE_CLINICIAN: "Stopped until a clinician has looked at an answer.",
    Action.NOT_FOR_YOU: "Not made for this person.",
}
STAGES = {
    "fourth_day": "a fourth day",
    "brisk": "brisk minutes",
    "intervals": "intervals",
    "hills": "gentle hills",
    "fifth_day": "a fifth day",
}
OWN_ENTRIES = (
    "All values are the person’s own entries. No diagnosis is made and no medicines are recorded."
)
NOT_IN_THESE, NEVER = "Not in these weeks", "Never told"
"""What is said where nothing was told: of the period alone, or of everything."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A term, and what is said about it."""

    term: str
    text: str


def title(report: ClinicianReport) -> str:
    """Return "Walking report, weeks 1 to 6"."""
    if not report.weeks:
        return "Walking report"
    first, last = report.weeks[0].number, report.weeks[-1].number
    return f"Walking report, {f'week {last}' if first == last else f'weeks {first} to {last}'}"


def period(report: ClinicianReport) -> str:
    """Return "7 April to 12 May 2026"."""
    first, last = report.first_day, report.on
    if first == last:
        return dated(last)
    if first.year == last.year:
        return f"{day_words(first)} to {dated(last)}"
    return f"{dated(first)} to {dated(last)}"


def planned(report: ClinicianReport) -> str:
    """Return how many walks were planned, and from which week on that is known."""
    first = report.planned_from
    if first is None:
        return "done"
    since = "" if first == report.weeks[0].number else f" from week {first} on"
    return f"done; {report.planned_walks} planned{since}"


def checks(report: ClinicianReport) -> tuple[Entry, ...]:
    """Return what was told about the walks."""
    entries = [_response(each, report.on) for each in _worth_telling(report)[:MOST_WALKS]]
    more = len(_worth_telling(report)) - len(entries)
    if more > 0:
        entries.append(Entry("Earlier", f"{_counted(more, 'more walk')} with hold or ease off"))
    fine, told = report.mornings
    if told:
        entries.append(
            Entry("Next morning", f"Same as before the walk or less after {fine} of {told}")
        )
    if report.talks:
        entries.append(Entry("Talk test", _shares(report.talks, TALKS)))
    if report.grounds:
        entries.append(Entry("Where", _shares(report.grounds, GROUNDS)))
    entries.append(Entry("Bad days", _days(report) or _nothing(report)))
    if report.everyday_walks:
        told_apart = _counted(report.everyday_walks, "walk")
        entries.append(Entry("In the day", f"{told_apart} besides, not counted here"))
    return tuple(entries)


def flags(report: ClinicianReport) -> tuple[Entry, ...]:
    """Return what a clinician looks for first."""
    entries = [*_safety(report)]
    entries.append(Entry("New symptoms", _symptoms(report) or _nothing(report)))
    strong = [f"{day_words(day, report.on)} ({nrs})" for day, nrs in reversed(report.strong_pain)]
    entries.append(Entry(f"Pain {STRONG_PAIN} or more", _few(strong) or _nothing(report)))
    adapted = [words for each, words in ADAPTED.items() if each in report.adaptations]
    if adapted:
        entries.append(Entry("Adapted", _sentence(", ".join(adapted))))
    if report.limit is not None:
        entries.append(Entry("Limit set", _limit(report.limit)))
    entries.append(Entry("Now in plan", now_in_plan(report)))
    return tuple(entries)


def flags_briefly(report: ClinicianReport) -> str:
    """Return in one line whether a clinician would find a flag."""
    asked = sum(answer != "no" for answer in report.answered.answers.values())
    safety = (
        f"{_counted(asked, 'safety answer')} with yes or not sure"
        if asked
        else "No flags in the safety questions"
    )
    symptoms = (
        _counted(len(report.symptoms), "new symptom") if report.symptoms else "no new symptoms"
    )
    return f"{safety}, {symptoms}"


def now_in_plan(report: ClinicianReport) -> str:
    """Return what is asked for at present, and what has opened."""
    plan = report.plan
    stopped = WALKING.get(plan.today.action)
    if stopped is not None:
        return stopped
    if plan.today.action is Action.BASELINE:
        return "Comfortable walks, to find the first length."
    parts = [f"{plan.dose.value:g} minutes, {_counted(round(plan.week.walks.value), 'day')}"]
    if report.start_min is not None and report.start_min != plan.dose.value:
        parts.append(f" (began at {report.start_min:g})")
    parts.append(".")
    ahead = {each.stage for each in plan.openings if each.state == "ahead"}
    opened = [
        STAGES[each.stage]
        for each in plan.openings
        if each.stage in STAGES and each.stage not in ahead
    ]
    parts.append(f" Open: {', '.join(opened)}." if opened else " Only easy walks so far.")
    return "".join(parts)


def notes(report: ClinicianReport) -> tuple[Entry, ...]:
    """Return what the person wrote about walks, newest first."""
    return tuple(Entry(day_words(day, report.on), text) for day, text in reversed(report.notes))


def day_words(day: date, on: date | None = None) -> str:
    """Return "25 April"; with its year where a report of the day `on` lies in another one."""
    words = f"{day.day} {MONTHS[day.month - 1]}"
    return words if on is None or on.year == day.year else f"{words} {day.year}"


def dated(day: date) -> str:
    """Return "25 April 2026"."""
    return f"{day_words(day)} {day.year}"


def _worth_telling(report: ClinicianReport) -> list[ReportedWalk]:
    held = (Response.SORENESS, Response.AMBER, Response.SPIKE)
    return [each for each in reversed(report.walks) if each.response in held]


def _response(told: ReportedWalk, on: date) -> Entry:
    assert told.response is not None
    taken, walk = told.taken, told.walk
    figures = (
        ("before", taken.before),
        ("at worst", taken.worst),
        ("after", taken.after),
        ("next morning", taken.morning),
    )
    said = [f"{nrs} {when}" for when, nrs in figures if nrs is not None]
    how = [f"{walk.minutes:g} minutes"]
    how += [GROUNDS[walk.ground]] if walk.ground else []
    how += [CARRIED[walk.carrying]] if walk.carrying in CARRIED else []
    text = f"{', '.join(said)}. {', '.join(how)}."
    return Entry(f"{RESPONSES[told.response]}, {day_words(walk.day, on)}", text)


def _safety(report: ClinicianReport) -> list[Entry]:
    known = report.answered
    if not known.answers:
        return [Entry("Safety questions", "Not answered")]
    latest = max(known.answered_on.values())
    told = [each.id for each in QUESTIONS if known.answers.get(each.id) in ("yes", "unsure")]
    if not told:
        count = len(known.answers)
        return [Entry("Safety questions", f"{dated(latest)}: none of {count} answered yes")]
    entries = [
        Entry(
            "Safety questions",
            f"{dated(latest)}: {len(told)} of {len(known.answers)} with yes or not sure",
        )
    ]
    entries += [_answer(report, asked) for asked in told[:MOST_ANSWERS]]
    rest = told[MOST_ANSWERS:]
    if rest:
        entries.append(Entry("And", "; ".join(SAFETY[each] for each in rest)))
    return entries


def _answer(report: ClinicianReport, asked: str) -> Entry:
    known = report.answered
    words = "Yes" if known.answers[asked] == "yes" else "Not sure"
    follow_up = question(asked).follow_up
    if follow_up is not None:
        chosen = [follow_up.option(each).label for each in known.details.get(asked, ())]
        words += f": {'; '.join(chosen)}" if chosen else ""
    clearance = report.clearances.get(asked)
    if clearance is not None:
        by = f" by {clearance.by}" if clearance.by else ""
        words += f". Cleared {day_words(clearance.day, report.on)}{by}, as entered by the person"
    return Entry(SAFETY[asked], f"{words}.")


def _symptoms(report: ClinicianReport) -> str:
    told = [
        f"{SYMPTOMS[each.symptom]}{'' if each.sure else ' (not sure)'}, "
        f"{day_words(each.day, report.on)}"
        for each in reversed(report.symptoms)
    ]
    return _sentence(_few(list(dict.fromkeys(told))))


def _limit(limit: ClinicianLimit) -> str:
    said = []
    if limit.max_minutes is not None:
        said.append(f"at most {limit.max_minutes} minutes a walk")
    if limit.max_walks_per_week is not None:
        said.append(f"at most {_counted(limit.max_walks_per_week, 'walk')} a week")
    if limit.max_week_minutes is not None:
        said.append(f"at most {limit.max_week_minutes} minutes a week")
    if limit.kinds is not None:
        said.append(f"kinds: {', '.join(limit.kinds) or 'none'}")
    if limit.no_rises:
        said.append("no rises")
    until = f", until {dated(limit.until)}" if limit.until else ""
    by = f", by {limit.by}" if limit.by else ""
    return _sentence(f"{', '.join(said) or 'no bound'}{by}{until}")


def _days(report: ClinicianReport) -> str:
    return _few([day_words(day, report.on) for day in reversed(report.bad_days)])


def _nothing(report: ClinicianReport) -> str:
    """Return the words for nothing told, which never say more than was looked at."""
    return NEVER if report.whole else NOT_IN_THESE


def _few(told: Sequence[str]) -> str:
    """Return the newest few, and how many more there are."""
    kept = ", ".join(told[:MOST_DAYS])
    more = len(told) - MOST_DAYS
    return f"{kept} and {more} more" if more > 0 else kept


def _shares(counted: Iterable[tuple[str, int]], names: dict[str, str]) -> str:
    return _sentence(", ".join(f"{names[name]} {count}" for name, count in counted))


def _sentence(text: str) -> str:
    """Return the text with a large first letter, and every other as it is."""
    return text[:1].upper() + text[1:]


def _counted(count: int, what: str) -> str:
    return f"{count} {what}" if count == 1 else f"{count} {what}s"
