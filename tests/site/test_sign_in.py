"""Signing in with a one-time link, and out."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
from click.testing import CliRunner
from django.conf import settings
from django.test import Client

from backstride.cli import main as backstride
from backstride.site import accounts, clock, upload_keys
from backstride.site.accounts import views
from backstride.site.models import EndedSession, SignInLink, User, Walker
from tests.site.conftest import browser_of


@pytest.fixture(autouse=True)
def _nobody_tried_before() -> Iterator[None]:
    views.wrong.clear()
    yield
    views.wrong.clear()


def link(user: User, now: datetime) -> str:
    return f"/sign-in/{accounts.new_link(user, now=now)}/"


def test_it_signs_in_whoever_opens_the_link(stranger: Client, owner: User, now: datetime) -> None:
    response = stranger.get(link(owner, now))
    assert (response.status_code, response["Location"]) == (302, "/")
    assert stranger.session["_auth_user_id"] == str(owner.pk)


def test_it_signs_in_once_only(stranger: Client, owner: User, now: datetime) -> None:
    address = link(owner, now)
    stranger.get(address)
    response = Client(headers={"host": "127.0.0.1"}).get(address)
    assert response.status_code == 410
    assert not [name for name in response.cookies if "session" in name]
    assert "backstride sign-in" in response.text


def test_opening_a_used_link_again_while_signed_in_leads_on(
    stranger: Client, owner: User, now: datetime
) -> None:
    address = link(owner, now)
    stranger.get(address)
    assert stranger.get(address)["Location"] == "/"


def test_it_does_not_sign_in_after_fifteen_minutes(
    stranger: Client, owner: User, now: datetime
) -> None:
    address = link(owner, now)
    with clock.standing_at(now + timedelta(minutes=15)):
        assert stranger.get(address).status_code == 410
    with clock.standing_at(now + timedelta(minutes=14, seconds=59)):
        assert stranger.get(address).status_code == 302


def test_looking_at_the_link_without_opening_it_uses_nothing_up(
    stranger: Client, owner: User, now: datetime
) -> None:
    address = link(owner, now)
    assert stranger.head(address).status_code == 405
    assert stranger.get(address).status_code == 302


def test_the_database_holds_no_link_that_could_be_used(owner: User, now: datetime) -> None:
    token = accounts.new_link(owner, now=now)
    (stored,) = SignInLink.objects.values()
    assert token not in str(stored)


def test_links_past_their_time_are_thrown_away(owner: User, now: datetime) -> None:
    accounts.new_link(owner, now=now)
    accounts.new_link(owner, now=now + timedelta(hours=1))
    assert SignInLink.objects.count() == 1


def test_it_does_not_sign_in_an_account_that_was_closed(
    stranger: Client, owner: User, now: datetime
) -> None:
    address = link(owner, now)
    User.objects.filter(pk=owner.pk).update(is_active=False)
    assert stranger.get(address).status_code == 410


def test_after_twenty_wrong_links_the_next_wrong_one_waits_a_minute(
    stranger: Client, db: None
) -> None:
    for number in range(20):
        assert stranger.get(f"/sign-in/guess-{number}/").status_code == 410
    assert stranger.get("/sign-in/one-more/").status_code == 429
    with clock.standing_at(clock.now() + timedelta(minutes=1)):
        assert stranger.get("/sign-in/one-more/").status_code == 410


def test_wrong_links_without_end_do_not_lock_the_owner_out(
    stranger: Client, owner: User, now: datetime
) -> None:
    for number in range(25):
        stranger.get(f"/sign-in/guess-{number}/")
    assert stranger.get(link(owner, now)).status_code == 302


def test_a_stranger_is_led_to_the_page_that_says_how_to_sign_in(stranger: Client, db: None) -> None:
    response = stranger.get("/plan/")
    assert (response.status_code, response["Location"]) == (302, "/sign-in/?next=/plan/")
    page = stranger.get(response["Location"])
    assert "backstride sign-in" in page.text


def test_a_stranger_of_the_network_learns_no_folder_of_this_machine(
    stranger: Client, db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "/usr/bin:/bin")
    here = stranger.get("/sign-in/").text
    assert f"{sys.prefix}/bin/backstride sign-in" in here
    there = stranger.get("/sign-in/", secure=True).text
    assert "make serve" in there
    assert sys.prefix not in there


def test_a_form_that_came_too_late_is_told_and_its_page_comes_back(
    stranger: Client, owner: User, now: datetime
) -> None:
    late = stranger.post("/worse/", {})
    assert late.status_code == 401
    assert "What you have just sent was not saved." in late.text
    assert "backstride sign-in" in late.text
    assert "not saved" in stranger.get("/sign-in/").text
    assert stranger.get(link(owner, now))["Location"] == "/worse/"
    stranger.post("/sign-out/")
    assert "not saved" not in stranger.get("/sign-in/").text


@pytest.mark.parametrize("path", ["/sign-out/", "/sign-out/elsewhere/", "//elsewhere.example/"])
def test_it_leads_back_only_to_a_page_of_its_own(
    stranger: Client, owner: User, now: datetime, path: str
) -> None:
    session = stranger.session
    session["unsent"] = path
    session.save()
    assert stranger.get(link(owner, now))["Location"] == "/"


def test_signing_out_ends_the_session(client: Client) -> None:
    asked = client.get("/sign-out/")
    assert "Sign out here" in asked.text
    assert "_auth_user_id" in client.session
    answer = client.post("/sign-out/")
    assert answer["Location"] == "/sign-in/?left=yes"
    # Nothing that Back could show; what waits to be sent is not a matter for the site.
    assert answer["Clear-Site-Data"] == '"cache"'
    assert "_auth_user_id" not in client.session
    assert "You are signed out" in client.get(answer["Location"]).text


def test_signing_out_once_more_leads_to_the_same_page(stranger: Client, db: None) -> None:
    assert stranger.get("/sign-out/")["Location"] == "/sign-in/"
    assert stranger.get("/sign-out/elsewhere/")["Location"].startswith("/sign-in/")
    assert stranger.post("/sign-out/")["Location"] == "/sign-in/?left=yes"


def test_signing_out_everywhere_else_leaves_this_browser_others_and_keys(
    client: Client, other_client: Client, walker: Walker, now: datetime
) -> None:
    phone = browser_of(walker.owner)
    waiting = link(walker.owner, now)
    key, _ = upload_keys.make_key(walker, "watch", now=now)
    assert "Upload keys (1 in use)" in client.get("/sign-out/elsewhere/").text
    page = client.post("/sign-out/elsewhere/", follow=True)
    assert "Signed out everywhere else: 1 browser. The upload keys stay." in page.text
    assert phone.get("/settings/").status_code == 302
    assert phone.get(waiting).status_code == 410
    assert [each.get("/settings/").status_code for each in (client, other_client)] == [200, 200]
    key.refresh_from_db()
    assert key.revoked is None
    # That browser is told so, whichever page it opens first; nobody else is.
    assert "signed out from another one" in phone.get("/settings/", follow=True).text
    assert "signed out from another one" in phone.get("/sign-in/").text
    fresh = Client(headers={"host": "127.0.0.1"})
    assert "signed out from another one" not in fresh.get("/", follow=True).text
    phone.get(link(walker.owner, now))
    assert phone.get("/settings/").status_code == 200
    assert "signed out from another one" not in phone.post("/sign-out/", follow=True).text
    page = client.post("/sign-out/elsewhere/", {"keys": "on"}, follow=True)
    assert "there was nobody. The upload keys were taken back." in page.text
    key.refresh_from_db()
    assert key.revoked == now


@pytest.mark.parametrize("first", ["/api/events", "/offline/", "/help/", "/nowhere/"])
def test_whatever_a_browser_asks_for_first_it_learns_that_it_was_signed_out(
    walker: Walker, now: datetime, first: str
) -> None:
    phone = browser_of(walker.owner)
    accounts.end_sessions(walker.owner, now=now)
    phone.get(first)
    assert "signed out from another one" in phone.get("/", follow=True).text


def test_a_session_that_was_ended_is_known_for_as_long_as_its_cookie_lasts(
    walker: Walker, now: datetime
) -> None:
    phone = browser_of(walker.owner)
    cookie = phone.cookies.output(header="")
    accounts.end_sessions(walker.owner, now=now)
    (ended,) = EndedSession.objects.all()
    assert ended.key_sha256 not in cookie
    assert "signed out from another one" in phone.post("/worse/").text
    later = now + timedelta(seconds=settings.SESSION_COOKIE_AGE, minutes=1)
    accounts.end_sessions(walker.owner, now=later)
    assert not EndedSession.objects.exists()


def test_the_terminal_signs_out_every_browser_of_one_account(
    client: Client, other_client: Client, walker: Walker, now: datetime
) -> None:
    key, _ = upload_keys.make_key(walker, "watch", now=now)
    told = CliRunner().invoke(backstride, ["sign-out"])
    assert told.exit_code == 0, told.output
    assert "Signed out: 1 browser." in told.output
    assert "Upload keys stay." in told.output
    assert client.get("/settings/").status_code == 302
    assert other_client.get("/settings/").status_code == 200
    told = CliRunner().invoke(backstride, ["sign-out", "--walker", "other", "--keys"])
    assert "Signed out: 1 browser." in told.output
    assert other_client.get("/settings/").status_code == 302
    key.refresh_from_db()
    assert key.revoked is None
    assert CliRunner().invoke(backstride, ["sign-out", "--walker", "nobody"]).exit_code == 2


def test_signing_out_needs_a_form_of_the_site(owner: User) -> None:
    browser = Client(enforce_csrf_checks=True, headers={"host": "127.0.0.1"})
    browser.force_login(owner)
    refused = browser.post("/sign-out/")
    assert refused.status_code == 403
    assert "Nothing was changed." in refused.text
    assert "_auth_user_id" in browser.session


def test_the_session_outlives_the_browser_and_scripts_cannot_read_it(
    stranger: Client, owner: User, now: datetime
) -> None:
    response = stranger.get(link(owner, now))
    (cookie,) = [each for name, each in response.cookies.items() if "session" in name]
    assert cookie["httponly"] is True
    assert cookie["samesite"] == "Lax"
    assert cookie["max-age"] >= 180 * 24 * 3600
