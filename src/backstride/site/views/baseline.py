"""Comfortable walks before the programme, to find the start."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID, uuid5
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from backstride.diary import BaselineWalk, Moment, NewSymptom, Pain, Profile
from backstride.prescription import Action
from backstride.screening import STOP_SIGNS, region
from backstride.site.design import minutes, weekday_day_month
from backstride.site.forms.baseline import BaselineCheckForm, BaselineForm
from backstride.site.forms.entry import errors_of
from backstride.site.request import WalkerRequest
from backstride.site.views.entries import sent
from backstride.site.views.onward import go_on, set_up_step
from backstride.site.views.situation import Situation, situation
from backstride.site.views.walk_easing import AT_ONCE

USUALLY_MIN = 15
"""How long ago a comfortable walk is taken to have begun, unless told, min (judgement)."""

KEY = "comfortable"
LASTS = timedelta(hours=3)
"""So long the check before a comfortable walk holds for the walk (judgement)."""


@require_http_methods(["GET", "POST"])
def before(request: WalkerRequest) -> HttpResponse:
    """Ask before a comfortable walk what is asked before each walk: the back, and the legs."""
    here = situation(request)
    if set_up_step(here) is not None:
        return go_on(here)
    if not _is_open(here) or here.plan.today.action is not Action.BASELINE:
        return redirect("today")
    if request.method == "GET" and _checked(request, here) is not None:
        return redirect("baseline-walk")
    form = BaselineCheckForm(sent(request))
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        answer = Pain(
            id=form.event_id(Moment.BEFORE.value),
            at=here.now,
            zone=here.zone,
            moment=Moment.BEFORE,
            nrs=told["pain"],
            walk_id=form.event_id("baseline"),
        )
        after = here.write([answer, *_legs(here, form)])
        if after.plan.today.action is not Action.BASELINE:
            return redirect("questions" if after.plan.questions_due else "today")
        request.session[KEY] = {"entry": str(told["entry"]), "at": here.now.isoformat()}
        return redirect("baseline-walk")
    context = {
        "back_url": reverse("today"),
        "close_url": reverse("today"),
        "form": form,
        "errors": errors_of(form),
    }
    return render(request, "backstride/pages/baseline_before.html", context)


def _legs(here: Situation, form: BaselineCheckForm | BaselineForm) -> list[NewSymptom]:
    """Return what is new in a leg. It belongs to no walk of the programme, which has not begun."""
    return [
        NewSymptom(
            id=form.event_id(symptom),
            at=here.now,
            zone=here.zone,
            symptom=symptom,
            sure=form.cleaned_data["leg"] != "unsure",
        )
        for symptom in form.cleaned_data["symptoms"]
    ]


def _checked(request: WalkerRequest, here: Situation) -> UUID | None:
    """Return the identity under which the walk that was checked just now is written down."""
    kept = request.session.get(KEY)
    if kept is None:
        return None
    entry, at = UUID(kept["entry"]), datetime.fromisoformat(kept["at"])
    is_new = uuid5(entry, "baseline") not in here.diary
    return entry if is_new and at <= here.now < at + LASTS else None


@require_GET
def walk(request: WalkerRequest) -> HttpResponse:
    """Count a comfortable walk, which has no length beforehand, and say when to stop it."""
    here = situation(request)
    if set_up_step(here) is not None:
        return go_on(here)
    if not _is_open(here) or here.plan.today.action is not Action.BASELINE:
        return redirect("today")
    context = {
        "back_url": reverse("today"),
        "close_url": reverse("today"),
        "write_url": reverse("baseline"),
        "signs": [sign for sign in STOP_SIGNS if sign not in AT_ONCE],
        "others": AT_ONCE,
        "region": region(here.country),
    }
    return render(request, "backstride/pages/baseline_walk.html", context)


def _is_open(here: Situation) -> bool:
    return here.plan.started is None and here.diary.profile.baseline == "measure"


def _counted_min(request: WalkerRequest) -> int | None:
    """Return the minutes that the clock of the page has counted; None without it."""
    seconds = request.GET.get("walked", "")
    if not seconds.isdecimal() or len(seconds) > 5:
        return None
    return max(1, round(int(seconds) / 60))


@require_http_methods(["GET", "POST"])
def baseline(request: WalkerRequest) -> HttpResponse:
    """Say how a comfortable walk goes, and write one down."""
    here = situation(request)
    if set_up_step(here) is not None:
        return go_on(here)
    if not _is_open(here):
        return redirect("today")
    if request.method == "POST" and "skip" in request.POST:
        here.write([Profile(at=here.now, zone=here.zone, baseline="skip")])
        return redirect("today")
    counted = _counted_min(request)
    began = here.now - timedelta(minutes=counted or USUALLY_MIN)
    local = began.astimezone(ZoneInfo(here.zone))
    checked = _checked(request, here)
    form = BaselineForm(
        sent(request),
        zone=here.zone,
        now=here.now,
        initial={
            "minutes": counted,
            "day": local.date(),
            "time": local.time(),
            **({"entry": checked} if checked else {}),
        },
    )
    if request.method == "POST" and form.is_valid():
        moment = form.moment()
        assert moment is not None  # a valid form has both day and time
        event = BaselineWalk(
            id=form.event_id("baseline"),
            at=moment,
            zone=here.zone,
            minutes=float(form.cleaned_data["minutes"]),
            comfortable=form.cleaned_data["comfortable"] == "yes",
        )
        here.write([event, *_legs(here, form)])
        if form.cleaned_data["symptoms"]:
            return redirect("questions")
        messages.success(request, f"Written down: {minutes(event.minutes)}.")
        return redirect("today")
    context = {
        "back_url": reverse("today"),
        "close_url": reverse("today"),
        "form": form,
        "errors": errors_of(form),
        "done": [
            {
                "term": weekday_day_month(each.day),
                "value": minutes(each.minutes)
                + ("" if each.comfortable else ", too much, not counted"),
            }
            for each in here.diary.of(BaselineWalk)
        ],
        "measuring": here.plan.today.action is Action.BASELINE,
    }
    return render(request, "backstride/pages/baseline.html", context)
