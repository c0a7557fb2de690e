"""Where somebody goes next: through the set-up, step by step, and then to Today."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect

from backstride.diary import Availability, Screening
from backstride.prescription import Action
from backstride.site.presentation.questions import age_on, all_answered
from backstride.site.views.situation import Situation

TODAY = "today"


def set_up_step(here: Situation) -> str | None:
    """Return the name of the page that the set-up has open; None once it is done.

    The safety questions come first: their answers may say that there is nothing to set up.
    """
    diary, plan = here.diary, here.plan
    if plan.started is not None:
        return None
    if diary.latest(Screening) is None:
        return "welcome"
    if not all_answered(here.answers, age_on(diary, here.today)):
        return "questions"
    if plan.today.action in (Action.SEE_CLINICIAN, Action.NOT_FOR_YOU):
        return None
    if diary.profile.track is None or diary.profile.usual_pain is None:
        return "about"
    if diary.latest(Availability) is None:
        return "days"
    if diary.profile.needs is None:
        return "needs"
    if diary.profile.baseline is None:
        return "baseline-choice"
    return None


def go_on(here: Situation) -> HttpResponse:
    """Lead to the next step of the set-up, or to Today."""
    return redirect(set_up_step(here) or TODAY)
