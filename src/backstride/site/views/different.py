"""Walk a different time today."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from backstride.prescription import Action
from backstride.site.forms.different import DifferentForm
from backstride.site.forms.entry import errors_of
from backstride.site.kept import note_kept
from backstride.site.presentation.own_time import lengths_for
from backstride.site.request import WalkerRequest
from backstride.site.views.entries import sent
from backstride.site.views.situation import situation


@require_http_methods(["GET", "POST"])
def different(request: WalkerRequest) -> HttpResponse:
    """Ask for the length that suits today, and go on to the check before the walk."""
    here = situation(request)
    choice = lengths_for(here.plan, here.protocol)
    if choice is None:
        return redirect("today")
    form = DifferentForm(sent(request), choice=choice, initial={"minutes": choice.planned.minutes})
    if request.method == "POST" and form.is_valid():
        note_kept()  # there is nothing of it to keep: it chooses the page that comes next
        wished = urlencode({"minutes": form.cleaned_data["minutes"]})
        return redirect(f"{reverse('walk-before')}?{wished}")
    resting = here.plan.today.action is Action.REST
    context = {
        "back_url": reverse("today" if resting else "why"),
        "close_url": reverse("today"),
        "form": form,
        "errors": errors_of(form),
        "choice": choice,
        "resting": resting,
    }
    return render(request, "backstride/pages/different.html", context)
