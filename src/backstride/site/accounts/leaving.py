"""Ending sessions: one's own on this device, or those on all others."""

from __future__ import annotations

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session
from django.db import transaction

from backstride.site.models import User


def end_sessions(user: User, *, but: str | None = None) -> int:
    """End the sessions of an account, and say how many browsers were signed out.

    Sign-in links of the account that nobody has opened open nothing any more. Upload keys are
    no sessions, and stay.

    Parameters
    ----------
    user : User
        Whose sessions.
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
        user.sign_in_links.filter(used=None).delete()
    return len(ended)
