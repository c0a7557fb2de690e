"""Progress and the report: what there is today, and nothing that is not."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from backstride.site.presentation import progress as words
from backstride.site.presentation.questions import sheet_of
from backstride.site.presentation.report import facts_of
from backstride.site.request import WalkerRequest
from backstride.site.views.onward import go_on, set_up_step
from backstride.site.views.situation import situation

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
        "weeks": words.weeks_of(here.diary, here.today),
        "walks": rows if everything else rows[:SHOWN_WALKS],
        "more": len(rows) > SHOWN_WALKS and not everything,
        "walked_url": reverse("walked"),
    }
    return render(request, "backstride/pages/progress.html", context)


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
