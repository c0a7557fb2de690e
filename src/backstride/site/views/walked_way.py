"""What a recorded walk went over, on the map."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from backstride.site.presentation.today import no_walk
from backstride.site.request import WalkerRequest
from backstride.site.views.situation import Situation
from backstride.site.views.ways import drawn_walk, ribbon_of
from backstride.site.walk_ground import matched_way
from backstride.site.walk_recordings import recording_with_a_way
from backstride.terrain import ground_words


def walked_way(request: WalkerRequest, here: Situation, asked: str) -> HttpResponse:
    """Show a recorded walk on the map, with its ground; without either lead to the walk."""
    try:
        walk_id = UUID(asked)
    except ValueError:
        return redirect("routes")
    recording = recording_with_a_way(here.walker, walk_id)
    if recording is None:
        return redirect("walk-page", walk_id)
    matched, reason = matched_way(recording.lat_deg, recording.lon_deg)
    if matched is None:
        messages.info(request, reason)
        return redirect("walk-page", walk_id)
    network, found = matched
    context = {
        "current": "routes",
        "settings_url": reverse("settings"),
        "map": drawn_walk(network, found),
        "ribbon": ribbon_of(network, found.ground, found.trail, here.walker.preferences.units),
        "sentences": ground_words(found),
        "credit": found.credit,
        "source": network.about.source,
        "dated": network.about.date,
        "no_walk": no_walk(here.plan),
        "walk_id": walk_id,
        "walk_url": reverse("walk-page", args=[walk_id]),
    }
    return render(request, "backstride/pages/routes_walked.html", context)


def ground_along(here: Situation, walk_id: UUID) -> dict[str, Any]:
    """Return what a page says of the ground of a recorded walk, or why it says nothing."""
    recording = recording_with_a_way(here.walker, walk_id)
    if recording is None:
        return {"reason": "This walk was recorded without its way."}
    matched, reason = matched_way(recording.lat_deg, recording.lon_deg)
    if matched is None:
        return {"reason": reason}
    network, found = matched
    return {
        "ribbon": ribbon_of(network, found.ground, found.trail, here.walker.preferences.units),
        "sentences": ground_words(found),
        "credit": found.credit,
    }
