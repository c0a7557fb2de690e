"""A walk laid out before it begins: what each answer leads to, and the pages of each walk."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from itertools import product
from typing import Any, get_args
from uuid import UUID, uuid5

from django.template.loader import render_to_string
from django.urls import reverse

from backstride.diary import Carrying, Ground, Moment, NewSymptom, Pain
from backstride.guidance import Heat, Timeline
from backstride.prescription import Session
from backstride.site.forms.answers import HIGHEST, LOWEST
from backstride.site.forms.before import SYMPTOM_CHOICES
from backstride.site.forms.easing import STOP_CHOICES
from backstride.site.presentation.today import offered, short_words, state_of
from backstride.site.request import WalkerRequest
from backstride.site.views import walk_before
from backstride.site.views.begun import Begun
from backstride.site.views.other_day import page_on
from backstride.site.views.situation import Situation
from backstride.site.views.walk_draft import opened
from backstride.site.views.walk_easing import spike_from
from backstride.site.views.walk_guided import laid_out

ANY_WALK = UUID(int=0)
"""Stands for the id of the walk, which the phone makes when the walk begins."""

ANY_MOMENT = datetime(2000, 1, 1, tzinfo=UTC)
"""Stands for the moment at which it begins."""

NAMES = (
    *(moment.value for moment in Moment),
    *(f"leg {symptom}" for symptom, _ in SYMPTOM_CHOICES),
    *(f"stop {symptom}" for symptom, _ in STOP_CHOICES),
)
"""What is written down under an id that follows from the walk's."""

CAREFUL = (
    "A short walk, or rest",
    "Your last answers have not reached us yet. Until they have, a walk is short and easy.",
)
"""Heading and text where answers wait on the phone that the plan does not know yet."""

OF_A_WALK = ("walk-after", "walk-complaining")
OF_ANY_WALK = ("walk-leg", "walk-stop", "walk-not-walked")
"""Pages that are the same for each length."""

HEADING, TEXT, GO = "{{heading}}", "{{text}}", "{{go}}"
"""Stand in the page of the gate for what an answer puts there."""


def walk_ahead(request: WalkerRequest, here: Situation) -> dict[str, Any] | None:
    """Return a day's walk as JSON; None where the day has none.

    ``answers`` holds, for each pain and warmth ("4 cool"), the place of its outcome in
    ``outcomes``; ``careful`` the same with a short walk at most. An outcome holds the place of
    its walk in ``walks``, or None.
    """
    if state_of(here.plan) not in ("walk", "short"):
        return None
    outcomes: list[dict[str, Any]] = []
    sessions: list[Session] = []
    tables: dict[str, dict[str, int]] = {"answers": {}, "careful": {}}
    for pain in range(LOWEST, HIGHEST + 1):
        told = here.imagined(_pain(here, pain))
        for heat, (name, table) in product(Heat, tables.items()):
            outcome = _decided(here, told, heat, sessions, careful=name == "careful")
            if outcome not in outcomes:
                outcomes.append(outcome)
            table[f"{pain} {heat.value}"] = outcomes.index(outcome)
    return {
        **tables,
        "outcomes": outcomes,
        "walks": [_walk(request, here, session) for session in sessions],
        "pages": _pages(request, _begun(here), OF_ANY_WALK),
        "gates": {
            kind: render_to_string("backstride/pages/gate.html", _gate(kind), request)
            for kind in ("walk", "questions", "none")
        },
        "pain": opened(_pain(here, 0)),
        "signs": {symptom: opened(_sign(here, symptom)) for symptom, _ in SYMPTOM_CHOICES},
        "much_from": _much_from(here),
        "any": {"walk": str(ANY_WALK), "at": _json(ANY_MOMENT)},
        "ids": {name: str(uuid5(ANY_WALK, name)) for name in NAMES},
    }


def _much_from(here: Situation) -> dict[str, int]:
    """Return from which pain on a walk should end, by the pain before it."""
    given = ((pain, spike_from(pain, here.protocol)) for pain in range(LOWEST, HIGHEST + 1))
    return {str(pain): much for pain, much in given if much is not None}


def _pain(here: Situation, nrs: int) -> Pain:
    return Pain(
        id=walk_before.pain_id(ANY_WALK, Moment.BEFORE),
        at=here.now,
        zone=here.zone,
        moment=Moment.BEFORE,
        nrs=nrs,
        walk_id=ANY_WALK,
    )


def _sign(here: Situation, symptom: str) -> NewSymptom:
    """Return what is new in a leg before a walk."""
    return NewSymptom.model_validate(
        {
            "id": uuid5(ANY_WALK, f"leg {symptom}"),
            "at": here.now,
            "zone": here.zone,
            "symptom": symptom,
        }
    )


def _decided(
    here: Situation, told: Situation, heat: Heat, sessions: list[Session], *, careful: bool
) -> dict[str, Any]:
    """Return what the answers lead to, decided as it is with a connection."""
    begun = Begun(
        walk_id=ANY_WALK,
        at=here.now,
        day=here.today,
        session=walk_before.session_of(told.plan, None, offered(here.plan)),
        prescribed=walk_before.prescribed_of(told.plan),
        heat=heat,
    )
    page = walk_before.changed(told, begun)
    session: Session | None = begun.session if page is None else page["session"]
    if careful and session is not None:
        session = Session(min(session.minutes, here.protocol.flare.longest_min))
        heading, text = CAREFUL
        page = {
            "heading": heading,
            "text": text,
            **(page or {}),
            "go": f"Walk {short_words(session)}",
        }
    gate = None
    asks = False
    if page is not None:
        asks = bool(page.get("questions"))
        gate = {name: page.get(name, "") for name in ("heading", "text", "go")}
        gate["kind"] = "questions" if asks else "none" if session is None else "walk"
    if session is not None and session not in sessions:
        sessions.append(session)
    prescribed = begun.prescribed
    return {
        "gate": gate,
        "asks": asks,
        "walk": None if session is None else sessions.index(session),
        "prescribed": None if prescribed is None else prescribed.model_dump(mode="json"),
    }


def _gate(kind: str) -> dict[str, Any]:
    return {
        "back_url": reverse("walk-before"),
        "close_url": reverse("today"),
        "heading": HEADING,
        "text": TEXT,
        "session": kind == "walk",
        "signs": walk_before.TO_STOP_FOR,
        "questions": kind == "questions",
        "go": GO,
    }


def _walk(request: WalkerRequest, here: Situation, session: Session) -> dict[str, Any]:
    """Return the pages of one walk; what is carried and the ground change some of its cues."""
    begun = replace(_begun(here), session=session)
    guided: list[str] = []
    which: dict[str, int] = {}
    known: list[Timeline] = []
    for carrying, ground, heat in product(get_args(Carrying), get_args(Ground), Heat):
        if heat is Heat.VERY_HOT:
            continue  # there is no walk then
        answered = replace(begun, carrying=carrying, ground=ground, heat=heat)
        plan = laid_out(here, answered)
        if plan not in known:
            known.append(plan)
            guided.append(_page(request, "walk", answered))
        which[f"{carrying} {ground} {heat.value}"] = known.index(plan)
    return {
        "which": which,
        "guided": packed(guided),
        "pages": _pages(request, begun, OF_A_WALK),
    }


def _begun(here: Situation) -> Begun:
    """Return a walk of that day that stands for each that can begin."""
    session = offered(here.plan)
    assert session is not None
    return Begun(
        walk_id=ANY_WALK,
        at=ANY_MOMENT,
        day=here.today,
        session=session,
        prescribed=None,
        set_out=True,
    )


def _pages(request: WalkerRequest, begun: Begun, names: Iterable[str]) -> dict[str, str]:
    return {reverse(name, args=[ANY_WALK]): _page(request, name, begun) for name in names}


def _page(request: WalkerRequest, name: str, begun: Begun) -> str:
    return page_on(request, begun.day, reverse(name, args=[ANY_WALK]), begun) or ""


def packed(texts: Sequence[str]) -> dict[str, Any]:
    """Return texts that are mostly alike with what all of them share told once.

    Each is ``head + middle + tail``.
    """
    head = texts[0][: _shared(texts)]
    rest = [text[len(head) :] for text in texts]
    backwards = _shared([text[::-1] for text in rest])
    middles = [text[: len(text) - backwards] for text in rest]
    return {"head": head, "middles": middles, "tail": rest[0][len(middles[0]) :]}


def _shared(texts: Sequence[str]) -> int:
    """Return how many first characters are the same in all of them."""
    least, most = min(texts), max(texts)
    pairs = enumerate(zip(least, most, strict=False))
    return next((at for at, (one, other) in pairs if one != other), min(map(len, texts)))


def _json(moment: datetime) -> str:
    return moment.isoformat().replace("+00:00", "Z")
