"""The first page."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from backstride.screening import QUESTIONS
from backstride.site.presentation import sentences
from backstride.site.request import WalkerRequest

QUESTIONS_MIN = 4
"""About how long the safety questions take, min (judgement): some 12 seconds each."""


@require_GET
def welcome(request: WalkerRequest) -> HttpResponse:
    """Say what this is, and begin with the safety questions."""
    context = {
        "heading": "Walk your way to a calmer back",
        "text": "Short walks, three times a week. They grow at the pace your back allows.",
        "private": sentences.PRIVACY,
        "begin": {"label": f"Begin with {len(QUESTIONS)} questions", "url": reverse("questions")},
        "takes": f"About {QUESTIONS_MIN} minutes",
    }
    return render(request, "backstride/pages/welcome.html", context)
