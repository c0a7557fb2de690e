"""``backstride today`` and ``backstride plan``: what is asked for, and why."""

from __future__ import annotations

import sys
from datetime import date
from typing import TYPE_CHECKING

import click

from backstride.cli import paper
from backstride.cli.exits import NO_WALK
from backstride.cli.source import Source, json_option, on_option, today_of, with_diary
from backstride.prescription import (
    Action,
    DayState,
    PlannedDay,
    Protocol,
    Reason,
    Session,
    default_protocol,
    four_weeks,
    if_then_plans,
    if_then_words,
)
from backstride.screening import Assessment, region
from backstride.site.design import minutes, number_word, weekday_day_month
from backstride.site.documents import plan_document
from backstride.site.presentation import questions, sentences

if TYPE_CHECKING:
    from backstride.insights import Drawn


@click.command("today")
@on_option
@json_option
@with_diary
def today(source: Source, on: date | None, for_program: bool) -> None:
    """Today's walk, and why it is what it is.

    Ends with exit code 3 where no walk is open now: safety questions wait for an answer,
    or an answer asks for a doctor first.
    """
    drawn = source.drawn(on or today_of(source))
    plan = drawn.plan
    if for_program:
        paper.as_json(plan_document(plan, default_protocol(), drawn))
    else:
        _tell_today(drawn, source, default_protocol())
    if plan.halted or plan.today.action is Action.SCREEN:
        sys.exit(NO_WALK)


@click.command("plan")
@on_option
@json_option
@with_diary
def plan(source: Source, on: date | None, for_program: bool) -> None:
    """The week, the next one, and what opens after that."""
    drawn = source.drawn(on or today_of(source))
    made, protocol = drawn.plan, default_protocol()
    if for_program:
        paper.as_json(plan_document(made, protocol, drawn))
        return
    _tell_week(drawn)
    diary = source.diary()
    counted = four_weeks(diary, made.on, made.started)
    if counted is not None:
        paper.say()
        paper.say(f"{sentences.four_weeks(counted)}.")
    for held in if_then_plans(diary, made.on):
        paper.say(if_then_words(held))
    if made.outlook is not None:
        walks = round(made.outlook.walks.value)
        paper.say()
        paper.say(
            f"Next week, if the rest of this one goes well: {number_word(walks)} walks of "
            f"{minutes(made.outlook.minutes.value)}."
        )
        _tell_reasons(made.outlook.minutes.reasons, protocol)
    paper.say()
    paper.say("What opens, one thing at a time:")
    for opening in made.openings:
        name, _ = sentences.STAGES[opening.stage]
        when = f", about week {opening.about_week}" if opening.about_week else ""
        state = {"done": "done", "now": "now", "ahead": "later"}[opening.state]
        paper.say(f"{name}: {state}{when}", indent=2, mark="- ")
    paper.say()
    paper.say(sentences.DATES_MOVE)


def tell_assessment(assessment: Assessment, country: str | None) -> None:
    """Print what the safety answers that stand ask for."""
    whom = region(country)
    parts = [[assessment.not_for_product]] if assessment.not_for_product else []
    if assessment.crisis:
        parts.append([f"{whom.call_crisis}. Talking to someone helps, and you need not be alone."])
    parts += [
        [
            f"{finding.action}.",
            f"You told us: {finding.told_us}",
            finding.lead,
            f"When: {finding.when}",
            f"Until then: {finding.until_then}",
        ]
        for finding in assessment.findings
    ]
    if assessment.what_to_say:
        parts.append([f"{whom.call_emergency}. What to say: “{assessment.what_to_say}”"])
    for number, part in enumerate(parts):
        if number:
            paper.say()
        for sentence in part:
            paper.say(sentence)


def _tell_today(drawn: Drawn, source: Source, protocol: Protocol) -> None:
    plan = drawn.plan
    paper.say(weekday_day_month(plan.on))
    paper.say()
    asked = plan.today
    match asked.action:
        case Action.SCREEN:
            count = len(plan.questions_due)
            paper.say(
                f"Before the next walk there {'is' if count == 1 else 'are'} "
                f"{number_word(count)} safety question{'' if count == 1 else 's'}: "
                "backstride screen"
            )
        case Action.SEE_CLINICIAN | Action.NOT_FOR_YOU:
            diary = source.diary()
            tell_assessment(questions.assessment_of(diary, plan), diary.profile.region)
        case Action.BASELINE:
            paper.say("A comfortable walk, as long as it stays comfortable.")
        case Action.WALK if asked.session is not None:
            paper.say(f"{sentences.walk_title(asked.session)}.")
            _tell_parts(asked.session)
            paper.say("Warm-up and cool-down come on top.")
            if drawn.today:
                from backstride.insights import experiment_sentences

                paper.say(f"{experiment_sentences.asked_today(drawn.today)}.")
        case _:
            paper.say("A day of rest.")
    if asked.short is not None:
        short = asked.short
        times = f", up to {number_word(short.times)} times" if short.times > 1 else ""
        paper.say(
            f"Or, on a bad day, {minutes(short.minutes)} easy{times}. Rest is as good a choice."
        )
    if asked.done_min:
        paper.say(f"Walked so far: {minutes(asked.done_min)}.")
    paper.say()
    paper.say("Why")
    _tell_reasons(asked.reasons, protocol)
    if plan.ask:
        paper.say()
        paper.say("Worth telling us")
        _tell_reasons(plan.ask, protocol)
    if plan.next_walk is not None and not plan.halted and asked.action is not Action.SCREEN:
        paper.say()
        paper.say(sentences.next_walk(plan.next_walk.day, plan.on, plan.next_walk.session))


def _tell_parts(session: Session) -> None:
    if session.rung is not None:
        rung = session.rung
        paper.say(
            f"Within it {rung.repeats} times {rung.brisk_s} seconds brisk and "
            f"{rung.easy_s} seconds easy; the rest is easy."
        )


def _tell_reasons(reasons: tuple[Reason, ...], protocol: Protocol) -> None:
    paper.listed(protocol.say(reason) for reason in reasons)


def _tell_week(drawn: Drawn) -> None:
    week = drawn.plan.week
    name = f"Week {week.number}" if week.number else "Before the start"
    paper.say(
        f"{name}: {number_word(round(week.walks.value))} walks, "
        f"{minutes(week.planned_min.value)}; {minutes(week.done_min)} done."
    )
    for day in week.days:
        arm = drawn.on(day.day)
        asked = f"; experiment: {arm}" if arm else ""
        paper.say(f"{weekday_day_month(day.day):<22}{_day_words(day)}{asked}", indent=2)
    if drawn.waits is not None:
        from backstride.insights import experiment_sentences

        paper.say(f"{experiment_sentences.RUNS}: {experiment_sentences.WAITS[drawn.waits]}")


def _day_words(day: PlannedDay) -> str:
    if day.done_min:
        done = f"{minutes(day.done_min)} done"
        return f"{done} (today)" if day.state is DayState.TODAY else done
    if day.session is not None:
        words = f"{minutes(day.session.minutes)}, {sentences.kind_said(day.session)}"
        return f"{words} (today)" if day.state is DayState.TODAY else words
    return "today, rest" if day.state is DayState.TODAY else "rest"
