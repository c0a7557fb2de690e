"""I already walked: written down by hand."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from backstride.diary import Moment, Original, Pain, Walk
from backstride.site.design import minutes
from backstride.site.forms.entry import errors_of
from backstride.site.forms.walked import WalkedForm
from backstride.site.presentation.imported import formats_words
from backstride.site.request import WalkerRequest
from backstride.site.views.entries import sent
from backstride.site.views.onward import go_on, set_up_step
from backstride.site.views.situation import Situation, situation
from backstride.site.views.walk_before import pain_id
from backstride.site.views.walk_draft import legs_told


@require_http_methods(["GET", "POST"])
def walked(request: WalkerRequest) -> HttpResponse:
    """Write down a walk by hand."""
    here = situation(request)
    if set_up_step(here) is not None:
        return go_on(here)
    length = here.plan.today.session.minutes if here.plan.today.session else 0
    local = (here.now - timedelta(minutes=length)).astimezone(ZoneInfo(here.zone))
    form = WalkedForm(
        sent(request),
        zone=here.zone,
        now=here.now,
        initial={"day": local.date(), "time": local.time(), "kind": "easy"},
    )
    if request.method == "POST" and form.is_valid():
        events = _by_hand(here, form)
        here.write(events)
        walk_id = events[0].id
        if form.cleaned_data["symptoms"]:
            return redirect("questions")
        if form.cleaned_data["after"] is None or form.cleaned_data["everyday"]:
            messages.success(request, f"Written down: {minutes(form.cleaned_data['minutes'])}.")
            return redirect("walk-page", walk_id)
        return redirect("walk-response", walk_id)
    context = {
        "back_url": reverse("today"),
        "close_url": reverse("today"),
        "form": form,
        "errors": errors_of(form),
        "file_url": reverse("walked-file"),
        "formats": formats_words(),
        "halted": here.plan.halted,
    }
    return render(request, "backstride/pages/walked.html", context)


def _by_hand(here: Situation, form: WalkedForm) -> list[Original]:
    told: dict[str, Any] = form.cleaned_data
    start, walk_id = form.moment(), form.event_id("walk")
    assert start is not None  # a valid form has both day and time
    end = start + timedelta(minutes=told["minutes"])
    walk = Walk(
        id=walk_id,
        at=start,
        zone=here.zone,
        minutes=float(told["minutes"]),
        kind=told["kind"],
        programme=not told["everyday"],
        note=told["note"],
    )
    given = (
        (Moment.BEFORE, told["before"], start),
        (Moment.DURING, told["worst"], end),
        (Moment.AFTER, told["after"], end),
    )
    return [
        walk,
        *(_pain(here, walk_id, moment, nrs, at) for moment, nrs, at in given if nrs is not None),
        *legs_told(here, walk_id, told),
    ]


def _pain(here: Situation, walk_id: UUID, moment: Moment, nrs: int, at: datetime) -> Pain:
    return Pain(
        id=pain_id(walk_id, moment),
        at=min(at, here.now),
        zone=here.zone,
        moment=moment,
        nrs=nrs,
        walk_id=walk_id,
    )
