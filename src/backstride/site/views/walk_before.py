"""Before a walk: the check, one calm question more about a leg, and what the answers change."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import UUID, uuid5

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from backstride.diary import Ground, Moment, NewSymptom, Pain, Prescribed, Walk
from backstride.guidance import Heat, heat_advice
from backstride.prescription import Action, Plan, Session, short_session
from backstride.screening import STOP_SIGNS
from backstride.site.forms.before import BeforeForm, LegForm
from backstride.site.forms.entry import errors_of
from backstride.site.kept import note_kept, note_left
from backstride.site.presentation import sentences
from backstride.site.presentation.changes import before_a_walk
from backstride.site.presentation.experiments import asked_of
from backstride.site.presentation.own_time import held_back, lengths_for, own_session
from backstride.site.presentation.sentences import say
from backstride.site.presentation.today import offered, short_words, state_of
from backstride.site.request import WalkerRequest
from backstride.site.views.begun import Begun, answered_just_now, recall, remember, running
from backstride.site.views.entries import sent
from backstride.site.views.onward import go_on, set_up_step
from backstride.site.views.situation import Situation, situation
from backstride.site.views.ways import kept_ground

TO_STOP_FOR = tuple(sign for sign in STOP_SIGNS if sign.id in ("back", "leg"))
"""What is said about stopping where a short walk is offered; the walk's page has all signs."""


def pain_id(walk_id: UUID, moment: Moment) -> UUID:
    """Return the id of a walk's pain answer, so that answering anew is a correction."""
    return uuid5(walk_id, moment.value)


@require_http_methods(["GET", "POST"])
def before(request: WalkerRequest) -> HttpResponse:
    """Ask how the back is, and whether a leg is new; remember the rest from last time."""
    here = situation(request)
    if set_up_step(here) is not None:
        return go_on(here)
    under_way = running(request, here.diary, here.now)
    if under_way is not None and request.method == "GET":
        return redirect("walk", under_way)
    wished = _wished(request, here)
    if wished is None and state_of(here.plan) not in ("walk", "short"):
        return redirect("today")
    last = _last(here)
    pairs = [(str(pair.shoes_id), pair.name) for pair in here.diary.shoes()]
    initial = _initial(here, last, pairs, kept_ground(request, here))
    entry = answered_just_now(request, here.now)
    if entry is not None:
        initial["entry"] = entry
    form = BeforeForm(sent(request), shoes=pairs, initial=initial)
    if request.method == "POST" and form.is_valid():
        if under_way not in (None, form.event_id("walk")):
            return redirect("walk", under_way)
        return _begin(request, here, form, wished)
    answered = _last_pain(here)
    context = {
        "back_url": reverse("today"),
        "close_url": reverse("today"),
        "form": form,
        "errors": errors_of(form),
        "last_pain": None if answered is None else answered.nrs,
        "pain_note": sentences.outlined(None if answered is None else answered.day, here.today),
        "remembered": _remembered(form),
        "again": last is not None,
        "changes": before_a_walk(here.assessment, here.diary.profile.needs or ()),
        "begin": "Begin the warm-up",
    }
    return render(request, "backstride/pages/before_walk.html", context)


def _wished(request: WalkerRequest, here: Situation) -> Session | None:
    """Return the walk of a length that the person chose; None without a choice."""
    asked = request.GET.get("minutes", "")
    if not asked.isdecimal():
        return None
    choice = lengths_for(here.plan, here.protocol)
    if choice is None or not choice.least <= int(asked) <= choice.most:
        return None
    return own_session(choice, int(asked))


def _begin(
    request: WalkerRequest, here: Situation, form: BeforeForm, wished: Session | None
) -> HttpResponse:
    walk_id = form.event_id("walk")
    told = form.cleaned_data
    pain = Pain(
        id=pain_id(walk_id, Moment.BEFORE),
        at=here.now,
        zone=here.zone,
        moment=Moment.BEFORE,
        nrs=told["pain"],
        walk_id=walk_id,
    )
    # Whoever comes back to this page and sends it again began when they first did.
    known = recall(request, walk_id)
    planned = offered(here.plan)
    here = here.write([pain])
    begun = Begun(
        walk_id=walk_id,
        at=pain.at if known is None else known.at,
        day=here.today if known is None else known.day,
        session=session_of(here.plan, wished, planned),
        prescribed=prescribed_of(here.plan),
        heat=Heat(told["warmth"]) if told.get("warmth") else None,
        shoes_id=_shoes(told.get("shoes")),
        ground=told.get("ground") or None,
        carrying=told.get("carrying") or None,
        leg=told["leg"],
        entry=told["entry"],
    )
    remember(request, begun)
    if begun.leg != "no":
        note_left()  # what is new in the leg is asked next
        return redirect("walk-leg", walk_id)
    return redirect("walk-gate", walk_id)


def session_of(plan: Plan, wished: Session | None, planned: Session | None) -> Session:
    """Return what will be walked: the person's own length, or what the plan has now.

    Where the answers make the plan shorter, the shorter of the two. While questions come
    first, what was planned before them stands in; it is not walked until they are answered.
    """
    now = offered(plan) or planned
    if wished is None:
        assert now is not None  # the check is open only with a walk, or with a wish
        return now
    if plan.today.short is not None and plan.today.short.minutes < wished.minutes:
        return plan.today.short
    return wished


def prescribed_of(plan: Plan) -> Prescribed | None:
    """Return what the plan asks for now, to be kept with the walk."""
    session = offered(plan)
    if session is None:
        return None
    rules = tuple(dict.fromkeys(reason.rule for reason in plan.today.minutes.reasons))
    return Prescribed(
        minutes=session.minutes, kind=session.kind.value, protocol=plan.protocol, rules=rules
    )


def _shoes(chosen: str | None) -> UUID | None:
    try:
        return UUID(chosen or "")
    except ValueError:
        return None


@require_http_methods(["GET", "POST"])
def leg(request: WalkerRequest, walk_id: UUID) -> HttpResponse:
    """Ask calmly what is new in a leg, before the walk."""
    here, begun = situation(request), recall(request, walk_id)
    if request.method == "POST" and "nothing" in request.POST:
        note_kept()
        if begun is not None:
            remember(request, replace(begun, leg="no"))
        return redirect("walk-gate", walk_id)
    form = LegForm(sent(request))
    if request.method == "POST" and form.is_valid():
        events = [
            NewSymptom(
                id=form.event_id(symptom),
                at=here.now,
                zone=here.zone,
                symptom=symptom,
                sure=begun is None or begun.leg == "yes",
            )
            for symptom in form.cleaned_data["symptoms"]
        ]
        # Written down also where this browser does not know the walk (any more): what is new
        # in a leg may have waited on the phone until somebody signed in again.
        here.write(events)
        return redirect("questions")
    if begun is None:
        return redirect("walk-before")
    context = {
        "back_url": reverse("walk-before"),
        "close_url": reverse("today"),
        "form": form,
        "errors": errors_of(form),
        "sure": begun.leg == "yes",
    }
    return render(request, "backstride/pages/leg.html", context)


@require_http_methods(["GET", "POST"])
def gate(request: WalkerRequest, walk_id: UUID) -> HttpResponse:
    """Say what the answers before the walk change about it; else lead straight to the walk."""
    here, begun = situation(request), recall(request, walk_id)
    if begun is None:
        return redirect("walk-before")
    if here.plan.halted:
        return redirect("questions-result")
    page = changed(here, begun)
    if request.method == "POST" or page is None:
        session = begun.session if page is None else page.get("session")
        if session is None:
            return redirect("today")
        remember(request, replace(begun, session=session, set_out=True))
        note_kept()
        return redirect("walk", walk_id)
    context = {"back_url": reverse("walk-before"), "close_url": reverse("today"), **page}
    context["signs"] = TO_STOP_FOR
    return render(request, "backstride/pages/gate.html", context)


def changed(here: Situation, begun: Begun) -> dict[str, Any] | None:
    """Return what the gate's page says, where the answers change something about the walk."""
    plan, protocol = here.plan, here.protocol
    if plan.today.action is Action.SCREEN:
        return {
            "heading": "A few questions first",
            "text": say(protocol, plan.today.reasons[0]),
            "questions": True,
            "session": None,
        }
    session, text, heading = begun.session, "", ""
    deciding = plan.today.minutes.reasons[0]
    if plan.today.short is not None and plan.today.short.minutes < session.minutes:
        session = plan.today.short
    before = here.diary.pain_of(begun.walk_id).before
    held = None if before is None else held_back(before, plan, here.diary, protocol)
    if plan.today.short is not None and deciding.rule in ("gate.short", "gate.earlier"):
        held = deciding
    elif held is not None:
        session = short_session(session.minutes, protocol)
    if held is not None:
        heading, text = "A short walk, or rest", say(protocol, held)
    if begun.heat is not None:
        advice = heat_advice(session, begun.heat)
        if advice.session is None:
            return {"heading": "Too hot for a walk", "text": advice.words, "session": None}
        if advice.shorter_min:
            heading = heading or "A shorter walk in the heat"
            text = f"{text} {advice.words}".strip()
            session = advice.session
    if not heading:
        return None
    if session.minutes < plan.dose.value:
        text = f"{text} {sentences.SHORTER}"
    return {
        "heading": heading,
        "text": text,
        "session": session,
        "go": f"Walk {short_words(session)}",
    }


def _last(here: Situation) -> Walk | None:
    done = here.diary.walks()
    return done[-1] if done else None


def _last_pain(here: Situation) -> Pain | None:
    given = [pain for pain in here.diary.of(Pain) if pain.moment is not Moment.DURING]
    return given[-1] if given else None


def _initial(
    here: Situation, last: Walk | None, pairs: list[tuple[str, str]], ground: Ground | None
) -> dict[str, Any]:
    """Return what is remembered, or what an experiment asks for; never pain, never a leg.

    The ground is that of the way taken along, if there is one.
    """
    shoes = "" if last is None or last.shoes_id is None else str(last.shoes_id)
    known = {key for key, _ in pairs}
    return {
        "shoes": shoes if shoes in known else "other" if last else next(iter(known), ""),
        "carrying": (last and last.carrying) or "nothing",
        "ground": ground or (last and last.ground) or "paved_even",
        "warmth": Heat.COOL.value,
        **asked_of(here.drawn, here.diary),
    }


ICONS = {"shoes": "shoes", "carrying": "carrying", "ground": "ground", "warmth": "water"}


def _remembered(form: BeforeForm) -> list[dict[str, Any]]:
    rows = []
    for name, icon in ICONS.items():
        if name not in form.fields:
            continue
        field = form[name]
        chosen = dict(form.fields[name].choices).get(field.value(), "")  # type: ignore[attr-defined]  # a choice field
        rows.append({"icon": icon, "field": field, "chosen": chosen})
    return rows
