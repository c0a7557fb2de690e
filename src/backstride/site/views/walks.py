"""Answers about a walk that is in the diary, and putting it right."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from backstride.diary import Moment, Original, Pain, Walk
from backstride.site import grouping, store
from backstride.site.design import plain_number
from backstride.site.forms.entry import EntryForm, errors_of
from backstride.site.forms.walked import PainForm, WalkedForm
from backstride.site.presentation.over_time import told_min
from backstride.site.request import WalkerRequest
from backstride.site.views.entries import SOURCE, correction, sent
from backstride.site.views.situation import Situation, situation
from backstride.site.views.walk_before import pain_id
from backstride.site.views.walk_draft import legs_told
from backstride.site.views.walk_page import walk_of

NEW_DAYS = timedelta(days=14)
"""What began on a walk longer ago is asked about nowhere as new (judgement): the safety
questions mean "in the last few weeks", and ask it themselves."""


@require_http_methods(["GET", "POST"])
def pain(request: WalkerRequest, walk_id: UUID) -> HttpResponse:
    """Ask how the back took a walk that has no answers yet, or change them."""
    here = situation(request)
    walk = walk_of(here, walk_id)
    known = here.diary.pain_of(walk_id)
    form = PainForm(
        sent(request),
        legs=_is_new(walk.day, here.today),
        initial={"before": known.before, "worst": known.worst, "after": known.after},
    )
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        here.write([*_pains(here, walk, told), *legs_told(here, walk.id, told)])
        return redirect("questions") if told["symptoms"] else redirect("walk-response", walk_id)
    context = {
        "back_url": reverse("walk-page", args=[walk_id]),
        "close_url": reverse("today"),
        "walk": walk,
        "length": told_min(walk.minutes),
        "form": form,
        "errors": errors_of(form),
    }
    return render(request, "backstride/pages/walk_pain.html", context)


def _is_new(day: date, today: date) -> bool:
    """Whether something that began on a walk of that day is new."""
    return today - day <= NEW_DAYS


def _pains(here: Situation, walk: Walk, told: dict[str, Any]) -> list[Original]:
    """Return the answers, at the moments they are about; a known answer is corrected."""
    end = walk.ended_at or walk.at + timedelta(minutes=walk.minutes)
    moments = (
        (Moment.BEFORE, told["before"], walk.at),
        (Moment.DURING, told["worst"], end),
        (Moment.AFTER, told["after"], end),
    )
    known: dict[Moment, list[Pain]] = {}
    for answer in here.diary.of(Pain):
        if answer.walk_id == walk.id:
            known.setdefault(answer.moment, []).append(answer)
    written: list[Original] = []
    for moment, nrs, at in moments:
        if nrs is None:
            continue
        *earlier, latest = known.get(moment) or [
            Pain(
                id=pain_id(walk.id, moment),
                at=min(at, here.now),
                zone=walk.zone,
                moment=moment,
                nrs=nrs,
                walk_id=walk.id,
            )
        ]
        # Of several answers on the way the highest counts, so none may stay above this one.
        higher = [answer for answer in earlier if answer.nrs > nrs]
        written += [answer.model_copy(update={"nrs": nrs}) for answer in (*higher, latest)]
    return written


@require_http_methods(["GET", "POST"])
def correct(request: WalkerRequest, walk_id: UUID) -> HttpResponse:
    """Put a walk's minutes, moment, kind or note right; the first version is kept too."""
    here = situation(request)
    walk = walk_of(here, walk_id)
    local = walk.at.astimezone(ZoneInfo(walk.zone))
    form = WalkedForm(
        sent(request),
        zone=walk.zone,
        now=here.now,
        initial={
            "minutes": plain_number(walk.minutes),
            "day": local.date(),
            "time": local.time(),
            "kind": walk.kind,
            "everyday": not walk.programme,
            "note": walk.note,
        },
    )
    for name in ("before", "worst", "after", "leg", "symptoms"):
        del form.fields[name]
    if request.method == "POST" and form.is_valid():
        store.append(here.walker, _corrected(here, walk, form), source=SOURCE)
        messages.success(request, "The walk was put right.")
        return redirect("walk-page", walk_id)
    context = {
        "back_url": reverse("walk-page", args=[walk_id]),
        "close_url": reverse("today"),
        "form": form,
        "errors": errors_of(form),
    }
    return render(request, "backstride/pages/walk_correct.html", context)


def _corrected(here: Situation, walk: Walk, form: WalkedForm) -> list[Any]:
    told, start = form.cleaned_data, form.moment()
    assert start is not None  # a valid form has both day and time
    walked = float(told["minutes"])
    moved = start.replace(second=0) != walk.at.astimezone(start.tzinfo).replace(
        second=0, microsecond=0
    )
    changes: dict[str, Any] = {
        "minutes": walked,
        "kind": told["kind"],
        "programme": not told["everyday"],
        "note": told["note"],
    }
    if told["kind"] != walk.kind:
        changes["recorded_kind"] = None  # the walker says it better
    if moved:
        changes |= {"at": start, "ended_at": None}
    elif walk.ended_at and walk.at + timedelta(minutes=walked) > walk.ended_at:
        changes["ended_at"] = None
    known = walk.model_dump(exclude={"local", "at"} if moved else set())
    event = Walk.model_validate({**known, **changes})
    made = correction(walk, event, here.now)
    return [] if made is None else [made]


@require_http_methods(["GET", "POST"])
def take_back(request: WalkerRequest, walk_id: UUID) -> HttpResponse:
    """Take a walk out of the account, after asking once more."""
    here = situation(request)
    walk = walk_of(here, walk_id)
    form = EntryForm(sent(request))
    if request.method == "POST" and form.is_valid():
        made = grouping.taken_back(here.diary, walk.id, here.now, here.zone)
        store.append(here.walker, made, source=SOURCE)
        messages.success(request, "The walk was taken back. It counts nowhere any more.")
        return redirect("progress")
    context = {
        "back_url": reverse("walk-page", args=[walk_id]),
        "walk": walk,
        "length": told_min(walk.minutes),
        "form": form,
    }
    return render(request, "backstride/pages/walk_take_back.html", context)
