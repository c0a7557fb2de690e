"""I already walked: written down by hand, or from a watch's files."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from backstride.diary import Moment, Original, Pain, Walk
from backstride.site import importing
from backstride.site.design import minutes
from backstride.site.forms.entry import errors_of
from backstride.site.forms.walked import RecordingForm, UploadForm, WalkedForm
from backstride.site.models import StoredRecording
from backstride.site.presentation.imported import heading_of, summed_up
from backstride.site.recorded_walk import Answers, Open
from backstride.site.request import WalkerRequest
from backstride.site.views import sensed_walks
from backstride.site.views.entries import sent
from backstride.site.views.onward import go_on, set_up_step
from backstride.site.views.situation import Situation, situation
from backstride.site.views.walk_before import pain_id

SHOWN = "imported"
"""Where the outcome of the last upload waits for its page."""


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


@require_http_methods(["GET", "POST"])
def from_files(request: WalkerRequest) -> HttpResponse:
    """Take in recordings, several at once, and tell about each."""
    here = situation(request)
    if set_up_step(here) is not None:
        return go_on(here)
    form = UploadForm(sent(request), request.FILES or None)
    if request.method == "POST" and form.is_valid():
        became = [
            outcome
            for upload in form.cleaned_data["recordings"]
            for outcome in importing.take_upload(here.walker, upload, now=here.now)
        ]
        request.session[SHOWN] = [_kept(outcome) for outcome in became]
        return redirect("walked-imported")
    context = {
        "back_url": reverse("walked"),
        "close_url": reverse("today"),
        "form": form,
        "errors": errors_of(form),
        "waiting": importing.waiting(here.walker),
        "sensed": sensed_walks.rows_of(request),
    }
    return render(request, "backstride/pages/walked_file.html", context)


def _kept(outcome: importing.Imported) -> dict[str, Any]:
    return {
        "name": outcome.name,
        "outcome": outcome.outcome.value,
        "words": outcome.words,
        "notices": list(outcome.notices),
        "recording_id": outcome.recording_id,
        "walk_id": None if outcome.walk_id is None else str(outcome.walk_id),
    }


@require_GET
def imported(request: WalkerRequest) -> HttpResponse:
    """Tell what became of each file of the last upload, and lead on to the pain answers."""
    here = situation(request)
    outcomes: list[dict[str, Any]] = request.session.get(SHOWN, [])
    if not outcomes:
        return redirect("walked-file")
    walks = {str(walk.id): walk for walk in here.diary.of(Walk)}
    rows = [
        {
            **outcome,
            "heading": heading_of(importing.Outcome(outcome["outcome"])),
            "walk": walks.get(outcome["walk_id"] or ""),
        }
        for outcome in outcomes
    ]
    fresh = [
        row["walk"].id
        for row in rows
        if row["walk"] is not None and here.diary.pain_of(row["walk"].id).after is None
    ]
    context = {
        "back_url": reverse("walked-file"),
        "close_url": reverse("today"),
        "heading": summed_up([importing.Outcome(row["outcome"]) for row in outcomes]),
        "rows": rows,
        "pain_url": reverse("walk-pain", args=[fresh[-1]]) if fresh else None,
    }
    return render(request, "backstride/pages/imported.html", context)


@require_http_methods(["GET", "POST"])
def recording(request: WalkerRequest, recording_id: int) -> HttpResponse:
    """Ask what only the person knows about a recording: was it a walk, when, how long."""
    here = situation(request)
    row = StoredRecording.objects.filter(walker=here.walker, pk=recording_id).first()
    if row is None:
        raise Http404("there is no such recording among this walker's")
    asked = tuple(Open(each) for each in row.outcome["open"])
    open_now = importing.Outcome(row.outcome["outcome"]) in importing.ANSWERABLE
    if not open_now:
        return redirect("walk-page", row.walk_id) if row.walk_id else redirect("walked-file")
    form = RecordingForm(sent(request), asked=asked, zone=here.zone, now=here.now)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        answers = Answers(
            on_foot=told["on_foot"] == "yes" if told.get("on_foot") else None,
            start=form.moment() if Open.START in asked else None,
            minutes=told.get("minutes"),
            zone=here.zone,
        )
        outcome = importing.answer(row, answers, now=here.now)
        request.session[SHOWN] = [_kept(outcome)]
        return redirect("walked-imported")
    context = {
        "back_url": reverse("walked-file"),
        "close_url": reverse("today"),
        "name": row.name,
        "words": row.outcome["words"],
        "form": form,
        "errors": errors_of(form),
    }
    return render(request, "backstride/pages/recording.html", context)
