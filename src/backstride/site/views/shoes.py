"""Shoes: the pairs, how far they went, and how they feel."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from backstride.diary import Pair, Shoes
from backstride.site.forms.entry import errors_of
from backstride.site.forms.shoes import ShoesForm
from backstride.site.presentation import shoes as words
from backstride.site.request import WalkerRequest
from backstride.site.views.entries import sent
from backstride.site.views.situation import Situation, situation


@require_GET
def pairs(request: WalkerRequest) -> HttpResponse:
    """List the pairs, those in use first."""
    here = situation(request)
    units = here.walker.preferences.units
    listed = sorted(here.diary.shoes(retired=True), key=lambda pair: pair.retired)
    context = {
        "back_url": reverse("today"),
        "pairs": [
            {
                "name": pair.name,
                "url": reverse("pair", args=[pair.shoes_id]),
                "detail": " ".join(
                    part
                    for part in (
                        f"{words.distance_of(pair, units)}.",
                        "No longer worn." if pair.retired else words.advice_of(pair),
                    )
                    if part
                ),
            }
            for pair in listed
        ],
        "new_url": reverse("new-pair"),
        "sure": words.SURE,
    }
    return render(request, "backstride/pages/shoes.html", context)


@require_http_methods(["GET", "POST"])
def new(request: WalkerRequest) -> HttpResponse:
    """Add a pair."""
    here = situation(request)
    form = ShoesForm(sent(request))
    if request.method == "POST" and form.is_valid():
        shoes_id = form.event_id("pair")
        here.write([_event(here, form, shoes_id, retired=False)])
        return redirect("shoes")
    return _render(request, form, title="A new pair", pair=None)


@require_http_methods(["GET", "POST"])
def one(request: WalkerRequest, shoes_id: UUID) -> HttpResponse:
    """Change what is known about a pair, or stop wearing it."""
    here = situation(request)
    pair = next(
        (each for each in here.diary.shoes(retired=True) if each.shoes_id == shoes_id), None
    )
    if pair is None:
        raise Http404("there is no such pair in this diary")
    form = ShoesForm(
        sent(request),
        initial={
            "name": pair.name,
            "comfort": None if pair.comfort is None else str(pair.comfort),
            "note": pair.note,
        },
    )
    del form.fields["before_km"]
    if request.method == "POST" and form.is_valid():
        retired = "retire" in request.POST or (pair.retired and "again" not in request.POST)
        here.write([_event(here, form, shoes_id, retired=retired)])
        messages.success(request, "Written down.")
        return redirect("shoes")
    return _render(request, form, title=pair.name, pair=pair)


def _event(here: Situation, form: ShoesForm, shoes_id: UUID, *, retired: bool) -> Shoes:
    told: dict[str, Any] = form.cleaned_data
    return Shoes(
        id=form.event_id("shoes"),
        at=here.now,
        zone=here.zone,
        shoes_id=shoes_id,
        name=told["name"],
        comfort=int(told["comfort"]) if told["comfort"] else None,
        distance_at_start_km=float(told.get("before_km") or 0),
        retired=retired,
        note=told["note"],
    )


def _render(
    request: WalkerRequest, form: ShoesForm, *, title: str, pair: Pair | None
) -> HttpResponse:
    context = {
        "back_url": reverse("shoes"),
        "title": title,
        "pair": pair,
        "advice": words.advice_of(pair) if pair else words.NEW_PAIR,
        "form": form,
        "errors": errors_of(form),
    }
    return render(request, "backstride/pages/pair.html", context)
