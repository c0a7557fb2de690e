"""The whole programme: the climb, its stages, and the rules it follows."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta

from backstride.diary import Diary
from backstride.prescription import Opening, Plan, Protocol
from backstride.site.design import Milestone, minutes, number_word
from backstride.site.presentation import sentences
from backstride.site.presentation.today import PROGRAMME_WEEKS

PATH_LABELS = {
    "brisk": "brisk",
    "intervals": "intervals",
    "hills": "hills",
    "fifth_day": "",
}
"""Stages with a stop on the climb; the others lie between them."""

GROUPS = (
    ("safety", "Safety"),
    ("start", "The start"),
    ("dose", "How long a walk is"),
    ("week", "When a week counts as good"),
    ("ease", "Making it easier"),
    ("flare", "Bad days"),
    ("gate", "Before a walk"),
    ("response", "How your back took a walk"),
    ("schedule", "Which days"),
    ("order", "What comes next"),
    ("lapse", "After a break"),
    ("absence", "Days away"),
    ("ask", "What we ask"),
)
"""Heading for each group of rule ids; a group without one stands under its own name."""


@dataclass(frozen=True, slots=True)
class Stop:
    """One stage down the page."""

    state: str
    when: str
    title: str
    text: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Stated:
    """A rule as it is written, with its source and how sure it is."""

    text: str
    source: str
    sure: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """Rules about one thing."""

    title: str
    rules: tuple[Stated, ...]


def heading_of(plan: Plan) -> str:
    """Return "Week 6 of 26"."""
    number = plan.week.number
    if number < 1:
        return "Before the first walk"
    return f"Week {number} of {PROGRAMME_WEEKS}" if number <= PROGRAMME_WEEKS else f"Week {number}"


def aim_words(first: Plan, protocol: Protocol, *, finding: bool = False) -> str:
    """Return from where to where the programme leads; while ``finding``, only to where."""
    last = protocol.order.last_minutes
    if finding:
        aim = f"to {minutes(last)}, five days a week"
        return f"From what your comfortable walks show, {aim}. {sentences.DATES_MOVE}"
    began = f"{minutes(first.dose.value)}, {days_words(first.week_walks)} a week"
    return f"From {began}, to {minutes(last)}, five days a week. {sentences.DATES_MOVE}"


def days_words(count: int) -> str:
    """Return "three days"."""
    return f"{number_word(count)} {'day' if count == 1 else 'days'}"


def milestones(plan: Plan, first: Plan, protocol: Protocol) -> tuple[Milestone, ...]:
    """Return the stops of the climb: where it began, here, what opens, and the aim."""
    here = min(1.0, max(plan.week.number, 1) / PROGRAMME_WEEKS)
    label = f"week {plan.week.number}" if plan.week.number > 0 else "here"
    started = plan.week.number > 1
    began = f"{first.dose.value:g} min"
    stops = [Milestone(began, "start", 0.0)] if started else []
    stops.append(Milestone(label, "now", min(here, 0.8) if started else 0.0))
    at = stops[-1].share
    coming = [
        opening
        for opening in plan.openings
        if opening.state != "done" and PATH_LABELS.get(opening.stage)
    ]
    for place, opening in enumerate(coming, start=1):
        share = at + (1 - at) * place / (len(coming) + 1)
        stops.append(Milestone(PATH_LABELS[opening.stage], "coming", share))
    stops.append(Milestone(minutes(protocol.order.last_minutes), "goal", 1.0))
    return tuple(stops)


def stops_of(
    plan: Plan,
    first: Plan,
    before: Plan | None,
    diary: Diary,
    protocol: Protocol,
    *,
    finding: bool = False,
) -> tuple[Stop, ...]:
    """Return what lies behind, where the person is, and every stage to come with its week.

    Parameters
    ----------
    plan : Plan
        Of today.
    first, before : Plan
        Of the programme's first day, and of the last day before this week; None in the
        first week.
    diary : Diary
    protocol : Protocol
    finding : bool
        Whether comfortable walks are still to tell where it begins.
    """
    ahead = [_stop(each, protocol) for each in plan.openings if each.state != "done"]
    left = int(plan.week.walks.value) - plan.week.done_walks
    more = (
        f"{number_word(left).capitalize()} more {'walk' if left == 1 else 'walks'} this week."
        if left > 0
        else "All walks of this week are done."
    )
    if finding:
        count = number_word(protocol.start.baseline_walks)
        now = Stop(
            state="now",
            when="Now",
            title="Comfortable walks",
            text=f"{count.capitalize()} within a week show where you begin.",
        )
        return (now, *ahead)
    now = Stop(
        state="now",
        when=f"Now, week {plan.week.number}" if plan.week.number > 0 else "Now",
        title=f"{minutes(plan.dose.value)}, {days_words(int(plan.week.walks.value))}",
        text=more if plan.started is not None else "This is where you begin.",
    )
    behind = () if before is None else (_behind(plan, first, before, diary),)
    return (*behind, now, *ahead)


def _behind(plan: Plan, first: Plan, before: Plan, diary: Diary) -> Stop:
    """Return the weeks so far: from how long to how long, in how many walks, and what opened."""
    began = first.on
    walks = [
        walk for walk in diary.walks(began, plan.week.start - timedelta(days=1)) if walk.programme
    ]
    weeks = plan.week.number - 1
    when = "Week 1" if weeks == 1 else f"Weeks 1 to {weeks}"
    reached = [each.stage for each in plan.openings if each.state == "done"]
    title = "Walking" if {"brisk", "intervals", "hills"}.intersection(reached) else "Easy walking"
    if not walks:
        return Stop("done", when, "Under way", "No walks in the diary from these weeks.")
    low, high = first.dose.value, before.dose.value
    span = minutes(high) if low == high else f"From {low:g} to {minutes(high)}"
    count = f"{number_word(len(walks))} {'walk' if len(walks) == 1 else 'walks'}"
    opened = sentences.listed([sentences.STAGES[stage][0].lower() for stage in reached])
    return Stop("done", when, title, f"{span}, in {count}.".capitalize(), _reached(opened))


def _reached(opened: str) -> str:
    return f"Reached: {opened}." if opened else ""


def _stop(opening: Opening, protocol: Protocol) -> Stop:
    title, text = sentences.STAGES[opening.stage]
    when = "Later" if opening.about_week is None else f"About week {opening.about_week}"
    note = _interval_note(protocol) if opening.stage == "intervals" else ""
    if opening.about_week is None and opening.stage in ("fourth_day", "fifth_day"):
        when, note = "If you like", "It needs another day: name one in the settings."
    return Stop("coming", when, title, text, note)


def _interval_note(protocol: Protocol) -> str:
    order = protocol.order
    return (
        f"Opens after {number_word(order.interval_weeks)} weeks at {order.first_minutes} minutes "
        f"and {order.interval_flare_free_days} days without a bad day. Not tested by itself for "
        "back pain."
    )


def headline_rules(protocol: Protocol) -> tuple[Stated, ...]:
    """Return the five rules that say most, with the protocol's own numbers and sources."""
    start, response = protocol.start, protocol.response
    told = (
        (
            f"Start with {start.lowest_min} to {start.highest_min} minutes and add little by "
            "little.",
            "start.baseline",
        ),
        (f"Walk at least {number_word(start.walks_per_week)} times a week.", "start.week"),
        (
            f"Build up towards {protocol.order.last_minutes} minutes, five times a week, over "
            "about six months.",
            "dose.complete",
        ),
        (
            "Add minutes only when the week’s walks have settled, and change one thing at a time.",
            "dose.new_day",
        ),
        (
            f"A rise of up to {response.soreness_rise} points on a walk is common, and we read it "
            "beside your own usual pain. The walk is repeated before anything is added.",
            "response.soreness",
        ),
    )
    return tuple(Stated(words, _source(protocol, rule)) for words, rule in told)


def _source(protocol: Protocol, rule_id: str) -> str:
    rule = protocol.rule(rule_id)
    return f"{rule.source}." if not rule.source.endswith(".") else rule.source


def every_rule(protocol: Protocol) -> tuple[Group, ...]:
    """Return all rules, grouped; a number that is the person's own stands as three dots."""
    titles = dict(GROUPS)
    grouped: dict[str, list[Stated]] = {name: [] for name, _ in GROUPS}
    for rule_id, rule in protocol.rules.items():
        name = rule_id.split(".")[0]
        text = re.sub(r"\{\w+\}", "…", rule.words).replace("….", "…")
        source = _source(protocol, rule_id)
        # Most of our own rules say so themselves.
        own = rule.grade == "J" and source.startswith(("Own rule", "The person’s", "The person's"))
        stated = Stated(text, source, "" if own else sentences.GRADES_BRIEFLY[rule.grade])
        grouped.setdefault(name, []).append(stated)
    return tuple(
        Group(titles.get(name, name.capitalize()), tuple(rules))
        for name, rules in grouped.items()
        if rules
    )
