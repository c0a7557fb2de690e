"""Ending sessions: one's own on this device, or those on all others."""

from __future__ import annotations

from datetime import datetime, timedelta
from hashlib import sha256

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session
from django.db import transaction
from django.http import HttpRequest

from backstride.site.models import EndedSession, User


def end_sessions(user: User, *, now: datetime, but: str | None = None) -> int:
    """End the sessions of an account, and say how many browsers were signed out.

    Sign-in links of the account that nobody has opened open nothing any more. Upload keys are
    no sessions, and stay. Each browser is remembered for as long as it may come with the session
    that is over, see `was_ended`.

    Parameters
    ----------
    user : User
        Whose sessions.
    now : datetime
        The present moment.
    but : str, optional
        Key of the session that goes on: that of the browser which asks.
    """
    with transaction.atomic():
        # A session does not say in a column whose it is. A household has few.
        ended = [
            session.session_key
            for session in Session.objects.exclude(session_key=but or "")
            if session.get_decoded().get(SESSION_KEY) == str(user.pk)
        ]
        Session.objects.filter(session_key__in=ended).delete()
        EndedSession.objects.bulk_create(
            (EndedSession(key_sha256=_hash(key), ended=now) for key in ended), ignore_conflicts=True
        )
        forgotten = now - timedelta(seconds=settings.SESSION_COOKIE_AGE)
        EndedSession.objects.filter(ended__lt=forgotten).delete()
        user.sign_in_links.filter(used=None).delete()
    return len(ended)


def was_ended(request: HttpRequest) -> bool:
    """Whether this browser comes with a session that was ended from another device."""
    key = request.COOKIES.get(settings.SESSION_COOKIE_NAME, "")
    return bool(key) and EndedSession.objects.filter(key_sha256=_hash(key)).exists()


def _hash(key: str) -> str:
    return sha256(key.encode()).hexdigest()
