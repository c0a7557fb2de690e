"""Patterns: what kinds of walk went together with better mornings."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from backstride.insights import (
    entries_of,
    experiment_sentences,
    experiments,
    gaps_of,
    patterns,
    sentences,
)
from backstride.site.presentation.experiments import band_of
from backstride.site.presentation.patterns import shown
from backstride.site.request import WalkerRequest
from backstride.site.views.onward import go_on, set_up_step
from backstride.site.views.situation import situation


@require_GET
def patterns_page(request: WalkerRequest) -> HttpResponse:
    """Show what kinds of walk went together with better mornings, and how sure that is."""
    here = situation(request)
    if set_up_step(here) is not None:
        return go_on(here)
    diary = here.insight_diary
    walks = len(entries_of(diary, here.today))
    tried = experiments(diary, on=here.today)
    found = patterns(diary, here.today, tried[-1] if tried else None)
    context = {
        "current": "progress",
        "report_url": reverse("report"),
        "band": band_of(diary, found, tried, here.today),
        "heading": sentences.PATTERNS_HEADING,
        "text": sentences.patterns_introduction(walks),
        "how_to_read": sentences.HOW_TO_READ,
        "chance_of": sentences.CHANCE_OF,
        "offer": experiment_sentences.OFFER,
        "patterns": [shown(each) for each in found],
        "notes": [
            each
            for each in (
                sentences.missing_bad_days(gaps_of(here.diary, here.today)),
                sentences.likely_later(),
                sentences.PATTERNS_NOT_PROOF,
                sentences.COMMON_CAUSE,
            )
            if each
        ],
    }
    return render(request, "backstride/pages/patterns.html", context)
