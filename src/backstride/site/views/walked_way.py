"""What a recorded walk went over, on the map."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import numpy as np
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from backstride.site import originals
from backstride.site.models import StoredRecording
from backstride.site.request import WalkerRequest
from backstride.site.views.situation import Situation
from backstride.site.views.ways import drawn_walk, ribbon_of
from backstride.site.walk_ground import matched_way
from backstride.terrain import (
    ground_words,
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
        "map": drawn_walk(network, found),
        "ribbon": ribbon_of(network, found.ground, found.trail, here.walker.preferences.units),
        "sentences": ground_words(found),
        "credit": found.credit,
        "source": network.about.source,
        "dated": network.about.date,
        "walk_id": walk_id,
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
