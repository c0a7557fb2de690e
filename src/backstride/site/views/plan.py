"""The plan: the week, the way ahead, and the rules."""

from __future__ import annotations

from datetime import timedelta

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from backstride.prescription import Plan, decide, four_weeks
from backstride.site.presentation import programme, sentences
from backstride.site.presentation import today as today_words
from backstride.site.presentation.experiments import coming_days
from backstride.site.presentation.moments import everyday_of, moments_of
from backstride.site.presentation.questions import changes_of
from backstride.site.presentation.week import strip
from backstride.site.request import WalkerRequest
from backstride.site.views.onward import go_on, set_up_step
from backstride.site.views.situation import Situation, situation


@require_GET
def plan(request: WalkerRequest) -> HttpResponse:
    """Show where the person is on the way, and what opens next."""
    here = situation(request)
    if set_up_step(here) is not None:
        return go_on(here)
    protocol = here.protocol
    counted = four_weeks(here.diary, here.today, here.plan.started)
    first, before = _begun(here)
    finding = today_words.finding_start(here.plan, here.diary, protocol)
    context = {
        "current": "plan",
        "settings_url": reverse("settings"),
        "heading": programme.heading_of(here.plan),
        "text": programme.aim_words(first, protocol, finding=finding),
        "milestones": programme.milestones(here.plan, first, protocol),
        "path_title": "The programme as a path",
        "path_description": programme.aim_words(first, protocol, finding=finding),
        "stops": programme.stops_of(
            here.plan, first, before, here.diary, protocol, finding=finding
        ),
        "rules": programme.headline_rules(protocol),
        "all_rules": {
            "url": reverse("rules"),
            "label": f"All {len(protocol.rules)} rules and sources",
        },
        "week": strip(here.plan),
        "week_fact": today_words.week_fact(here.plan),
        "next": "" if finding else today_words.next_words(here.plan),
        "four_weeks": "" if counted is None else sentences.four_weeks(counted),
        "everyday_walks": sentences.everyday_walks(counted),
        "coming": coming_days(here.drawn),
        "moments": moments_of(here.diary, here.plan),
        "moment_url": reverse("if-then"),
        "everyday": everyday_of(here.plan, here.diary),
        "halted": here.plan.halted,
        "changes": changes_of(here.assessment),
    }
    return render(request, "backstride/pages/plan.html", context)


def _begun(here: Situation) -> tuple[Plan, Plan | None]:
    """Return the plan of the first day, and that of the last day before this week, if any."""
    plan = here.plan
    if plan.started is None:
        return plan, None
    first = decide(here.state, plan.started)
    if plan.week.number < 2:
        return first, None
    return first, decide(here.state, plan.week.start - timedelta(days=1))
