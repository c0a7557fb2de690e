"""Help: how it works in short, and the warm-up and stretches with their easier forms."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from backstride.guidance import stretches as fitted_stretches
from backstride.screening import STOP_SIGNS, region
from backstride.site.presentation.guiding import needs_of
from backstride.site.request import WalkerRequest
from backstride.site.views.situation import situation


@require_GET
def help_page(request: WalkerRequest) -> HttpResponse:
    """Answer the questions that come up most."""
    here = situation(request)
    context = {
        "back_url": reverse("settings"),
        "signs": STOP_SIGNS,
        "region": region(here.country),
        "rules_url": reverse("rules"),
        "stretches_url": reverse("stretches"),
        "questions_url": reverse("questions"),
        "protocol": here.protocol,
    }
    return render(request, "backstride/pages/help.html", context)


@require_GET
def stretches(request: WalkerRequest) -> HttpResponse:
    """Show every movement and stretch, as it suits the person's own answers."""
    here = situation(request)
    person = needs_of(here.diary, here.assessment, here.today)
    found = fitted_stretches(person)
    context = {
        "back_url": reverse("today"),
        "groups": [
            ("Before the walk", [each for each in found if each.item.phase == "warm_up"]),
            ("After the walk", [each for each in found if each.item.phase == "cool_down"]),
        ],
        "needs_url": reverse("needs"),
    }
    return render(request, "backstride/pages/stretches.html", context)
