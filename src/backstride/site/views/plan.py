"""The plan: the week, the way ahead, and the rules."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from backstride.site.presentation import programme
from backstride.site.presentation import today as today_words
from backstride.site.presentation.week import strip
from backstride.site.request import WalkerRequest
from backstride.site.views.onward import go_on, set_up_step
from backstride.site.views.situation import situation


@require_GET
def plan(request: WalkerRequest) -> HttpResponse:
    """Show where the person is on the way, and what opens next."""
    here = situation(request)
    if set_up_step(here) is not None:
        return go_on(here)
    protocol = here.protocol
    context = {
        "current": "plan",
        "settings_url": reverse("settings"),
        "heading": programme.heading_of(here.plan),
        "text": programme.aim_words(here.plan, protocol),
        "milestones": programme.milestones(here.plan, protocol),
        "path_title": "The programme as a path",
        "path_description": programme.aim_words(here.plan, protocol),
        "stops": programme.stops_of(here.plan, here.diary, protocol),
        "rules": programme.headline_rules(protocol),
        "all_rules": {
            "url": reverse("rules"),
            "label": f"All {len(protocol.rules)} rules and sources",
        },
        "week": strip(here.plan),
        "week_fact": today_words.week_fact(here.plan),
        "next": today_words.next_words(here.plan),
        "halted": here.plan.halted,
    }
    return render(request, "backstride/pages/plan.html", context)
