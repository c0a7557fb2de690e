"""Days that are different: a worse back, an illness, being away, and what got in the way."""

from __future__ import annotations

from uuid import uuid5

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from backstride.diary import Absence, CheckIn, Flare
from backstride.prescription import advance, decide
from backstride.site.forms.days import AbsenceForm, BarrierForm, WorseForm
from backstride.site.forms.entry import errors_of
from backstride.site.presentation.ahead import after_questions
from backstride.site.presentation.today import short_words
from backstride.site.request import WalkerRequest
from backstride.site.views.entries import sent
from backstride.site.views.onward import go_on, set_up_step
from backstride.site.views.situation import situation
from backstride.site.views.walk_draft import worse_draft


@require_http_methods(["GET", "POST"])
def worse(request: WalkerRequest) -> HttpResponse:
    """Note a bad day, in the person's own judgement, and say what today offers."""
    here = situation(request)
    if set_up_step(here) is not None:
        return go_on(here)
    flare_id = uuid5(here.walker.id, f"worse {here.today.isoformat()}")
    form = WorseForm(sent(request))
    if request.method == "POST" and form.is_valid():
        event = Flare(id=flare_id, at=here.now, zone=here.zone, note=form.cleaned_data["note"])
        here = here.write([event])
        if here.plan.questions_due:
            return redirect("questions")
        return redirect("today")
    flare = Flare(id=flare_id, at=here.now, zone=here.zone)
    state = advance(here.state, flare)
    offered = after_questions(state, decide(state, here.today), here.zone).today.short
    told = any(each.day == here.today for each in here.diary.of(Flare))
    context = {
        "back_url": reverse("today"),
        "close_url": reverse("today"),
        "form": form,
        "errors": errors_of(form),
        "draft": "" if told else worse_draft(here, flare),
        "told": told,
        "asks": bool(decide(state, here.today).questions_due),
        "offer": None if offered is None else short_words(offered),
        "absence_url": reverse("absence"),
    }
    return render(request, "backstride/pages/worse.html", context)


@require_http_methods(["GET", "POST"])
def absence(request: WalkerRequest) -> HttpResponse:
    """Note days on which walking is out of the question."""
    here = situation(request)
    if set_up_step(here) is not None:
        return go_on(here)
    form = AbsenceForm(sent(request), today=here.today)
    if request.method == "POST" and form.is_valid():
        event = Absence(
            id=form.event_id("absence"),
            at=here.now,
            zone=here.zone,
            reason=form.cleaned_data["reason"],
            until=form.cleaned_data["until"],
        )
        here.write([event])
        messages.success(request, "Written down. The plan waits, and comes back gently.")
        return redirect("today")
    context = {
        "back_url": reverse("worse"),
        "close_url": reverse("today"),
        "form": form,
        "errors": errors_of(form),
    }
    return render(request, "backstride/pages/absence.html", context)


@require_http_methods(["GET", "POST"])
def barrier(request: WalkerRequest) -> HttpResponse:
    """Ask what got in the way of the walks, without blame."""
    here = situation(request)
    form = BarrierForm(sent(request))
    if request.method == "POST" and form.is_valid():
        event = CheckIn(
            id=form.event_id("barrier"),
            at=here.now,
            zone=here.zone,
            barriers=tuple(form.cleaned_data["barriers"]),
            note=form.cleaned_data["note"],
        )
        here.write([event])
        messages.success(request, "Thank you. It is written down.")
        return redirect("replan")
    context = {
        "back_url": reverse("today"),
        "close_url": reverse("today"),
        "form": form,
        "errors": errors_of(form),
        "days_url": reverse("days"),
    }
    return render(request, "backstride/pages/barrier.html", context)
