"""Endpoints for what a phone measures on a walk: which chunks are here, more of them, forget it."""

from __future__ import annotations

from typing import cast
from uuid import UUID

from django.http import HttpRequest
from ninja import Router, Schema, Status

from backstride.recordings import RecordingError
from backstride.site import sensed
from backstride.site.request import WalkerRequest

router = Router()


class Motion(Schema):
    """What is here of a walk's recording: how far it is, and the runs of chunk numbers."""

    state: sensed.State
    chunks: list[tuple[int, int]]


class Refused(Schema):
    """Why chunks were not taken, in words."""

    detail: str


CHUNKS = {
    "requestBody": {
        "required": True,
        "content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}},
    }
}


@router.get("/{walk_id}/motion", response=Motion, summary="Which chunks of a recording are here")
def arrived(request: HttpRequest, walk_id: UUID) -> Motion:
    """Say how far a walk's recording has come; what is complete by now is put together."""
    asked = cast(WalkerRequest, request)
    return _told(sensed.settle(asked.walker, walk_id, now=asked.now))


@router.post(
    "/{walk_id}/motion",
    response={200: Motion, 409: Refused, 410: Refused, 413: Refused, 422: Refused},
    summary="Add chunks to the recording of a walk",
    openapi_extra=CHUNKS,
)
def add_chunks(request: HttpRequest, walk_id: UUID) -> Motion | Status[dict[str, str]]:
    """Store chunks, one behind the other in the body; sending one again changes nothing."""
    asked = cast(WalkerRequest, request)
    if int(request.META.get("CONTENT_LENGTH") or 0) > sensed.REQUEST_BYTES:
        return _refused(413, f"At most {sensed.REQUEST_BYTES // 1024} kB at once.")
    try:
        return _told(sensed.take(asked.walker, walk_id, request.body, now=asked.now))
    except RecordingError as error:
        return _refused(422, error.refusal.words)
    except sensed.TooMuchError as error:
        return _refused(413, str(error))
    except sensed.ForgottenError as error:
        return _refused(410, str(error))
    except sensed.NotTakenError as error:
        return _refused(409, str(error))


@router.delete("/{walk_id}/motion", response=Motion, summary="Forget an unfinished recording")
def forget(request: HttpRequest, walk_id: UUID) -> Motion:
    """Delete what has arrived, and take no more of it; a finished recording stays."""
    asked = cast(WalkerRequest, request)
    sensed.forget(asked.walker, walk_id, now=asked.now)
    return _told(sensed.settle(asked.walker, walk_id, now=asked.now))


def _told(arrived: sensed.Arrived) -> Motion:
    return Motion(state=arrived.state, chunks=list(arrived.ranges))


def _refused(status: int, words: str) -> Status[dict[str, str]]:
    return Status(status, {"detail": words})
