"""The safety questions as pages: a run of questions, and what the answers ask for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from backstride.diary import Clearance, Diary, Screening
from backstride.prescription import Plan
from backstride.screening import (
    ADAPTATIONS,
    ALL_IDS,
    QUESTIONS,
    Assessment,
    Finding,
    Question,
    Tier,
    Walking,
    assess,
    question,
    region,
)
from backstride.site.presentation.sentences import listed, several_urgent

ANSWER_CHOICES = (("no", "No"), ("yes", "Yes"), ("unsure", "I am not sure"))
ANSWER_WORDS = dict(ANSWER_CHOICES)


@dataclass(frozen=True, slots=True)
class SafetyAnswers:
    """The latest answer to each safety question.

    Parameters
    ----------
    answers : mapping of str to str
        Question id to ``no``, ``yes`` or ``unsure``.
    details : mapping of str to tuple of str
        Question id to the chosen options of its follow-up.
    cleared : frozenset of str
        Questions whose present answer a clinician has cleared.
    answered_on : mapping of str to date
        The day of each latest answer.
    """

    answers: Mapping[str, Literal["no", "yes", "unsure"]]
    details: Mapping[str, tuple[str, ...]]
    cleared: frozenset[str]
    answered_on: Mapping[str, date]


def answers_of(diary: Diary) -> SafetyAnswers:
    """Gather the answers that stand; those to questions that are no longer asked are left out."""
    answers: dict[str, Literal["no", "yes", "unsure"]] = {}
    details: dict[str, tuple[str, ...]] = {}
    answered_on: dict[str, date] = {}
    cleared: set[str] = set()
    for event in diary.events:
        if isinstance(event, Clearance):
            named = set(event.questions)
            cleared = cleared | named if event.cleared else cleared - named
        elif isinstance(event, Screening):
            for asked, answer in event.answers.items():
                if asked not in ALL_IDS:
                    continue
                chosen = _known(asked, event.details.get(asked, ()))
                if (answers.get(asked), details.get(asked, ())) != (answer, chosen):
                    cleared.discard(asked)
                answers[asked], answered_on[asked] = answer, event.day
                details.pop(asked, None)
                if chosen:
                    details[asked] = chosen
    return SafetyAnswers(answers, details, frozenset(cleared), answered_on)


def _known(asked: str, chosen: tuple[str, ...]) -> tuple[str, ...]:
    follow_up = question(asked).follow_up
    if follow_up is None:
        return ()
    known = {option.id for option in follow_up.options}
    return tuple(each for each in chosen if each in known)


def age_on(diary: Diary, on: date) -> int | None:
    """Return the age reached in that year; None where the year of birth is not known."""
    born = diary.profile.birth_year
    return None if born is None else min(120, max(0, on.year - born))


def assessment_of(diary: Diary, plan: Plan) -> Assessment:
    """Return what the answers that stand mean on the day of the plan."""
    known = answers_of(diary)
    return assess(
        known.answers,
        known.details,
        age_years=age_on(diary, plan.on),
        started=plan.started is not None,
        cleared=known.cleared,
    )


def round_of(known: SafetyAnswers, plan: Plan) -> tuple[str, ...]:
    """Return the questions of the present round, in their order.

    The first time these are all of them; later the ones that are due, with those that were
    answered today already.
    """
    if plan.started is None and _first_time(known, plan):
        return ALL_IDS
    due = set(plan.questions_due)
    today = {each for each, day in known.answered_on.items() if day == plan.on}
    return tuple(each for each in ALL_IDS if each in due | today)


def _first_time(known: SafetyAnswers, plan: Plan) -> bool:
    """Whether the first round is under way, or ended today."""
    if len(known.answers) < len(ALL_IDS):
        return True
    return set(known.answered_on.values()) == {plan.on} and not plan.questions_due


def all_answered(known: SafetyAnswers, age: int | None) -> bool:
    """Whether every question has been answered once, with its follow-up."""
    return all(
        each.id in known.answers and not open_follow_up(known, each, age) for each in QUESTIONS
    )


def open_follow_up(known: SafetyAnswers, asked: Question, age: int | None) -> bool:
    """Whether the follow-up of a question still has to be asked."""
    follow_up = asked.follow_up
    if follow_up is None or known.answers.get(asked.id) not in ("yes", "unsure"):
        return False
    if age is not None and follow_up.decided_by_age:
        return False
    return not known.details.get(asked.id)


def next_open(known: SafetyAnswers, plan: Plan, age: int | None) -> str | None:
    """Return the first question of the round that is due, or whose follow-up is open."""
    due = set(plan.questions_due)
    for each in round_of(known, plan):
        if each in due or open_follow_up(known, question(each), age):
            return each
    return None


@dataclass(frozen=True, slots=True)
class Passage:
    """A heading and a few lines, perhaps with a link at their end."""

    title: str
    text: str
    link: str = ""
    link_url: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the answers together ask for, as one page.

    Parameters
    ----------
    kind : str
        ``hospital``, ``crisis``, ``doctor_today``, ``doctor``, ``changes``, ``fine`` or
        ``not_for_you``.
    heading, text, told : str
        Heading, opening sentence, and what the person told us.
    passages : tuple of Passage
    call : tuple of (label, number) or None
        Whom to call; the number is empty where we do not know one.
    clearable, again : tuple of str
        Questions that a doctor can clear, and those that end by being answered again.
    walking : Walking
        What is open meanwhile.
    """

    kind: str
    heading: str
    text: str
    told: str
    passages: tuple[Passage, ...]
    call: tuple[str, str] | None
    clearable: tuple[str, ...]
    again: tuple[str, ...]
    walking: Walking


def outcome_of(assessment: Assessment, country: str | None) -> Outcome:
    """Turn an assessment into a page; the most urgent answers speak."""
    tier = assessment.tier
    leading = [each for each in assessment.findings if each.tier is tier]
    if assessment.not_for_product is not None and tier not in (Tier.A, Tier.B):
        return _page(
            "not_for_you", "This is made for adults", assessment.not_for_product, assessment
        )
    if not leading:
        return _page(
            "fine",
            "Nothing speaks against walking",
            "None of your answers asks for a doctor first. We ask again now and then.",
            assessment,
            passages=_on_your_walks(assessment),
        )
    first = leading[0]
    if tier is Tier.A:
        return _emergency(assessment, leading, country)
    kind = {Tier.B: "doctor_today", Tier.C: "doctor"}.get(first.tier, "changes")
    passages = [Passage("When", first.when), Passage("Until then", first.until_then)]
    if kind == "doctor_today" and first.say:
        said = listed([each.say for each in leading if each.say])
        passages.insert(1, Passage("What to say", f"“I have back pain with {said}.”"))
    passages += _on_your_walks(assessment)
    return _page(kind, first.action, first.lead, assessment, leading, tuple(passages))


def _on_your_walks(assessment: Assessment) -> tuple[Passage, ...]:
    """Return what changes in the walks; it stays where a doctor has cleared the answer."""
    changes = changes_of(assessment)
    return (Passage("On your walks", " ".join(changes)),) if changes else ()


def changes_of(assessment: Assessment) -> tuple[str, ...]:
    """Return what changes in the walks, in words, in the order of the catalogue."""
    return tuple(words for each, words in ADAPTATIONS.items() if each in assessment.adaptations)


def _emergency(assessment: Assessment, leading: list[Finding], country: str | None) -> Outcome:
    lines = region(country)
    alone = all(question(each.question_id).crisis for each in leading)
    first = next(
        (each for each in leading if alone or not question(each.question_id).crisis), leading[0]
    )
    number = lines.crisis if alone and lines.crisis else lines.emergency
    label = lines.call_crisis if alone else lines.call_emergency
    passages = [Passage("Until then", first.until_then)]
    if assessment.what_to_say:
        passages.insert(0, Passage("What to say", f"“{assessment.what_to_say}”"))
    bodily = [each for each in leading if not question(each.question_id).crisis]
    if assessment.crisis and not alone:
        helper = lines.crisis or lines.emergency
        lonely = "You need not be alone with what weighs on you."
        passages.append(
            Passage("And please talk to someone", f"{lonely} {lines.call_crisis}.")
            if helper is None
            else Passage(
                "And please talk to someone", lonely, lines.call_crisis, f"tel:{helper.dial}"
            )
        )
    return Outcome(
        kind="crisis" if alone else "hospital",
        heading=first.action,
        text=first.lead if len(bodily) < 2 else several_urgent(len(bodily)),
        told=_told(leading),
        passages=tuple(passages),
        call=(label, number.dial if number else ""),
        clearable=(),
        again=tuple(each.question_id for each in leading),
        walking=assessment.walking,
    )


def _page(
    kind: str,
    heading: str,
    text: str,
    assessment: Assessment,
    leading: list[Finding] | None = None,
    passages: tuple[Passage, ...] = (),
) -> Outcome:
    return Outcome(
        kind=kind,
        heading=heading,
        text=text,
        told=_told(leading or []),
        passages=passages,
        call=None,
        clearable=assessment.clearable,
        again=tuple(each.question_id for each in leading or [] if each.tier is Tier.B),
        walking=assessment.walking,
    )


def _told(findings: list[Finding]) -> str:
    return " ".join(each.told_us for each in findings)


def sheet_of(known: SafetyAnswers) -> tuple[tuple[str, str, str], ...]:
    """Return (question, answer, details) for the page to print, in the order of asking."""
    rows = []
    for asked in QUESTIONS:
        answer = known.answers.get(asked.id)
        if answer is None:
            continue
        chosen: tuple[str, ...] = ()
        if asked.follow_up is not None and answer != "no":
            chosen = tuple(
                asked.follow_up.option(each).label for each in known.details.get(asked.id, ())
            )
        rows.append((asked.text, ANSWER_WORDS[answer], "; ".join(chosen)))
    return tuple(rows)
