"""Answers to the safety questions become a tier, and say what walking is open."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from backstride.screening.catalogue import CATALOGUE, QUESTIONS, question
from backstride.screening.question import UNSURE, Option, Question, Wording
from backstride.screening.tier import Answer, Tier, Walking, most_urgent, strictest

ADULT_FROM_YEARS = 18
"""The programme is made for adults (evidence section 5, question 20)."""

OLDEST_YEARS = 120
"""An age above this is a typing slip (judgement)."""

NOT_FOR_PRODUCT = (
    "This programme is made for adults. Please ask your doctor or a physiotherapist what suits you."
)

_NO_DETAILS: Mapping[str, Sequence[str]] = MappingProxyType({})
_ANSWERS = frozenset(each.value for each in Answer)
_ASK_CLINICIAN = "ask_clinician"


@dataclass(frozen=True, slots=True)
class Finding:
    """What one answer asks for: an action, never a diagnosis.

    Parameters
    ----------
    question_id : str
    tier : Tier
    answer : Answer
        "yes" or "unsure".
    told_us : str
        What the person told us, as a sentence.
    say : str
        What follows "I have back pain with" in a call for help; empty for tiers C and D.
    action, lead, when, until_then : str
        Heading, opening sentence, when to act, and what to do until then.
    adaptations : frozenset of str
        Ids of what changes in the walks.
    walking : Walking
        What this answer alone leaves open.
    source : str
        Where content and tier come from.
    """

    question_id: str
    tier: Tier
    answer: Answer
    told_us: str
    say: str
    action: str
    lead: str
    when: str
    until_then: str
    adaptations: frozenset[str]
    walking: Walking
    source: str


@dataclass(frozen=True, slots=True)
class Assessment:
    """What all answers together mean.

    Parameters
    ----------
    tier : Tier or None
        The most urgent tier among the findings that stand; None where there are none.
    walking : Walking
        What is open now. While answers are lacking: none before the start, at most easy
        walks on hold during the programme.
    findings : tuple of Finding
        Most urgent first, then in the order of the questions. Cleared ones are left out.
    adaptations : frozenset of str
        What changes in the walks, also from cleared answers.
    complete : bool
        Whether every question, and every follow-up that is due, has its answer.
    missing : tuple of str
        Ids of the questions and follow-ups without an answer.
    not_for_product : str or None
        Why the programme is not made for this person, in words to the person.
    crisis : bool
        Whether the person should talk to someone right now (thoughts of self-harm).
    clearable : tuple of str
        Ids of the questions that a clinician can clear (tier C).
    """

    tier: Tier | None
    walking: Walking
    findings: tuple[Finding, ...] = ()
    adaptations: frozenset[str] = field(default_factory=frozenset)
    complete: bool = True
    missing: tuple[str, ...] = ()
    not_for_product: str | None = None
    crisis: bool = False
    clearable: tuple[str, ...] = ()

    @property
    def what_to_say(self) -> str | None:
        """The sentence for a call for help; None where no finding is of tier A.

        Thoughts of self-harm get a sentence of their own, and alone where they are the
        only finding of tier A.
        """
        urgent = [each for each in self.findings if each.tier is Tier.A]
        bodily = [each.say for each in urgent if not question(each.question_id).crisis]
        if bodily:
            return f"I have back pain with {_listed(bodily)}."
        return "I am thinking about harming myself and need to talk." if urgent else None


def assess(
    answers: Mapping[str, str],
    details: Mapping[str, Sequence[str]] = _NO_DETAILS,
    *,
    age_years: int | None = None,
    started: bool = False,
    cleared: Collection[str] = (),
) -> Assessment:
    """Work out what a person's answers mean for their walking.

    Parameters
    ----------
    answers : mapping of str to str
        Question id to ``no``, ``yes`` or ``unsure``: the latest answer to each.
    details : mapping of str to sequence of str
        Question id to the chosen option ids of its follow-up. Used after "yes" and
        "unsure" only.
    age_years : int, optional
        Age in whole years, where it is known; it then decides and is not asked.
    started : bool
        Whether the programme is under way. Tier C means a clinician first before that,
        and easy walks on hold during it.
    cleared : collection of str
        Ids of questions that a clinician has cleared. Counts for tier C alone: A and B
        end when the question is answered again.

    Returns
    -------
    Assessment

    Raises
    ------
    ValueError
        For an unknown question, answer or option id, or an impossible age.

    Notes
    -----
    "Unsure" counts as yes, one tier less urgent; A stays A, also where a follow-up makes
    it an A (evidence section 5). An option that is the answer by itself (a colder foot, a
    new stoop) is not made less urgent by it: there nobody is unsure (judgement). A follow-up
    that is not answered yet counts like its "I am not sure", which is as urgent as its most
    urgent answer, so that an unfinished round never lets a person walk who should not.
    """
    _check(answers, details, age_years, cleared)
    findings: list[Finding] = []
    missing: list[str] = []
    under_age = age_years is not None and age_years < ADULT_FROM_YEARS
    for each in QUESTIONS:
        if each.id not in answers:
            missing.append(each.id)
            continue
        answer = Answer(answers[each.id])
        if answer is Answer.NO:
            continue
        options = _options(each, details.get(each.id, ()), age_years)
        if each.follow_up is not None and not options:
            missing.append(each.follow_up.id)
            options = (each.follow_up.option(UNSURE),)
        under_age = under_age or any(option.not_for_product for option in options)
        finding = _finding(each, answer, options, started)
        if finding is not None:
            findings.append(finding)
    return _sum_up(findings, tuple(missing), under_age, started, frozenset(cleared))


def _sum_up(
    findings: Sequence[Finding],
    missing: tuple[str, ...],
    under_age: bool,
    started: bool,
    cleared: frozenset[str],
) -> Assessment:
    standing = [
        each for each in findings if each.tier is not Tier.C or each.question_id not in cleared
    ]
    limits = [each.walking for each in standing]
    if missing:
        limits.append(Walking.EASY_HOLD if started else Walking.NONE)
    if under_age:
        limits.append(Walking.NONE)
    return Assessment(
        tier=most_urgent(each.tier for each in standing),
        walking=strictest(limits),
        findings=tuple(sorted(standing, key=lambda each: -each.tier.urgency)),
        adaptations=frozenset().union(*(each.adaptations for each in findings)),
        complete=not missing,
        missing=missing,
        not_for_product=NOT_FOR_PRODUCT if under_age else None,
        crisis=any(question(each.question_id).crisis for each in standing),
        clearable=tuple(each.question_id for each in standing if each.tier is Tier.C),
    )


def _options(asked: Question, chosen: Sequence[str], age_years: int | None) -> tuple[Option, ...]:
    if asked.follow_up is None:
        return ()
    ids = asked.follow_up.with_age(chosen, age_years)
    return tuple(asked.follow_up.option(each) for each in ids)


def _finding(
    asked: Question, answer: Answer, options: tuple[Option, ...], started: bool
) -> Finding | None:
    meant, told_plainly = asked.tier, None
    if asked.follow_up is not None:
        chosen = [option.id for option in options]
        decided = asked.follow_up.tier_of(chosen)
        if decided is None:
            return None
        meant, told_plainly = decided, asked.follow_up.definite_tier_of(chosen)
    unsure = answer is Answer.UNSURE and told_plainly is not meant
    tier = meant
    if unsure:
        tier = most_urgent(each for each in (meant.if_unsure, told_plainly) if each) or meant
    adaptations = asked.adaptations.union(*(option.adaptations for option in options))
    if meant is Tier.C and tier is Tier.D:
        adaptations |= {_ASK_CLINICIAN}
    told = " ".join(option.told_us for option in options if option.told_us) or asked.told_us
    said = _listed([option.say for option in options if option.say]) or asked.say
    words = _wording(asked, options, tier, started=started, lowered=tier is not meant)
    return Finding(
        question_id=asked.id,
        tier=tier,
        answer=answer,
        told_us=f"Perhaps {told[0].lower()}{told[1:]} You were not sure." if unsure else told,
        say=said if tier in (Tier.A, Tier.B) else "",
        action=words.action,
        lead=words.lead,
        when=words.when,
        until_then=words.until_then,
        adaptations=adaptations,
        walking=_walking(tier, asked, started),
        source=asked.source,
    )


def _walking(tier: Tier, asked: Question, started: bool) -> Walking:
    match tier:
        case Tier.A | Tier.B:
            return Walking.NONE
        case Tier.C:
            return Walking.EASY_HOLD if started or asked.walking_allowed else Walking.NONE
        case Tier.D:
            return Walking.AS_PLANNED


def _wording(
    asked: Question, options: tuple[Option, ...], tier: Tier, *, started: bool, lowered: bool
) -> Wording:
    """Choose each sentence from the option, else the question, else the tier.

    Words of an option or a question hold only for the tier they were written for.
    """
    layers = [option.wording for option in options if option.tier is tier]
    if asked.tier is tier:
        layers.append(asked.wording)
    if lowered and tier in CATALOGUE.tiers_unsure:
        layers.append(CATALOGUE.tiers_unsure[tier])
    if started and tier in CATALOGUE.tiers_started:
        layers.append(CATALOGUE.tiers_started[tier])
    layers.append(CATALOGUE.tiers[tier])
    return Wording(
        action=next(each.action for each in layers if each.action),
        lead=next(each.lead for each in layers if each.lead),
        when=next(each.when for each in layers if each.when),
        until_then=next(each.until_then for each in layers if each.until_then),
    )


def _listed(phrases: Sequence[str]) -> str:
    if len(phrases) < 2:
        return "".join(phrases)
    return f"{', '.join(phrases[:-1])} and {phrases[-1]}"


def _check(
    answers: Mapping[str, str],
    details: Mapping[str, Sequence[str]],
    age_years: int | None,
    cleared: Collection[str],
) -> None:
    for question_id, answer in answers.items():
        question(question_id)
        if answer not in _ANSWERS:
            raise ValueError(
                f"{answer!r} is not an answer to {question_id}; answer no, yes or unsure"
            )
    for question_id, chosen in details.items():
        follow_up = question(question_id).follow_up
        if follow_up is None:
            raise ValueError(f"{question_id} has no follow-up; leave its details out")
        for option_id in chosen:
            follow_up.option(option_id)
    for question_id in cleared:
        question(question_id)
    if age_years is not None and not 0 <= age_years <= OLDEST_YEARS:
        raise ValueError(f"an age of {age_years} years cannot be right; give 0 to {OLDEST_YEARS}")
