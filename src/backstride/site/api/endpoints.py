"""The endpoints under ``/api/``."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any, Literal, cast
from uuid import UUID

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from ninja import Body, NinjaAPI, Query, Schema, Status
from ninja.errors import AuthenticationError, HttpError
from ninja.security import django_auth

import backstride
from backstride.diary import (
    EARLIEST,
    LATEST,
    AnyEvent,
    Carrying,
    Ground,
    ahead_of,
    effective,
    read_event,
)
from backstride.guidance import Heat, Timeline, heat_advice
from backstride.prescription import default_protocol
from backstride.site import store
from backstride.site.accounts.required import API
from backstride.site.documents import PlanDocument, plan_document
from backstride.site.presentation.guiding import lay_out, needs_of
from backstride.site.presentation.questions import assessment_of
from backstride.site.request import WalkerRequest
from backstride.site.stamp import LAID_OUT, stamp

MOST_EVENTS = 1000
"""Events in one request (judgement): weeks of an outbox; a diary goes through the file import."""

SIGN_IN = "Nobody is signed in. Type `backstride sign-in` for a link, open it, then send again."

api = NinjaAPI(
    title="Backstride",
    version=backstride.__version__,
    description="The signed-in walker's plan and diary. Times are UTC, dates the walker's own.",
    # The page that shows the description fetches its parts from elsewhere; the
    # description itself does not.
    docs_url=None,
    auth=django_auth,
    urls_namespace=API,
)


class Detail(Schema):
    """Why there is no other answer, in words."""

    detail: str


class Taken(Schema):
    """What became of one event, in the order of sending."""

    id: UUID | None
    outcome: store.Outcome | Literal["refused"]
    message: str | None = None
    known: dict[str, Any] | None = None


@api.exception_handler(AuthenticationError)
def say_how_to_sign_in(request: HttpRequest, error: Exception) -> HttpResponse:
    """Answer whoever is not signed in."""
    return api.create_response(request, {"detail": SIGN_IN}, status=401)


FIRST_DAY, LAST_DAY = EARLIEST.date(), LATEST.date()
"""Days of which there can be a plan: those of a diary."""


@api.get("/plan", response=PlanDocument, summary="The plan for a day; without a day, today's")
def plan(
    request: HttpRequest, on: Annotated[date | None, Query(ge=FIRST_DAY, le=LAST_DAY)] = None
) -> PlanDocument:
    """Return what is prescribed, with the reason and the source of every number."""
    asked = cast(WalkerRequest, request)
    drawn = store.drawn(asked.walker, on or asked.today)
    return plan_document(drawn.plan, default_protocol(), drawn)


@api.get(
    "/timeline",
    response={200: Timeline, 409: Detail},
    summary="Today's walk, to the second",
)
def timeline(
    request: HttpRequest,
    heat: Heat | None = None,
    carrying: Carrying = "nothing",
    ground: Ground | None = None,
) -> Timeline | Status[dict[str, str]]:
    """Return the phases, parts and cues of today's walk.

    Where today has no walk, or it is too hot for one, the answer is 409 and says why.
    """
    asked = cast(WalkerRequest, request)
    made, diary = store.plan(asked.walker, asked.today), store.diary(asked.walker)
    session = made.today.session
    if session is None:
        why = " ".join(default_protocol().say(reason) for reason in made.today.reasons)
        return Status(409, {"detail": f"There is no walk today. {why}"})
    if heat is not None:
        advice = heat_advice(session, heat)
        if advice.session is None:
            return Status(409, {"detail": advice.words})
        session = advice.session
    person = needs_of(diary, assessment_of(diary, made), asked.today)
    return lay_out(session, person, asked.today, heat=heat, carrying=carrying, ground=ground)


@api.post(
    "/events",
    response=list[Taken],
    summary="Add events to the diary",
    openapi_extra={
        "requestBody": {
            "content": {
                "application/json": {
                    "schema": {
                        "type": "array",
                        "maxItems": MOST_EVENTS,
                        "items": {
                            "type": "object",
                            "description": "An event; `backstride diary schema` prints its form.",
                        },
                    }
                }
            }
        }
    },
)
def add_events(
    request: HttpRequest, response: HttpResponse, events: Body[list[dict[str, Any]]]
) -> list[Taken]:
    """Store the events that are new and well-formed; sending one again changes nothing.

    Each event is answered for itself, so that one that cannot be taken does not hold back
    those behind it: ``stored``, ``already`` (was there), ``conflict`` (another event with
    that id is stored and stays; ``known`` is what the diary says under it now) or ``refused``
    (the message says why).
    """
    if len(events) > MOST_EVENTS:
        raise HttpError(413, f"At most {MOST_EVENTS} events at once; send the rest afterwards.")
    asked = cast(WalkerRequest, request)
    read = [_read(each, asked.now) for each in events]
    good = [each for each in read if not isinstance(each, Taken)]
    outcomes = iter(store.append(asked.walker, good, source="api").outcomes)
    response[LAID_OUT] = stamp(asked.walker, asked.today)
    taken = [
        each if isinstance(each, Taken) else Taken(id=each.id, outcome=next(outcomes))
        for each in read
    ]
    if any(each.outcome == "conflict" for each in taken):
        _tell_known(asked, taken)
    return taken


@api.get("/diary.jsonl", summary="The whole diary, one event per line")
def diary_lines(request: HttpRequest) -> StreamingHttpResponse:
    """Return every event in the order of arrival, as JSON Lines."""
    return StreamingHttpResponse(
        store.lines(cast(WalkerRequest, request).walker),
        content_type="application/x-ndjson; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="backstride-diary.jsonl"'},
    )


def _tell_known(request: WalkerRequest, taken: list[Taken]) -> None:
    """Say what the diary holds where another event has the id, corrections worked in."""
    known = {event.id: event for event in effective(store.events(request.walker))}
    for each in taken:
        if each.outcome == "conflict" and each.id in known:
            each.known = known[each.id].model_dump(mode="json", exclude_none=True)


def _read(given: dict[str, Any], now: datetime) -> AnyEvent | Taken:
    found = read_event(given)
    if not isinstance(found, tuple):
        ahead = ahead_of(found, now)
        if ahead is None:
            return found
        found = (ahead,)
    return Taken(id=_id(given), outcome="refused", message=" ".join(str(each) for each in found))


def _id(given: dict[str, Any]) -> UUID | None:
    try:
        return UUID(str(given.get("id")))
    except ValueError:
        return None
