"""What a recorded walk went over, on the map."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import numpy as np
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from backstride.recordings import Floats
from backstride.site import maps, originals
from backstride.site.design.map_plate import Way, map_plate
from backstride.site.models import StoredRecording
from backstride.site.request import WalkerRequest
from backstride.site.views.map_view import window_of
from backstride.site.views.situation import Situation
from backstride.site.views.ways import ribbon_of
from backstride.terrain import (
    TerrainMap,
    TrackError,
    TrackGround,
    drawn_in,
    ground_words,
    track_ground,
)


def walked_way(request: WalkerRequest, here: Situation, asked: str) -> HttpResponse:
    """Show a recorded walk on the map, with its ground; without either lead to the walk."""
    try:
        walk_id = UUID(asked)
    except ValueError:
        return redirect("routes")
    row = StoredRecording.objects.filter(walker=here.walker, walk_id=walk_id).first()
    if row is None:
        return redirect("walk-page", walk_id)
    recording = originals.columns_at(row.columns)
    matched, reason = matched_way(recording.lat_deg, recording.lon_deg)
    if matched is None:
        messages.info(request, reason)
        return redirect("walk-page", walk_id)
    network, found = matched
    context = {
        "current": "routes",
        "settings_url": reverse("settings"),
        "map": _drawn(network, found),
        "ribbon": ribbon_of(network, found.ground, found.trail, here.walker.preferences.units),
        "sentences": ground_words(found),
        "credit": found.credit,
        "source": network.about.source,
        "dated": network.about.date,
        "walk_url": reverse("walk-page", args=[walk_id]),
    }
    return render(request, "backstride/pages/routes_walked.html", context)


def ground_along(here: Situation, walk_id: UUID) -> dict[str, Any]:
    """Return the ground of a recorded walk for a page: sentences and ribbon, or why there are none.

    The first of its recordings that has a way tells.
    """
    for row in StoredRecording.objects.filter(walker=here.walker, walk_id=walk_id):
        recording = originals.columns_at(row.columns)
        if not np.isfinite(recording.lat_deg).any():
            continue
        matched, reason = matched_way(recording.lat_deg, recording.lon_deg)
        if matched is None:
            return {"reason": reason}
        network, found = matched
        units = here.walker.preferences.units
        return {
            "ribbon": ribbon_of(network, found.ground, found.trail, units),
            "sentences": ground_words(found),
            "credit": found.credit,
        }
    return {"reason": "This walk was recorded without its way."}


def matched_way(
    latitude: Floats, longitude: Floats
) -> tuple[tuple[TerrainMap, TrackGround] | None, str]:
    """Return the map that holds most of a track, and its ground there; else why there is none."""
    reason = "There is no map yet. Add one on Routes, then the ground of this walk is told."
    best: tuple[TerrainMap, TrackGround] | None = None
    for network in maps.known():
        try:
            found = track_ground(network, latitude, longitude)
        except TrackError as error:
            reason = str(error)
            continue
        if best is None or found.on_map_share > best[1].on_map_share:
            best = (network, found)
    return best, reason


def _drawn(network: TerrainMap, found: TrackGround) -> str:
    window = window_of(found.points())
    return map_plate(
        drawn_in(network, window),
        window.width_m,
        ways=[Way("", window.place(found.line), "solid")],
        title="Map of the walk",
        description="The ways it most likely took are the solid line.",
    )
