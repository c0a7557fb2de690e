"""What a request may bring, by its address and by who sends it."""

from __future__ import annotations

import json
from typing import NamedTuple

import pytest
from django.conf import settings
from django.test import Client
from waitress.adjustments import Adjustments  # type: ignore[import-untyped]  # no annotations

from backstride.site import bodies, room, upload_keys
from backstride.site.models import Walker
from tests.site.conftest import NOW

MUCH = 3 * bodies.SMALL_BYTES


class Sent(NamedTuple):
    """What the server made of a request: what it says at once, and what it keeps."""

    status: int
    said: str
    kept: int


def parser() -> bodies.Parser:
    return bodies.Parser(Adjustments(max_request_body_size=settings.REQUEST_MAX_BYTES))


def became_of(reading: bodies.Parser) -> Sent:
    kept = len(reading.get_body_stream().read())
    reading.close()
    if reading.error is None:
        return Sent(200, "", kept)
    status, _, body = reading.error.to_response("")
    return Sent(int(status.split()[0]), body.decode(), kept)


def send(path: str, size: int, **headers: str) -> Sent:
    reading = parser()
    given = {"Host": "127.0.0.1", "Content-Length": str(size), **headers}
    lines = [f"POST {path} HTTP/1.1", *(f"{name}: {value}" for name, value in given.items())]
    reading.received("\r\n".join([*lines, "", ""]).encode())
    while not reading.completed:
        reading.received(b"x" * bodies.SMALL_BYTES)
    return became_of(reading)


@pytest.mark.parametrize("path", ["/sign-in/", "/", "/walked/", "/api/plan", "/walked/files/read/"])
def test_nobody_brings_more_than_a_form_needs(client: Client, path: str) -> None:
    cookie = f"{settings.SESSION_COOKIE_NAME}={client.session.session_key}"
    assert send(path, bodies.SMALL_BYTES, Cookie=cookie).status == 200
    assert send(path, MUCH, Cookie=cookie)[::2] == (413, 0)


@pytest.mark.parametrize("path", ["/walked/files/", "/routes/", "/api/events"])
def test_files_are_taken_from_whoever_is_signed_in(
    client: Client, walker: Walker, path: str
) -> None:
    cookie = f"{settings.SESSION_COOKIE_NAME}={client.session.session_key}"
    assert send(path, MUCH, Cookie=f"a=b; {cookie}").kept == MUCH
    walker.owner.set_password("another password ends the session")
    walker.owner.save()
    for other in (cookie, f"{settings.SESSION_COOKIE_NAME}=guessed", "", "a b;;=c"):
        assert send(path, MUCH, Cookie=other)[::2] == (401, 0)


def test_a_program_needs_a_key_that_is_in_use_and_is_answered_in_json(walker: Walker) -> None:
    key, text = upload_keys.make_key(walker, "phone", now=NOW)
    assert send("/api/uploads", MUCH, Authorization=f"Bearer {text}").kept == MUCH
    upload_keys.revoke(key, now=NOW)
    refused = send("/api/uploads", MUCH, Authorization=f"Bearer {text}")
    assert (refused.status, refused.kept) == (401, 0)
    assert "a key that is in use" in json.loads(refused.said)["detail"]


def test_on_a_disk_that_is_nearly_full_nothing_large_begins(
    walker: Walker, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, text = upload_keys.make_key(walker, "phone", now=NOW)
    monkeypatch.setattr(room, "LEAST_FREE_BYTES", 10**18)
    refused = send("/api/uploads", MUCH, Authorization=f"Bearer {text}")
    assert (refused.status, refused.kept) == (507, 0)
    assert "too little room" in json.loads(refused.said)["detail"]


def test_whoever_asks_before_sending_is_told_at_once(db: None) -> None:
    reading = parser()
    head = f"POST /sign-in/ HTTP/1.1\r\nContent-Length: {MUCH}\r\nExpect: 100-continue\r\n\r\n"
    reading.received(head.encode())
    assert (reading.completed, reading.expect_continue) == (True, False)
    assert became_of(reading).status == 413


def test_a_body_without_a_length_is_bounded_as_well(db: None) -> None:
    reading = parser()
    reading.received(b"POST /sign-in/ HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n")
    pieces = 0
    while not reading.completed and pieces < 20:
        reading.received(b"40000\r\n" + b"x" * 0x40000 + b"\r\n")
        pieces += 1
    assert pieces == 4  # with the lengths that stand between them
    assert became_of(reading).status == 413
