"""Handing in recordings with a key: for phones and programs that can send files."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePath
from typing import Any, Literal
from uuid import UUID

from django.core.exceptions import SuspiciousOperation, TooManyFilesSent
from django.core.files.uploadedfile import TemporaryUploadedFile, UploadedFile
from django.http import HttpRequest, HttpResponse
from django.http.multipartparser import MultiPartParserError
from ninja import Router, Schema, Status
from ninja.errors import HttpError
from ninja.security import HttpBearer

from backstride.recordings import Limits
from backstride.site import clock, handed_in, upload_keys
from backstride.site.imported import Outcome
from backstride.site.models import HandIn, UploadKey, Walker
from backstride.site.room import NoRoomError
from backstride.walks import Open

FORM = "multipart/form-data"
NAMED = "X-File-Name"
MOST_FILES = 20
"""Files of one request (judgement); more go in as a zip archive."""

TOO_MANY = f"At most {MOST_FILES} files at once; pack more into a zip."

NO_NAME = "a file"
NAMELESS = {"", ".", ".."}
"""What is left of a path that ends in no name."""

NO_KEY = (
    'This request has no key that is in use. Make one under Settings, "Files that come by '
    'themselves", and send it as: Authorization: Bearer <the key>.'
)

WAIT_S = 10.0
"""So long the answer waits for the files to be read (judgement)."""

BLOCK_BYTES = 1024 * 1024
RETRY_S = 600


class KeyAuth(HttpBearer):
    """Lets in whoever sends a key that is in use; a session or a cookie counts nothing here."""

    def authenticate(self, request: HttpRequest, token: str) -> UploadKey | None:
        """Return the key, or None."""
        return upload_keys.key_of(token)

    def __call__(self, request: HttpRequest) -> UploadKey:
        """Return the key that came with a request.

        Raises
        ------
        HttpError
            If there is none, or none in use.
        """
        key: UploadKey | None = super().__call__(request)
        if key is None:
            raise HttpError(401, NO_KEY)
        return key


router = Router(auth=KeyAuth())


class Result(Schema):
    """What became of one recording, or of one file that could not be read."""

    name: str
    outcome: Outcome
    words: str
    notices: list[str]
    questions: list[Open]
    walk_id: UUID | None


class Handed(Schema):
    """How far a hand-in is read, and what became of its files."""

    id: UUID
    state: Literal["reading", "done"]
    results: list[Result]


class Refused(Schema):
    """Why nothing was taken, in words."""

    detail: str


BODY = {
    "requestBody": {
        "required": True,
        "content": {
            "multipart/form-data": {
                "schema": {
                    "type": "object",
                    "properties": {
                        "file": {"type": "array", "items": {"type": "string", "format": "binary"}}
                    },
                }
            },
            "application/octet-stream": {"schema": {"type": "string", "format": "binary"}},
        },
    }
}


@router.post(
    "",
    response={200: Handed, 202: Handed, (400, 411, 413, 429, 507): Refused},
    summary="Hand in recordings, with a key",
    openapi_extra=BODY,
)
def add(request: HttpRequest, response: HttpResponse) -> Status[Any]:
    """Take in files: as fields of a form, or one file as the body, named by `X-File-Name`.

    Each ends as imported, joined, same, days (days of steps from a health export), open (it waits
    for an answer), not_a_walk or refused. 202 says that reading goes on; ask again under the id.
    """
    key = _key(request)
    now = clock.now()
    if not upload_keys.used(key, now=now):
        response["Retry-After"] = str(RETRY_S)
        return _refused(429, "This key was used very often in the last hour. Try again later.")
    length = request.META.get("CONTENT_LENGTH") or ""
    if not length.isdigit():
        return _refused(411, "Say how long the file is (Content-Length).")
    most = Limits().max_archive_bytes
    if int(length) > most:
        return _refused(413, f"At most {most // BLOCK_BYTES} MB at once.")
    try:
        uploads = _uploads(request, int(length))
    except TooManyFilesSent:
        return _refused(413, TOO_MANY)
    except (SuspiciousOperation, MultiPartParserError):
        return _refused(400, "The form could not be read. Send it again, or the file as the body.")
    if not uploads:
        return _refused(400, "There is no file in it.")
    if len(uploads) > MOST_FILES:
        return _refused(413, TOO_MANY)
    handed_in.resume(key.walker, now=now)
    try:
        made = handed_in.hand_in(key.walker, uploads, now=now, key=key)
    except NoRoomError as error:
        return _refused(error.status, str(error))
    done = handed_in.read_on(made, now=now, wait_s=WAIT_S)
    return Status(200 if done else 202, _told(made, done))


@router.get(
    "/{hand_in_id}",
    response={200: Handed, 404: Refused},
    summary="What became of recordings that were handed in with a key",
)
def look(request: HttpRequest, hand_in_id: UUID) -> Status[Any]:
    """Say how far a hand-in is read. A key sees what was handed in with it, and nothing else."""
    made = HandIn.objects.filter(pk=hand_in_id, key=_key(request)).first()
    if made is None:
        return _refused(404, "Nothing was handed in under this id with this key.")
    return Status(200, _told(made, handed_in.read_on(made, now=clock.now(), wait_s=0.0)))


def _key(request: HttpRequest) -> UploadKey:
    found: UploadKey = vars(request)["auth"]
    return found


def _uploads(request: HttpRequest, length: int) -> list[UploadedFile[Any]]:
    """Return the files of a form, or the body as a file."""
    if (request.content_type or "") == FORM:
        return [each for name in request.FILES for each in request.FILES.getlist(name)]
    given = PurePath(request.headers.get(NAMED) or request.GET.get("name") or "").name
    name = NO_NAME if given in NAMELESS else given
    body = TemporaryUploadedFile(name, request.content_type or "", length, None)
    written = 0
    for block in _blocks(request):
        body.write(block)
        written += len(block)
    body.seek(0)
    body.size = written
    return [body] if written else []


def _blocks(request: HttpRequest) -> Iterator[bytes]:
    while block := request.read(BLOCK_BYTES):
        yield block


def _told(made: HandIn, done: bool) -> dict[str, Any]:
    questions = _questions(made.walker, made)
    return {
        "id": made.id,
        "state": "done" if done else "reading",
        "results": [
            {
                "name": each.name,
                "outcome": each.outcome,
                "words": each.words,
                "notices": each.notices,
                "questions": questions.get(each.recording_id or 0, []),
                "walk_id": each.walk_id,
            }
            for each in handed_in.results_of(made)
        ],
    }


def _questions(walker: Walker, made: HandIn) -> dict[int, list[str]]:
    rows = walker.recordings.filter(handedresult__file__hand_in=made).distinct()
    return {row.pk: list(row.outcome["open"]) for row in rows}


def _refused(status: int, words: str) -> Status[dict[str, str]]:
    return Status(status, {"detail": words})
