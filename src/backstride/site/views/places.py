"""Progress and the report: what there is today, and nothing that is not."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from backstride.insights import entries_of, gaps_of, patterns, sentences, trend_of
from backstride.site.presentation import progress as words
from backstride.site.presentation.patterns import shown
from backstride.site.presentation.questions import sheet_of
from backstride.site.presentation.report import facts_of
from backstride.site.request import WalkerRequest
from backstride.site.views.onward import go_on, set_up_step
from backstride.site.views.situation import Situation, situation

SHOWN_WALKS = 30
"""Walks listed before "all walks" is asked for (judgement)."""


@require_GET
def progress(request: WalkerRequest) -> HttpResponse:
    """Show minutes by week, and each walk with its pain and its response."""
    here = situation(request)
    if set_up_step(here) is not None:
        return go_on(here)
    rows = words.walks_of(here.diary, here.plan, here.protocol)
    everything = "all" in request.GET
    context = {
        "current": "progress",
        "report_url": reverse("report"),
        "heading": words.heading_of(rows),
        "text": words.summary_of(rows),
        "course": _course(here) if rows else None,
        "patterns_url": reverse("patterns"),
        "weeks": words.weeks_of(here.diary, here.today),
        "walks": rows if everything else rows[:SHOWN_WALKS],
        "more": len(rows) > SHOWN_WALKS and not everything,
        "walked_url": reverse("walked"),
    }
    return render(request, "backstride/pages/progress.html", context)


@require_GET
def patterns_page(request: WalkerRequest) -> HttpResponse:
    """Show what kinds of walk went together with better mornings, and how sure that is."""
    here = situation(request)
    if set_up_step(here) is not None:
        return go_on(here)
    walks = len(entries_of(here.diary, here.today))
    context = {
        "current": "progress",
        "progress_url": reverse("progress"),
        "heading": sentences.PATTERNS_HEADING,
        "text": sentences.patterns_introduction(walks),
        "how_to_read": sentences.HOW_TO_READ,
        "patterns": [shown(each) for each in patterns(here.diary, here.today)],
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


def _course(here: Situation) -> dict[str, str]:
    """Return how pain changed, in the words of ``insights``."""
    trend = trend_of(here.diary, here.today)
    return {"heading": sentences.headline(trend), "text": sentences.headline_text(trend)}


@require_GET
def report(request: WalkerRequest) -> HttpResponse:
    """Show a plain page for a physiotherapist: what was entered, and nothing else."""
    here = situation(request)
    if set_up_step(here) is not None:
        return go_on(here)
    rows = words.walks_of(here.diary, here.plan, here.protocol)
    context = {
        "current": "report",
        "back_url": reverse("progress"),
        "facts": facts_of(here.diary, here.plan, rows),
        "weeks": words.weeks_of(here.diary, here.today),
        "walks": rows[:SHOWN_WALKS],
        "answers": sheet_of(here.answers),
    }
    return render(request, "backstride/pages/report.html", context)
