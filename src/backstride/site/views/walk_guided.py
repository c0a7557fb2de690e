"""The walk itself: what happens when, a clock where scripts run, and ways to make it easier."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from backstride.diary import NewSymptom, Walk
from backstride.guidance import Timeline
from backstride.screening import STOP_SIGNS, region
from backstride.site import design
from backstride.site.forms.before import LegForm
from backstride.site.forms.entry import errors_of
from backstride.site.presentation import guiding
from backstride.site.request import WalkerRequest
from backstride.site.views.begun import Begun, recall
from backstride.site.views.entries import sent
from backstride.site.views.situation import Situation, situation
from backstride.site.views.ways import kept

SLOWER_S = 180
"""How long short steps are suggested for, s (judgement): picture "Let us make it easier"."""

EASIER = {
    "slower": f"Short steps for {SLOWER_S // 60} minutes.",
    "rest": "Sit or lean, and go on when you like.",
    "cool_down": "Now the cool-down, slowly.",
}
"""What is said first after a choice on the page that makes a walk easier."""


def laid_out(here: Situation, begun: Begun) -> Timeline:
    """Return the timeline of a walk that has begun."""
    return guiding.lay_out(
        begun.session,
        guiding.needs_of(here.diary, here.assessment, begun.day),
        begun.day,
        heat=begun.heat,
        carrying=begun.carrying or "nothing",
        ground=begun.ground,
    )


def _elsewhere(here: Situation, walk_id: UUID) -> HttpResponse:
    """Lead somewhere sensible when this browser does not know the walk."""
    if any(walk.id == walk_id for walk in here.diary.of(Walk)):
        return redirect("walk-response", walk_id)
    return redirect("today")


@require_GET
def guided(request: WalkerRequest, walk_id: UUID) -> HttpResponse:
    """Show the walk: the parts, when each begins, and the button that ends it."""
    here, begun = situation(request), recall(request, walk_id)
    if begun is None or not begun.set_out:
        return _elsewhere(here, walk_id)
    if here.plan.halted:
        return redirect("questions-result")
    plan = laid_out(here, begun)
    asked = request.GET.get("do", "")
    preferences = here.walker.preferences
    context = {
        "place": "Your walk",
        "walk_id": walk_id,
        "stretches": guiding.stretches_of(plan),
        "cues": plan.cues
        if preferences.posture_cues
        else [cue for cue in plan.cues if cue.kind != "posture"],
        "parts": guiding.path_parts(plan),
        "bar": _bar(plan, "cool_down" if asked == "cool_down" else "warm_up"),
        "minutes": plan.minutes,
        "total_min": guiding.total_min(plan),
        "total_s": plan.total_s,
        "slower_s": SLOWER_S,
        "ways": guiding.ways_to_tell(preferences),
        "first_cue": EASIER.get(asked, plan.cues[0].text),
        "plate_url": reverse("walk-plate", args=[walk_id]),
        "complaining_url": reverse("walk-complaining", args=[walk_id]),
        "stop_url": reverse("walk-stop", args=[walk_id]),
        "after_url": reverse("walk-after", args=[walk_id]),
        "way": kept(request, here),
    }
    return render(request, "backstride/pages/guided.html", context)


@require_GET
def plate(request: WalkerRequest, walk_id: UUID) -> HttpResponse:
    """Draw the path with the position after so many seconds; the clock asks for it."""
    here, begun = situation(request), recall(request, walk_id)
    asked = request.GET.get("at", "")
    if begun is None or not asked.isdecimal() or len(asked) > 6:
        return HttpResponse(status=404)
    drawn = design.walk_plate(
        "guided",
        tuple(guiding.path_parts(laid_out(here, begun))),
        elapsed_min=round(int(asked) / 60, 1),
        paused=request.GET.get("paused") == "1",
        key="guided-path",
    )
    return HttpResponse(drawn, content_type="text/html; charset=utf-8")


@require_GET
def complaining(request: WalkerRequest, walk_id: UUID) -> HttpResponse:
    """Offer ways to make the walk easier; the walk is paused meanwhile."""
    here, begun = situation(request), recall(request, walk_id)
    if begun is None:
        return _elsewhere(here, walk_id)
    plan = laid_out(here, begun)
    back = reverse("walk", args=[walk_id])
    context = {
        "place": "Your walk",
        "bar": _bar(plan, "walk"),
        "slower_url": f"{back}?do=slower",
        "slower": f"Short steps for {SLOWER_S // 60} minutes",
        "rest_url": f"{back}?do=rest",
        "cool_down_url": f"{back}?do=cool_down",
        "cool_down": f"{guiding.cool_down_min(plan):g} slow minutes, then you are done",
        "back_url": back,
        "stop_url": reverse("walk-stop", args=[walk_id]),
    }
    return render(request, "backstride/pages/complaining.html", context)


@require_http_methods(["GET", "POST"])
def stop(request: WalkerRequest, walk_id: UUID) -> HttpResponse:
    """End a walk because of a leg: what to do now, then the safety questions."""
    here, begun = situation(request), recall(request, walk_id)
    if begun is None:
        return _elsewhere(here, walk_id)
    form = LegForm(sent(request))
    if request.method == "POST" and form.is_valid():
        here.write(
            NewSymptom(
                id=form.event_id(symptom),
                at=here.now,
                zone=here.zone,
                symptom=symptom,
                walk_id=walk_id,
            )
            for symptom in form.cleaned_data["symptoms"]
        )
        return redirect("questions")
    signs = {sign.id: sign for sign in STOP_SIGNS}
    context: dict[str, Any] = {
        "form": form,
        "errors": errors_of(form),
        "heading": signs["leg"].label,
        "text": signs["leg"].do,
        "others": [sign for sign in STOP_SIGNS if sign.emergency],
        "region": region(here.diary.profile.region),
        "back_url": reverse("walk-complaining", args=[walk_id]),
    }
    return render(request, "backstride/pages/stop.html", context)


def _bar(plan: Timeline, now: str) -> list[dict[str, str]]:
    """Return the three phases, with one of them under way; the page's clock moves it on."""
    ids = [phase.id.value for phase in plan.phases]
    states = [
        "now" if each == now else "done" if ids.index(each) < ids.index(now) else "coming"
        for each in ids
    ]
    return [
        {"kind": guiding.PHASE_KINDS[phase.id].value, "name": phase.label, "state": state}
        for phase, state in zip(plan.phases, states, strict=True)
    ]
