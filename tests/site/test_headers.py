"""What every answer carries, and which requests are turned away."""

from __future__ import annotations

import pytest
from django.test import Client


@pytest.fixture
def policy(stranger: Client) -> dict[str, str]:
    response = stranger.get("/sign-in/")
    parts = (part.strip().partition(" ") for part in response["Content-Security-Policy"].split(";"))
    return {name: value for name, _, value in parts}


@pytest.mark.parametrize(
    ("directive", "value"),
    [
        ("default-src", "'self'"),
        ("media-src", "'self' blob:"),
        ("form-action", "'self'"),
        ("frame-ancestors", "'none'"),
        ("base-uri", "'none'"),
        ("object-src", "'none'"),
    ],
)
def test_a_page_may_use_only_what_the_site_serves(
    policy: dict[str, str], directive: str, value: str
) -> None:
    assert policy[directive] == value


def test_nothing_inline_and_nothing_from_elsewhere_is_let_in(policy: dict[str, str]) -> None:
    allowed = " ".join(policy.values())
    assert "unsafe" not in allowed
    assert "http" not in allowed
    assert "*" not in allowed


@pytest.mark.parametrize(
    ("header", "value"),
    [
        ("Referrer-Policy", "same-origin"),
        ("X-Content-Type-Options", "nosniff"),
        ("X-Frame-Options", "DENY"),
        ("Cross-Origin-Opener-Policy", "same-origin"),
        ("Cross-Origin-Resource-Policy", "same-origin"),
        ("Cache-Control", "private, no-cache"),
    ],
)
def test_every_page_carries_it(stranger: Client, header: str, value: str) -> None:
    assert stranger.get("/sign-in/")[header] == value


def test_a_page_cannot_turn_on_camera_or_microphone(stranger: Client) -> None:
    allowed = stranger.get("/sign-in/")["Permissions-Policy"]
    assert "camera=()" in allowed
    assert "microphone=()" in allowed


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:8765", "10.0.0.7", "localhost.evil"]
)
def test_it_turns_away_requests_under_another_name(
    host: str, caplog: pytest.LogCaptureFixture
) -> None:
    assert Client(headers={"host": host}).get("/sign-in/").status_code == 400
    # Whatever looks around in a network does not fill the terminal.
    assert caplog.records == []


@pytest.mark.parametrize("host", ["localhost:8765", "127.0.0.1:8765", "[::1]:8765"])
def test_it_answers_under_the_names_of_this_machine(host: str) -> None:
    assert Client(headers={"host": host}).get("/sign-in/").status_code == 200
