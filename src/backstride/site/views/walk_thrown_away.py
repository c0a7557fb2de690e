"""A walk that began by mistake: thrown away before it is written down."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from backstride.diary import Walk
from backstride.site.kept import note_kept
from backstride.site.request import WalkerRequest
from backstride.site.views.begun import forget, recall
from backstride.site.views.situation import situation


@require_http_methods(["GET", "POST"])
def not_walked(request: WalkerRequest, walk_id: UUID) -> HttpResponse:
    """Ask once more, then forget that the walk began; nothing of it was written down yet.

    One that is written down already is taken back on its own page, where both versions stay.
    What was said about the back before the walk was true all the same, and stays.
    """
    here, begun = situation(request), recall(request, walk_id)
    if any(walk.id == walk_id for walk in here.diary.of(Walk)):
        return redirect("walk-take-back", walk_id)
    if request.method == "POST":
        note_kept()
        if begun is not None:
            forget(request, walk_id)
            messages.success(request, "This walk counts nowhere.")
        return redirect("today")
    if begun is None or not begun.set_out:
        return redirect("today")
    context = {"back_url": reverse("walk", args=[walk_id]), "walk_id": walk_id}
    return render(request, "backstride/pages/not_walked.html", context)
