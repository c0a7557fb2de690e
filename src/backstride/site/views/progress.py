"""Progress: how pain changed, what was walked, and what was reached."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from backstride.diary import Flare, Goal
from backstride.insights import (
    Trend,
    gaps_of,
    milestones_of,
    sentences,
    taken_of,
    trend_of,
    weeks_walked,
)
from backstride.insights import progress_sentences as words
from backstride.outcomes import sentences as outcome_words
from backstride.prescription import Plan
from backstride.site.instruments import instruments
from backstride.site.presentation import charts
from backstride.site.presentation.outcomes import courses_of
from backstride.site.presentation.progress import WalkRow, walks_of
from backstride.site.request import WalkerRequest
from backstride.site.views.onward import go_on, set_up_step
from backstride.site.views.situation import Situation, situation

SHOWN_WALKS = 10
SHOWN_MILESTONES = 5
"""Listed before all of them are asked for (judgement)."""


@require_GET
def progress(request: WalkerRequest) -> HttpResponse:
    """Show how it goes: as true for three walks as for three hundred."""
    here = situation(request)
    if set_up_step(here) is not None:
        return go_on(here)
    all_walks, all_weeks = "walks" in request.GET, "weeks" in request.GET
    all_milestones = "milestones" in request.GET
    rows = walks_of(here.diary, here.plan, here.protocol)
    everyday = walks_of(here.diary, here.plan, here.protocol, programme=False)
    trend = trend_of(here.diary, here.today)
    reached = milestones_of(here.diary, here.today)
    context = {
        "current": "progress",
        "report_url": reverse("report"),
        **_heading(trend, rows),
        "missing": sentences.missing_bad_days(gaps_of(here.diary, here.today)) if rows else "",
        **_charts(here, trend, rows, everything=all_weeks),
        "milestones": [
            {"when": words.date_words(each.day, here.today), "text": words.milestone(each)}
            for each in (reached if all_milestones else reached[:SHOWN_MILESTONES])
        ],
        "more_milestones": len(reached) > SHOWN_MILESTONES and not all_milestones,
        "walks": rows if all_walks else rows[:SHOWN_WALKS],
        "more": len(rows) > SHOWN_WALKS and not all_walks,
        "walks_note": words.WALKS_NOTE,
        "first_walk": f"{words.FIRST_WALK}.",
        "everyday": everyday if all_walks else everyday[:SHOWN_WALKS],
        "more_everyday": len(everyday) > SHOWN_WALKS and not all_walks,
        "everyday_note": words.EVERYDAY_NOTE,
        "courses": courses_of(here.diary, instruments(), here.today),
        "questions_title": outcome_words.LIST_HEADING,
        "questions_url": reverse("outcomes"),
        "quality_of_life": outcome_words.QUALITY_OF_LIFE,
        "walked_url": reverse("walked"),
        "days_url": reverse("health-days") if here.walker.health_exports.exists() else None,
    }
    return render(request, "backstride/pages/progress.html", context)


def _heading(trend: Trend, rows: tuple[WalkRow, ...]) -> dict[str, str]:
    """Return the finding; where there is none yet, how much was walked and what is lacking."""
    if not rows:
        return {"heading": words.FIRST_WALK, "text": words.FIRST_WALK_TEXT}
    told, text = sentences.headline(trend), sentences.headline_text(trend)
    if trend.change is not None or trend.quiet:
        return {"heading": told, "text": text}
    walked = words.minutes_in_all(sum(row.minutes for row in rows))
    return {"heading": words.walks_so_far(len(rows)), "text": f"{walked} {told} {text}"}


def _charts(
    here: Situation, trend: Trend, rows: tuple[WalkRow, ...], *, everything: bool
) -> dict[str, Any]:
    weeks = weeks_walked(here.diary, here.today, here.protocol)
    taken = taken_of(here.diary, here.today)
    goal = words.goal_lines(here.diary.latest(Goal), taken, weeks)
    if not weeks:
        return {"goal": goal}
    responses = {row.walk_id: row.response for row in rows if row.response}
    bad_days = sorted({flare.day for flare in here.diary.of(Flare, until=here.today)})
    switch = None
    if len(weeks) > charts.SHOWN_WEEKS:
        switch = (
            {"url": reverse("progress"), "label": "The newest eight weeks"}
            if everything
            else {"url": "?weeks#minutes", "label": f"All {len(weeks)} weeks"}
        )
    shown = charts.newest(weeks, everything)
    return {
        "goal": goal,
        "minutes": charts.minutes_of(
            weeks, everything=everything, coming_min=_coming_min(here.plan)
        ),
        "pain": charts.pain_of(taken, trend, weeks, responses, bad_days, everything=everything),
        "three_walks": charts.three_walks_of(weeks, everything=everything),
        "enough_fact": words.enough_fact(shown),
        "weeks_switch": switch,
    }


def _coming_min(plan: Plan) -> float | None:
    """Return the minutes of next week, if this one goes as planned and settles."""
    if plan.outlook is None:
        return None
    return plan.outlook.minutes.value * plan.outlook.walks.value
