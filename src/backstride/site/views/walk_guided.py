"""The walk itself: what happens when, a clock where scripts run, and ways to make it easier."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET

from backstride.diary import Walk
from backstride.guidance import Timeline
from backstride.site import design
from backstride.site.presentation import guiding
from backstride.site.request import WalkerRequest
from backstride.site.views.begun import Begun, recall
from backstride.site.views.situation import Situation, situation
from backstride.site.views.ways import kept

SLOWER_S = 180
"""How long short steps are suggested for, s (judgement): picture "Let us make it easier"."""

EASIER = {
    "slower": f"Short steps for {SLOWER_S // 60} minutes.",
    "rest": "Sit or lean, and go on when you like.",
    "shorter": "A shorter walk today. It is still a good walk.",
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


def elsewhere(here: Situation, walk_id: UUID) -> HttpResponse:
    """Lead somewhere sensible from a walk that is written down, or not known here."""
    if any(walk.id == walk_id for walk in here.diary.of(Walk)):
        return redirect("walk-response", walk_id)
    return redirect("today")


@require_GET
def guided(request: WalkerRequest, walk_id: UUID) -> HttpResponse:
    """Show the walk: the parts, when each begins, and the button that ends it."""
    here, begun = situation(request), recall(request, walk_id)
    if begun is None or not begun.set_out or walk_id in here.diary:
        return elsewhere(here, walk_id)
    if here.plan.halted:
        return redirect("questions-result")
    plan = laid_out(here, begun)
    asked = request.GET.get("do", "")
    preferences = here.walker.preferences
    way, rounds = kept(request, here), guiding.round_parts(plan)
    context = {
        "place": way["name"] if way else "Your walk",
        "walk_id": walk_id,
        "stretches": guiding.stretches_of(plan),
        "cues": plan.cues
        if preferences.posture_cues
        else [cue for cue in plan.cues if cue.kind != "posture"],
        "plate": design.moving_plate("guided", tuple(guiding.path_parts(plan)), key="guided-path"),
        "round_plate": design.moving_plate("interval", tuple(rounds), key="round-path")
        if rounds
        else "",
        "bar": bar(plan, "cool_down" if asked == "cool_down" else "warm_up"),
        "minutes": plan.minutes,
        "total_min": guiding.total_min(plan),
        "total_s": plan.total_s,
        "slower_s": SLOWER_S,
        "ways": guiding.ways_to_tell(preferences),
        "first_cue": EASIER.get(asked, plan.cues[0].text),
        "complaining_url": reverse("walk-complaining", args=[walk_id]),
        "stop_url": reverse("walk-stop", args=[walk_id]),
        "after_url": reverse("walk-after", args=[walk_id]),
        "away_url": reverse("walk-not-walked", args=[walk_id]),
        "way": way,
    }
    return render(request, "backstride/pages/guided.html", context)


def bar(plan: Timeline, now: str | None) -> list[dict[str, str]]:
    """Return the three phases, with one of them under way; the page's clock moves it on."""
    ids = [phase.id.value for phase in plan.phases]
    here = -1 if now is None else ids.index(now)
    states = [
        "now" if place == here else "done" if place < here else "coming"
        for place in range(len(ids))
    ]
    return [
        {"kind": guiding.PHASE_KINDS[phase.id].value, "name": phase.label, "state": state}
        for phase, state in zip(plan.phases, states, strict=True)
    ]
