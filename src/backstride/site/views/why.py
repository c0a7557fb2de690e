"""How we decide: the reasons behind today, and every rule there is."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET

from backstride.site.design import minutes
from backstride.site.presentation import today as words
from backstride.site.presentation.own_time import lengths_for
from backstride.site.presentation.programme import every_rule
from backstride.site.presentation.why import records_of, rules_of, sources_of
from backstride.site.request import WalkerRequest
from backstride.site.views.onward import go_on, set_up_step
from backstride.site.views.situation import situation


@require_GET
def why(request: WalkerRequest) -> HttpResponse:
    """Show what was told, the rules at work today, how sure they are and their sources."""
    here = situation(request)
    if set_up_step(here) is not None:
        return go_on(here)
    state = words.state_of(here.plan)
    if state in ("halted", "not_for_you"):
        return redirect("questions-result")
    session = words.offered(here.plan)
    first, *others = rules_of(here.plan, here.protocol)
    choice = lengths_for(here.plan, here.protocol)
    context = {
        "back_url": reverse("today"),
        "heading": words.why_word(session)
        if session is not None
        else f"Why {words.heading_of(here.plan, state).lower()}?",
        "answer": first.words,
        "records": records_of(here.plan),
        "records_note": "Pain before the walk and after it.",
        "first": first,
        "others": others,
        "sources": sources_of((first, *others)),
        "rules_url": reverse("rules"),
        "start": {"url": reverse("walk-before"), "label": f"Start the {minutes(session.minutes)}"}
        if session is not None
        else None,
        "other": {"url": reverse("different"), "label": "Walk a different time today"}
        if choice is not None and session is not None
        else None,
    }
    return render(request, "backstride/pages/why.html", context)


@require_GET
def rules(request: WalkerRequest) -> HttpResponse:
    """Show every rule of the protocol with its source."""
    here = situation(request)
    context = {
        "back_url": reverse("plan"),
        "protocol": here.protocol,
        "groups": every_rule(here.protocol),
    }
    return render(request, "backstride/pages/rules.html", context)
