"""After a walk: three short questions, and the walk is written down."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from backstride.diary import Moment, Original, Pain, Walk
from backstride.guidance import Timeline
from backstride.site.design import minutes, plain_number
from backstride.site.forms.after import AfterForm
from backstride.site.forms.entry import errors_of
from backstride.site.presentation import guiding
from backstride.site.request import WalkerRequest
from backstride.site.views.begun import Begun, recall
from backstride.site.views.entries import sent
from backstride.site.views.situation import Situation, situation
from backstride.site.views.walk_before import pain_id
from backstride.site.views.walk_draft import after_draft, legs_told
from backstride.site.views.walk_guided import laid_out


@dataclass(frozen=True, slots=True)
class Clocked:
    """What the clock says about a walk, in minutes.

    ``walked`` leaves out warm-up and cool-down, ``whole`` does not.
    """

    walked: float
    whole: float
    warm_up: float
    cool_down: float


@require_http_methods(["GET", "POST"])
def after(request: WalkerRequest, walk_id: UUID) -> HttpResponse:
    """Ask how the back took the walk, and store the walk with the answers."""
    here, begun = situation(request), recall(request, walk_id)
    saved = next((walk for walk in here.diary.of(Walk) if walk.id == walk_id), None)
    taken_back = saved is None and walk_id in here.diary
    if begun is None and saved is not None and request.method == "POST":
        return _changed(request, here, saved)
    if begun is None or not begun.set_out or taken_back:
        return redirect("walk-page", walk_id) if saved is not None else redirect("today")
    plan = laid_out(here, begun)
    clocked = _clocked(request, begun, plan, here.now)
    answers = here.diary.pain_of(walk_id)
    form = AfterForm(
        sent(request),
        asked_min=plan.minutes,
        since_min=(here.now - begun.at) / timedelta(minutes=1),
        initial={
            "minutes": plain_number(clocked.walked if saved is None else saved.minutes),
            "pain": answers.after,
            "worst": answers.worst if answers.worst is not None else answers.before,
            "talk": None if saved is None else saved.talk,
            "went": None if saved is None else saved.went,
            "note": None if saved is None else saved.note,
            "finished": ((saved and saved.ended_at) or here.now).isoformat(),
        },
    )
    if request.method == "POST" and form.is_valid():
        here.write(_events(here, begun, form, plan, answers.before))
        return _onward(form, walk_id)
    context = {
        "back_url": reverse("walk", args=[walk_id]),
        "close_url": reverse("today"),
        "heading": f"That was {minutes(clocked.whole)}.",
        "facts": _facts(clocked),
        "form": form,
        "errors": errors_of(form),
        "last_pain": answers.before,
        # What is stored already is changed with a connection only: a change is a correction.
        "draft": "" if saved else after_draft(here, begun, plan, answers.before),
        "walk_id": walk_id,
        "away_url": reverse("walk-not-walked", args=[walk_id]),
        "pain_note": "Outlined: your answer before the walk." if answers.before is not None else "",
    }
    return render(request, "backstride/pages/after_walk.html", context)


def _changed(request: WalkerRequest, here: Situation, saved: Walk) -> HttpResponse:
    """Take a change of a walk whose session is over: the form may have waited on a phone."""
    form = AfterForm(sent(request))
    if not form.is_valid():
        return redirect("walk-page", saved.id)
    told = form.cleaned_data
    walked = float(told["minutes"])
    fits = saved.ended_at is None or saved.at + timedelta(minutes=walked) <= saved.ended_at
    changes = {
        "minutes": walked,
        "ended_at": saved.ended_at if fits else None,
        "talk": told["talk"] or None,
        "went": told["went"] or None,
        "note": told["note"],
    }
    walk = Walk.model_validate({**saved.model_dump(exclude={"local"}), **changes})
    here.write([walk, *_answers(here, saved.id, form, here.diary.pain_of(saved.id).before)])
    return _onward(form, saved.id)


def _onward(form: AfterForm, walk_id: UUID) -> HttpResponse:
    """Lead to what follows: the safety questions where something is new in a leg."""
    if form.cleaned_data["symptoms"]:
        return redirect("questions")
    return redirect("walk-response", walk_id)


def _clocked(request: WalkerRequest, begun: Begun, plan: Timeline, now: datetime) -> Clocked:
    """Return the minutes of the walk: from the page's clock, else from the time gone by.

    Without the page's clock nobody knows about pauses: a walk is taken to have gone as
    planned, unless too little time has gone by. The person can change the minutes.
    """
    warm_up, cool_down = guiding.warm_up_min(plan), guiding.cool_down_min(plan)
    whole = guiding.total_min(plan)
    given, run = request.GET.get("walked", ""), request.GET.get("whole", "")
    if given.isdecimal() and run.isdecimal() and len(given) < 6 and len(run) < 6:
        walked = max(1.0, round(int(given) / 60))
        ran = max(walked, round(int(run) / 60))
        before = min(warm_up, ran - walked)
        return Clocked(walked, ran, before, max(0.0, ran - walked - before))
    gone_min = (now - begun.at).total_seconds() / 60
    if gone_min >= whole - 1:
        return Clocked(plan.minutes, whole, warm_up, cool_down)
    walked = min(float(plan.minutes), max(1.0, round(gone_min - warm_up)))
    before = min(warm_up, max(0.0, round(gone_min - walked)))
    rest = max(0.0, round(gone_min - walked - before))
    return Clocked(walked, max(walked, round(gone_min)), before, rest)


def _facts(clocked: Clocked) -> str:
    around = clocked.whole - clocked.walked
    if around >= 1:
        return (
            f"{minutes(clocked.walked)} of walking, "
            f"{minutes(around)} of warm-up and cool-down. A few short questions."
        )
    return "A few short questions."


def _events(
    here: Situation, begun: Begun, form: AfterForm, plan: Timeline, before: int | None
) -> list[Original]:
    told: dict[str, Any] = form.cleaned_data
    finished = told["finished"]
    ended = here.now if finished is None else min(finished, here.now)
    walked = float(told["minutes"])
    # An end is kept where it can be true; minutes that were put right later may not fit it.
    fits = timedelta(minutes=walked) <= ended - begun.at
    whole = (ended - begun.at) / timedelta(minutes=1)
    warm_up = guiding.warm_up_min(plan) if whole >= walked + guiding.warm_up_min(plan) else None
    walk = Walk(
        id=begun.walk_id,
        at=begun.at,
        zone=here.zone,
        minutes=walked,
        ended_at=ended if fits else None,
        kind=begun.session.kind.value,
        prescribed=begun.prescribed,
        warm_up_min=warm_up,
        shoes_id=begun.shoes_id,
        ground=begun.ground,
        carrying=begun.carrying,
        talk=told["talk"] or None,
        went=told["went"] or None,
        note=told["note"],
    )
    return [walk, *_answers(here, begun.walk_id, form, before)]


def _answers(here: Situation, walk_id: UUID, form: AfterForm, before: int | None) -> list[Original]:
    told = form.cleaned_data
    return [
        _pain(here, walk_id, Moment.DURING, form.worst_given(before)),
        _pain(here, walk_id, Moment.AFTER, told["pain"]),
        *legs_told(here, walk_id, told),
    ]


def _pain(here: Situation, walk_id: UUID, moment: Moment, nrs: int) -> Pain:
    return Pain(
        id=pain_id(walk_id, moment),
        at=here.now,
        zone=here.zone,
        moment=moment,
        nrs=nrs,
        walk_id=walk_id,
    )
