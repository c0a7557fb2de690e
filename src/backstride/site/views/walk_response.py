"""How the back took a walk, and what that changes."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET

from backstride.diary import Walk
from backstride.site.presentation import response as words
from backstride.site.presentation import sentences
from backstride.site.presentation.ahead import after_calm_days
from backstride.site.request import WalkerRequest
from backstride.site.views.situation import situation


@require_GET
def response(request: WalkerRequest, walk_id: UUID) -> HttpResponse:
    """Show the response to one of the latest walks; others have their own page."""
    here = situation(request)
    walk = next((walk for walk in here.diary.of(Walk) if walk.id == walk_id), None)
    if walk is None:
        raise Http404("there is no such walk in this diary")
    judged = next((walk for walk in here.plan.walks if walk.walk_id == walk_id), None)
    slug = None if judged is None else words.slug_of(judged)
    if judged is None or slug is None:
        return redirect("walk-page", walk_id)
    calm = after_calm_days(here.state, here.plan, here.zone)
    steps = words.steps_of(judged, here.plan, calm)
    questions = slug == "ease-off" and bool(here.plan.questions_due)
    context = {
        "close_url": reverse("today"),
        "response": slug,
        "sentence": sentences.response_line(judged.response),
        "before": judged.before,
        "after": words.shown_after(judged),
        "change_words": words.change_words(judged),
        "steps": None
        if steps is None
        else [{"minutes": length, "label": label} for length, label in steps.stops],
        "now": None if steps is None else steps.now,
        "next": words.next_of(judged, here.plan, calm),
        "pace": words.pace_words(walk),
        "why": words.why_of(judged, here.protocol),
        "advice": {
            "text": "If it has not eased in three days, or a leg feels weak or numb,",
            "link": "see a doctor",
            "link_url": reverse("questions"),
        }
        if slug == "ease-off"
        else None,
        "done": {"url": reverse("questions"), "label": "A few safety questions"}
        if questions
        else {"url": reverse("today"), "label": "Done"},
    }
    return render(request, "backstride/pages/response.html", context)
