"""Days of steps: what a phone and a watch counted, and taking a file of them back."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from backstride.site import health_days
from backstride.site.models import HealthExport
from backstride.site.presentation import gait_days
from backstride.site.presentation import health_days as words
from backstride.site.request import WalkerRequest
from backstride.site.views.onward import go_on, set_up_step
from backstride.site.views.situation import situation


@require_GET
def days(request: WalkerRequest) -> HttpResponse:
    """Show the days of all health exports, each once; nothing on the page asks for more."""
    here = situation(request)
    if set_up_step(here) is not None:
        return go_on(here)
    context: dict[str, Any] = {
        "current": "progress",
        "progress_url": reverse("progress"),
        "file_url": reverse("walked-file"),
        "files": [
            {
                "label": row.name,
                "detail": words.file_detail(row.count, row.first, row.last, row.imported_at),
                "url": reverse("health-days-forget", args=[row.pk]),
            }
            for row in here.walker.health_exports.all()
        ],
    }
    known = health_days.known_days(here.walker, here.today)
    if known:
        everything, units = "all" in request.GET, here.walker.preferences.units
        context |= {
            "found": words.heading_of(known, here.today),
            "steps": words.steps_of(known, everything=everything),
            "switch": words.switch_of(known, everything=everything),
            "measures": gait_days.measures_of(known, units),
            "months": gait_days.by_month(known, units),
            "counted_by": words.counted_by(known),
        }
    return render(request, "backstride/pages/health_days.html", context)


@require_http_methods(["GET", "POST"])
def forget(request: WalkerRequest, export_id: int) -> HttpResponse:
    """Forget the days of one file, after asking once more."""
    here = situation(request)
    row = HealthExport.objects.filter(walker=here.walker, pk=export_id).first()
    if row is None:
        raise Http404("there is no such health export among this walker's")
    if request.method == "POST":
        gone = health_days.forget(row)
        kept = "" if gone else " The file stays for the walks that came from it."
        messages.success(request, f"Its days are gone.{kept}")
        return redirect("health-days")
    context = {
        "back_url": reverse("health-days"),
        "name": row.name,
        "counted": health_days.counted_words(row.count, row.first, row.last),
        "has_walks": health_days.has_walks(row),
    }
    return render(request, "backstride/pages/health_days_forget.html", context)
