"""A back that complains on the way: how it is, an easier way to go on, and signs to stop."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from backstride.prescription import Answers, Protocol, Response, classify
from backstride.screening import STOP_SIGNS, region
from backstride.site.forms.easing import GENTLE, EaseForm, StopForm
from backstride.site.forms.entry import errors_of
from backstride.site.kept import note_kept
from backstride.site.presentation import guiding
from backstride.site.request import WalkerRequest
from backstride.site.views.begun import Begun, recall
from backstride.site.views.entries import sent
from backstride.site.views.situation import Situation, situation
from backstride.site.views.walk_draft import said_draft, said_on_the_way, symptom_drafts, symptom_of
from backstride.site.views.walk_guided import SLOWER_S, bar, elsewhere, laid_out

SIGNS = {sign.id: sign for sign in STOP_SIGNS}
AT_ONCE = [sign for sign in STOP_SIGNS if sign.do == SIGNS["chest"].do]
"""Signs with which somebody calls, and does nothing else first."""


@require_http_methods(["GET", "POST"])
def complaining(request: WalkerRequest, walk_id: UUID) -> HttpResponse:
    """Ask how the back is and offer ways to make the walk easier; the walk is paused meanwhile.

    The answer is a pain answer of the diary, "during" the walk. Where it has risen so much
    that the protocol calls it a spike, the walk is to end gently (evidence section 5), and
    only ways that do so are offered.
    """
    here, begun = situation(request), recall(request, walk_id)
    known = here.diary.pain_of(walk_id)
    much_from = spike_from(known.before, here.protocol)
    given = [nrs for nrs in (known.before, known.worst) if nrs is not None]
    form = EaseForm(sent(request), initial={"now": max(given, default="")})
    if request.method == "POST" and form.is_valid():
        now, way = form.cleaned_data["now"], form.cleaned_data["way"]
        if now is None:
            note_kept()
        else:
            # Written down also where this browser does not know the walk (any more).
            here.write([said_on_the_way(here, walk_id, form.event_id("during"), now)])
            if much_from is not None and now >= much_from and way not in GENTLE:
                return redirect(f"{reverse('walk-complaining', args=[walk_id])}?much=1")
        return redirect(_onward(walk_id, way))
    if begun is None or not begun.set_out or walk_id in here.diary:
        return elsewhere(here, walk_id)
    return render(
        request,
        "backstride/pages/complaining.html",
        {
            "form": form,
            "errors": errors_of(form),
            "much": request.GET.get("much") == "1",
            "much_from": much_from,
            "much_text": SIGNS["back"].do,
            "draft": said_draft(here, walk_id),
            **_ways(here, begun),
        },
    )


def _ways(here: Situation, begun: Begun) -> dict[str, Any]:
    plan = laid_out(here, begun)
    return {
        "place": "Your walk",
        "bar": bar(plan, None),  # the script of the page knows where the walk is
        "walk_id": begun.walk_id,
        "slower": f"Short steps for {SLOWER_S // 60} minutes",
        "shorter": "Half of what is left",
        "cool_down": f"{guiding.cool_down_min(plan):g} slow minutes, then you are done",
        "walk_url": reverse("walk", args=[begun.walk_id]),
        "stop_url": reverse("walk-stop", args=[begun.walk_id]),
    }


def spike_from(before: int | None, protocol: Protocol) -> int | None:
    """Return the least pain on the way that is a spike; None where none can be told."""
    for nrs in range(11):
        found = classify(Answers(before, nrs, None), protocol.response)
        if found is not None and found.response is Response.SPIKE:
            return nrs
    return None


def _onward(walk_id: UUID, way: str) -> str:
    if way == "finish":
        # With scripts the page of the walk ends it, and knows how long it was.
        return reverse("walk-after", args=[walk_id])
    walk_url = reverse("walk", args=[walk_id])
    return walk_url if way == "on" else f"{walk_url}?do={way}"


@require_http_methods(["GET", "POST"])
def stop(request: WalkerRequest, walk_id: UUID) -> HttpResponse:
    """End a walk because of a stop sign: what to do now, then the safety questions."""
    here, begun = situation(request), recall(request, walk_id)
    form = StopForm(sent(request))
    if request.method == "POST" and form.is_valid():
        here.write(symptom_of(here, walk_id, each) for each in form.cleaned_data["symptoms"])
        return redirect("questions")
    if begun is None:
        return elsewhere(here, walk_id)
    context: dict[str, Any] = {
        "form": form,
        "errors": errors_of(form),
        "signs": [sign for sign in STOP_SIGNS if sign not in AT_ONCE],
        "others": AT_ONCE,
        "region": region(here.country),
        "back_url": reverse("walk-complaining", args=[walk_id]),
        "drafts": symptom_drafts(here, walk_id),
    }
    return render(request, "backstride/pages/stop.html", context)
