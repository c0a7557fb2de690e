"""Your steps and weight: the usual step rate, counted or read from walks, and the weight."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from backstride.diary import Profile
from backstride.guidance import brisk_cadence
from backstride.site.design import plain_number
from backstride.site.forms.entry import errors_of
from backstride.site.forms.own_steps import OwnStepsForm
from backstride.site.presentation import guiding
from backstride.site.request import WalkerRequest
from backstride.site.usual_steps import usual_steps
from backstride.site.views.entries import sent
from backstride.site.views.situation import situation


@require_http_methods(["GET", "POST"])
def own_steps(request: WalkerRequest) -> HttpResponse:
    """Ask for the usual step rate and the weight; offer what recorded walks say."""
    here = situation(request)
    person = here.diary.profile
    learned = None
    if request.method == "GET":
        learned = usual_steps(here.walker, here.diary, here.today)
    known = None if person.usual_cadence_spm is None else round(person.usual_cadence_spm)
    filled = known
    if learned is not None and "learned" in request.GET:
        filled = learned.cadence_spm
    form = OwnStepsForm(
        sent(request),
        initial={
            "usual_cadence_spm": filled,
            "weight_kg": None if person.weight_kg is None else plain_number(person.weight_kg),
        },
    )
    if request.method == "POST" and form.is_valid():
        told = {name: form.cleaned_data[name] for name in ("usual_cadence_spm", "weight_kg")}
        if any(value is not None for value in told.values()):
            here.write([Profile(id=form.event_id("steps"), at=here.now, zone=here.zone, **told)])
        messages.success(request, "Saved.")
        return redirect("settings")
    context = {
        "back_url": reverse("settings"),
        "form": form,
        "errors": errors_of(form),
        "brisk": brisk_cadence(guiding.needs_of(here.diary, here.assessment, here.today)),
        "learned": learned,
        "learned_url": None
        if learned is None or learned.cadence_spm == filled
        else f"{reverse('own-steps')}?learned=yes",
        "filled": filled != known,
    }
    return render(request, "backstride/pages/own_steps.html", context)
