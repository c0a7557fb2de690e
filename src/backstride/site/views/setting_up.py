"""The short set-up after the safety questions: one page for each step."""

from __future__ import annotations

from collections.abc import Iterable

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from backstride.diary import Availability, Original, Profile
from backstride.prescription import Plan
from backstride.site.forms.entry import EntryForm, errors_of
from backstride.site.forms.setup import AboutForm, BaselineChoiceForm, DaysForm, NeedsForm
from backstride.site.presentation import sentences
from backstride.site.presentation.changes import told_needs
from backstride.site.request import WalkerRequest
from backstride.site.views.entries import sent
from backstride.site.views.onward import go_on, set_up_step
from backstride.site.views.situation import Situation, situation


def _step(
    request: WalkerRequest,
    here: Situation,
    form: EntryForm,
    page: str,
    *,
    title: str,
    back: str,
    **context: object,
) -> HttpResponse:
    context |= {
        "form": form,
        "errors": errors_of(form),
        "title": title,
        "back_url": reverse(back),
        "button": "Next" if set_up_step(here) else "Save",
    }
    return render(request, page, context)


def _done(here: Situation, events: Iterable[Original]) -> HttpResponse:
    return go_on(here.write(events))


@require_http_methods(["GET", "POST"])
def about(request: WalkerRequest) -> HttpResponse:
    """Ask for the facts that the first walk depends on."""
    here = situation(request)
    person = here.diary.profile
    form = AboutForm(
        sent(request),
        year=here.today.year,
        suggest_zone=person.track is None and request.method == "GET",
        initial={
            "track": person.track,
            "usual_pain": person.usual_pain,
            "birth_year": person.birth_year,
            "height_cm": None if person.height_cm is None else round(person.height_cm),
            "zone": here.zone,
            "region": here.country,
        },
    )
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        preferences = here.walker.preferences
        if told["zone"] != preferences.zone:
            preferences.zone = told["zone"]
            preferences.save(update_fields=["zone"])
        event = Profile(
            id=form.event_id("profile"),
            at=here.now,
            zone=told["zone"],
            track=told["track"],
            usual_pain=told["usual_pain"],
            birth_year=told["birth_year"],
            height_cm=told["height_cm"],
            region=told["region"] or None,
        )
        return _done(here, [event])
    return _step(
        request,
        here,
        form,
        "backstride/pages/about.html",
        title="About you",
        back="questions-result" if set_up_step(here) else "settings",
    )


@require_http_methods(["GET", "POST"])
def days(request: WalkerRequest) -> HttpResponse:
    """Ask for the days on which the person can walk."""
    here = situation(request)
    known = here.diary.latest(Availability)
    form = DaysForm(
        sent(request),
        initial={"days": list(known.days), "time": known.time} if known else None,
    )
    if request.method == "POST" and form.is_valid():
        at = form.cleaned_data["time"]
        event = Availability(
            id=form.event_id("days"),
            at=here.now,
            zone=here.zone,
            days=tuple(form.cleaned_data["days"]),
            time=at.strftime("%H:%M") if at else None,
        )
        return _done(here, [event])
    return _step(
        request,
        here,
        form,
        "backstride/pages/days.html",
        title="Your days",
        back="about" if set_up_step(here) else "settings",
    )


@require_http_methods(["GET", "POST"])
def needs(request: WalkerRequest) -> HttpResponse:
    """Ask what the exercises and the advice must respect."""
    here = situation(request)
    own, told = set(here.diary.profile.needs or ()), told_needs(here.assessment)
    form = NeedsForm(sent(request), told=bool(told), initial={"needs": sorted(own | told)})
    if request.method == "POST" and form.is_valid():
        event = Profile(
            id=form.event_id("needs"),
            at=here.now,
            zone=here.zone,
            # What the safety answers told counts as long as they stand, and is not kept twice.
            needs=tuple(each for each in form.cleaned_data["needs"] if each not in told - own),
        )
        return _done(here, [event])
    return _step(
        request,
        here,
        form,
        "backstride/pages/needs.html",
        title="Your body",
        back="days" if set_up_step(here) else "settings",
    )


@require_http_methods(["GET", "POST"])
def baseline_choice(request: WalkerRequest) -> HttpResponse:
    """Ask whether three comfortable walks shall find the start, or the standard start."""
    here = situation(request)
    form = BaselineChoiceForm(sent(request), initial={"baseline": here.diary.profile.baseline})
    if request.method == "POST" and form.is_valid():
        event = Profile(
            id=form.event_id("baseline"),
            at=here.now,
            zone=here.zone,
            baseline=form.cleaned_data["baseline"],
        )
        return _done(here, [event])
    return _step(
        request,
        here,
        form,
        "backstride/pages/baseline_choice.html",
        title="Your first walk",
        back="needs",
        start_words=_start_words(here),
    )


def _start_words(here: Situation) -> str:
    """Return what the standard start would be, worked out by the rules themselves."""
    skipped = Profile(at=here.now, zone=here.zone, baseline="skip")
    plan: Plan = here.plan_with(skipped)
    return sentences.standard_start(int(plan.dose.value), int(plan.week.walks.value))
