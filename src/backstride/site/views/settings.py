"""Settings, the goal, taking one's data along, and deleting it."""

from __future__ import annotations

from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from backstride.diary import Availability, Goal
from backstride.site import accounts, health_days, store
from backstride.site.forms.entry import errors_of
from backstride.site.forms.settings import DeleteForm, GoalForm, PreferencesForm
from backstride.site.kept import note_kept
from backstride.site.presentation.moments import moments_of
from backstride.site.presentation.own_settings import (
    days_detail,
    goal_detail,
    person_detail,
    steps_detail,
)
from backstride.site.request import WalkerRequest
from backstride.site.views.archive import archive_of
from backstride.site.views.entries import sent
from backstride.site.views.situation import situation


@require_http_methods(["GET", "POST"])
def settings(request: WalkerRequest) -> HttpResponse:
    """Show and change how the site looks and speaks."""
    here = situation(request)
    form = PreferencesForm(sent(request), instance=here.walker.preferences)
    if request.method == "POST" and form.is_valid():
        form.save()
        note_kept()
        if "HX-Request" in request.headers:
            return HttpResponse("Saved.")
        messages.success(request, "Saved.")
        return redirect("settings")
    more = [
        {
            "title": "My walks",
            "rows": [
                {
                    "icon": "calendar",
                    "label": "Days and time",
                    "detail": days_detail(here.diary.latest(Availability)),
                    "url": reverse("days"),
                },
                {
                    "icon": "time",
                    "label": "When I walk",
                    "detail": next(iter(moments_of(here.diary, here.plan)), "Not tied to anything"),
                    "url": reverse("if-then"),
                },
                {
                    "icon": "plan",
                    "label": "Goal and pace",
                    "detail": goal_detail(here.diary.latest(Goal)),
                    "url": reverse("goal"),
                },
                {
                    "icon": "shoes",
                    "label": "Shoes",
                    "detail": "Pairs and how far they went",
                    "url": reverse("shoes"),
                },
                {
                    "icon": "doctor",
                    "label": "About me",
                    "detail": person_detail(here.diary.profile),
                    "url": reverse("about"),
                },
                {
                    "icon": "step-beat",
                    "label": "My steps and weight",
                    "detail": steps_detail(here.diary.profile),
                    "url": reverse("own-steps"),
                },
                {
                    "icon": "doctor",
                    "label": "Safety questions",
                    "detail": "Answer them again when something has changed",
                    "url": reverse("questions"),
                },
                {
                    "icon": "cool-down",
                    "label": "What the exercises respect",
                    "detail": "Warm-up, stretches and water",
                    "url": reverse("needs"),
                },
                {
                    "icon": "why",
                    "label": "Help and stretches",
                    "detail": "",
                    "url": reverse("help"),
                },
            ],
        }
    ]
    context = {
        "back_url": reverse("today"),
        "form": form,
        "errors": errors_of(form),
        "details": {
            "spoken_cues": "At the start of each part",
            "posture_cues": "Now and then, kindly",
        },
        "more": more,
        "keys": {"url": reverse("upload-keys"), "detail": "For a phone that can send its walks"},
        "export": {"url": reverse("export"), "detail": "One file with your diary and recordings"},
        "bring_back": {"url": reverse("bring-back"), "detail": "Add the diary of an earlier one"},
        "delete": {"url": reverse("delete"), "detail": "We ask once more before we do"},
        "leave": [
            {
                "label": "Sign out on this device",
                "detail": "First we say what waits here to be sent",
                "url": reverse("sign-out"),
            },
            {
                "label": "Sign out everywhere else",
                "detail": "For a phone that was lost or given away",
                "url": reverse("sign-out-elsewhere"),
            },
        ],
    }
    return render(request, "backstride/pages/settings.html", context)


@require_http_methods(["GET", "POST"])
def goal(request: WalkerRequest) -> HttpResponse:
    """Show and change what the person walks for, and how quickly it grows."""
    here = situation(request)
    known = here.diary.latest(Goal)
    form = GoalForm(
        sent(request),
        initial={
            "words": known.words,
            "half_steps": bool(known.half_steps),
            "personal_steps": bool(known.personal_steps),
            "max_walks_per_week": known.max_walks_per_week,
            "max_minutes": known.max_minutes,
        }
        if known
        else None,
    )
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        event = Goal(
            id=form.event_id("goal"),
            at=here.now,
            zone=here.zone,
            words=told["words"],
            half_steps=told["half_steps"],
            personal_steps=told["personal_steps"],
            max_walks_per_week=told["max_walks_per_week"],
            max_minutes=told["max_minutes"],
        )
        here.write([event])
        messages.success(request, "Saved.")
        return redirect("settings")
    context = {"back_url": reverse("settings"), "form": form, "errors": errors_of(form)}
    return render(request, "backstride/pages/goal.html", context)


@require_GET
def export(request: WalkerRequest) -> FileResponse:
    """Hand out everything that is kept about the walker, in one file."""
    here = situation(request)
    name = f"backstride-{here.today.isoformat()}.zip"
    return FileResponse(archive_of(here), as_attachment=True, filename=name)


@require_http_methods(["GET", "POST"])
def delete(request: WalkerRequest) -> HttpResponse:
    """Delete everything, after a second question that says what goes."""
    here = situation(request)
    form = DeleteForm(sent(request))
    if request.method == "POST" and form.is_valid():
        store.forget(here.walker)
        health_days.let_go()
        # Other devices keep pages of what is gone; they learn it when they next come by.
        own = request.session.session_key
        accounts.end_sessions(here.walker.owner, now=here.now, but=own)
        request.session.flush()
        return redirect("deleted")
    context = {
        "back_url": reverse("settings"),
        "form": form,
        "errors": errors_of(form),
        "walks": len(here.diary.walks()),
        "entries": len(here.diary),
        "recordings": here.walker.recordings.count(),
        "health_exports": here.walker.health_exports.count(),
        "export_url": reverse("export"),
    }
    return render(request, "backstride/pages/delete.html", context)
