"""What walks are tied to, and what may fit better after something got in the way."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from backstride.diary import IfThenPlan
from backstride.prescription import recent_barriers
from backstride.site.forms.days import BARRIER_CHOICES
from backstride.site.forms.entry import errors_of
from backstride.site.forms.moments import MomentForm
from backstride.site.presentation import sentences
from backstride.site.presentation.moments import moment_of, offers_of, other_moments
from backstride.site.request import WalkerRequest
from backstride.site.views.entries import sent
from backstride.site.views.onward import go_on, set_up_step
from backstride.site.views.situation import situation


@require_http_methods(["GET", "POST"])
def moment(request: WalkerRequest) -> HttpResponse:
    """Show and change what walks are tied to: every walk, or those with one obstacle."""
    here = situation(request)
    if set_up_step(here) is not None:
        return go_on(here)
    named = request.POST.get("barrier") or request.GET.get("for")
    barrier = named if named in dict(BARRIER_CHOICES) else None
    known = moment_of(here.diary, here.plan, barrier)
    form = MomentForm(
        sent(request),
        known=known is not None,
        initial={
            "cue": known.cue if known else request.GET.get("cue"),
            "then": known.then if known else request.GET.get("then"),
            "barrier": barrier or "",
        },
    )
    if request.method == "POST" and form.is_valid():
        event = IfThenPlan(
            id=form.event_id("if-then"),
            at=here.now,
            zone=here.zone,
            cue=form.cleaned_data["cue"],
            then=form.cleaned_data["then"],
            barrier=form.cleaned_data["barrier"] or None,
        )
        here.write([event])
        messages.success(request, "Saved." if event.cue else "The plan is taken away.")
        return redirect("plan")
    context = {
        "back_url": reverse("plan"),
        "form": form,
        "errors": errors_of(form),
        "heading": sentences.moment_heading(barrier),
        "known": known is not None,
        "others": other_moments(here.diary, here.plan, barrier),
    }
    return render(request, "backstride/pages/moment.html", context)


@require_GET
def replan(request: WalkerRequest) -> HttpResponse:
    """Say what may fit better, for each obstacle that was told last."""
    here = situation(request)
    if set_up_step(here) is not None:
        return go_on(here)
    context = {
        "back_url": reverse("today"),
        "close_url": reverse("today"),
        "offers": offers_of(recent_barriers(here.diary, here.today)),
    }
    return render(request, "backstride/pages/replan.html", context)
