"""A walk's own page: what was asked, what was done, how the back took it, and its versions."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from backstride.diary import Correction, Retraction, Walk, standing
from backstride.site import grouping, store
from backstride.site.models import StoredRecording
from backstride.site.presentation import sentences
from backstride.site.presentation.devices import devices_of
from backstride.site.presentation.done import definitions_of
from backstride.site.presentation.guiding import lay_out, needs_of
from backstride.site.presentation.over_time import (
    OverTime,
    cadence_over_time,
    heart_rate_over_time,
    told_min,
)
from backstride.site.presentation.questions import age_on
from backstride.site.presentation.response import change_words, shown_after, slug_of
from backstride.site.presentation.told_walk import told_of
from backstride.site.presentation.versions import versions_of
from backstride.site.request import WalkerRequest
from backstride.site.views.entries import SOURCE
from backstride.site.views.situation import Situation, situation
from backstride.site.views.walked_way import ground_along
from backstride.site.walk_recordings import Recorded, recorded, rows_of
from backstride.walks import Body, answered, asked_for, at_the_same_time, minutes_in_zones


def walk_of(here: Situation, walk_id: UUID) -> Walk:
    """Return a walk that counts; 404 where there is none in this diary."""
    found = next((walk for walk in here.diary.of(Walk) if walk.id == walk_id), None)
    if found is None:
        raise Http404("there is no such walk in this diary")
    return found


@require_GET
def page(request: WalkerRequest, walk_id: UUID) -> HttpResponse:
    """Show one walk; one that was taken back is shown as that."""
    here = situation(request)
    kept = here.diary.get(walk_id)
    if isinstance(standing(here.diary.raw).get(walk_id), Retraction) and isinstance(kept, Walk):
        return render(request, "backstride/pages/walk_gone.html", _gone(here, kept))
    walk = walk_of(here, walk_id)
    known = recorded(rows_of(here.walker, walk_id), _body(here))
    context = {
        "back_url": reverse("progress"),
        "close_url": reverse("today"),
        "walk": walk,
        "heading": told_min(walk.minutes),
        **_asked_and_done(here, walk, known),
        **_back(here, walk),
        **_recorded(here, walk, known),
        **_versions(here, walk_id),
    }
    return render(request, "backstride/pages/walk.html", context)


@require_POST
def undo(request: WalkerRequest, walk_id: UUID) -> HttpResponse:
    """Take the last change of a walk back: the version before it counts again."""
    here = situation(request)
    first = here.diary.get(walk_id)
    last = standing(here.diary.raw).get(walk_id)
    if not isinstance(first, Walk) or last is None:
        raise Http404("there is nothing to undo")
    if isinstance(last, Correction):
        events = [Retraction(at=here.now, zone=here.zone, retracts=last.id)]
        told = "The last change was taken back."
    else:
        events = list(grouping.brought_back(here.diary, first, here.now, here.zone))
        told = "The walk counts again."
    store.append(here.walker, events, source=SOURCE)
    messages.success(request, told)
    return redirect("walk-page", walk_id)


@require_POST
def two_walks(request: WalkerRequest, walk_id: UUID, recording_id: int) -> HttpResponse:
    """Make a walk of its own of a recording that was counted with this one."""
    here = situation(request)
    row = _row(here, recording_id, walk_id)
    made = grouping.split(row, now=here.now)
    if made is None:
        messages.info(request, "This recording does not say enough to be a walk of its own.")
        return redirect("walk-page", walk_id)
    messages.success(request, "These are two walks now. You can count them as one again.")
    return redirect("walk-page", made.id)


@require_POST
def one_walk(request: WalkerRequest, walk_id: UUID, recording_id: int) -> HttpResponse:
    """Count another walk's recording with this walk."""
    here = situation(request)
    walk = walk_of(here, walk_id)
    row = StoredRecording.objects.filter(walker=here.walker, pk=recording_id).first()
    if row is None:
        raise Http404("there is no such recording among this walker's")
    grouping.join(row, walk, now=here.now)
    messages.success(request, "These are one walk now. It counts once.")
    return redirect("walk-page", walk_id)


@require_GET
def ground(request: WalkerRequest, walk_id: UUID) -> HttpResponse:
    """Say what a recorded walk went over, as a part of its page."""
    here = situation(request)
    walk_of(here, walk_id)
    context = {
        **ground_along(here, walk_id),
        "map_url": f"{reverse('routes')}?walk={walk_id}",
    }
    return render(request, "backstride/pages/parts/walk_ground.html", context)


def _row(here: Situation, recording_id: int, walk_id: UUID) -> StoredRecording:
    found = StoredRecording.objects.filter(
        walker=here.walker, pk=recording_id, walk_id=walk_id
    ).first()
    if found is None:
        raise Http404("there is no such recording of this walk")
    return found


def _body(here: Situation) -> Body:
    person = here.diary.profile
    return Body(height_cm=person.height_cm, mass_kg=person.weight_kg)


def _asked_and_done(here: Situation, walk: Walk, known: Recorded | None) -> dict[str, Any]:
    parts = () if known is None else known.parts
    asked = asked_for(here.diary, walk)
    answer, laid_out = None, None
    if asked is not None:
        answer = answered(asked, walk, parts)
        person = needs_of(here.diary, here.assessment, walk.day)
        laid_out = lay_out(asked, person, walk.day)
    return {"told": told_of(walk, answer, laid_out, parts)}


def _back(here: Situation, walk: Walk) -> dict[str, Any]:
    """Return how the back took it."""
    judged = next((each for each in here.plan.walks if each.walk_id == walk.id), None)
    pain = here.diary.pain_of(walk.id)
    slug = None if judged is None else slug_of(judged)
    return {
        "pain": pain,
        "after": pain.after if judged is None else shown_after(judged),
        "change_words": "" if judged is None else change_words(judged),
        "response": slug,
        "sentence": sentences.response_line(None if judged is None else judged.response),
        "open": pain.after is None,
        "pain_url": reverse("walk-pain", args=[walk.id]),
        "response_url": reverse("walk-response", args=[walk.id]) if slug else None,
    }


def _recorded(here: Situation, walk: Walk, known: Recorded | None) -> dict[str, Any]:
    summary = None if known is None else known.summary
    context: dict[str, Any] = {
        "rows": definitions_of(walk, here.diary, here.walker.preferences.units, summary),
        "charts": [],
        "correct_url": reverse("walk-correct", args=[walk.id]),
        "take_back_url": reverse("walk-take-back", args=[walk.id]),
    }
    if known is None:
        return context
    age = age_on(here.diary, walk.day)
    zones = () if age is None else minutes_in_zones(known.whole.recording, age)
    charts: list[OverTime | None] = [
        cadence_over_time(known.course, known.summary, here.diary.profile.height_cm),
        heart_rate_over_time(known.course, known.summary, zones, age),
    ]
    others = [other for other in at_the_same_time(here.diary, walk) if other.id != walk.id]
    if known.summary.geo_distance_m is not None:
        context["ground_url"] = reverse("walk-ground", args=[walk.id])
        context["map_url"] = f"{reverse('routes')}?walk={walk.id}"
    return context | {
        "charts": [chart for chart in charts if chart is not None],
        "devices": devices_of(walk, known),
        "others": [
            {
                "words": told_min(other.minutes),
                "name": row.name,
                "url": reverse("one-walk", args=[walk.id, row.pk]),
            }
            for other in others
            for row in rows_of(here.walker, other.id)
        ],
    }


def _versions(here: Situation, walk_id: UUID) -> dict[str, Any]:
    found = versions_of(here.diary, walk_id)
    changed = walk_id in standing(here.diary.raw)
    return {
        "versions": found if len(found) > 1 else (),
        "undo_url": reverse("walk-undo", args=[walk_id]) if changed else None,
    }


def _gone(here: Situation, walk: Walk) -> dict[str, Any]:
    return {
        "back_url": reverse("progress"),
        "close_url": reverse("today"),
        "walk": walk,
        "heading": told_min(walk.minutes),
        "versions": versions_of(here.diary, walk.id),
        "undo_url": reverse("walk-undo", args=[walk.id]),
    }
