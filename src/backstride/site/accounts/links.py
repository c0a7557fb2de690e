"""One-time links that sign somebody in."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta
from hashlib import sha256

from django.db import transaction

from backstride.site.models import SignInLink, User

OWNER = "owner"
"""Name of the account of the person who runs the installation."""

LINK_LIFE = timedelta(minutes=15)
"""How long a link waits to be opened (judgement): long enough to find the phone."""

TOKEN_BYTES = 32


def owner() -> User:
    """Return the owner's account; the first call makes it, without a password."""
    user, made = User.objects.get_or_create(username=OWNER)
    if made:
        user.set_unusable_password()
        user.save(update_fields=["password"])
    return user


def new_link(user: User, *, now: datetime) -> str:
    """Make a link for an account and return its token; only a hash of it is stored.

    Links of the account that are used or past their time go.
    """
    token = secrets.token_urlsafe(TOKEN_BYTES)
    with transaction.atomic():
        user.sign_in_links.filter(expires__lte=now).delete()
        SignInLink.objects.create(
            token_sha256=_hash(token), user=user, created=now, expires=now + LINK_LIFE
        )
    return token


def redeem(token: str, *, now: datetime) -> User | None:
    """Use up a link and return its account; None where it is unknown, used or too old."""
    with transaction.atomic():
        links = SignInLink.objects.filter(
            token_sha256=_hash(token), used__isnull=True, expires__gt=now
        )
        # One statement decides who was first, should the link be opened twice at once.
        if not links.update(used=now):
            return None
        link = SignInLink.objects.select_related("user").get(token_sha256=_hash(token))
    return link.user if link.user.is_active else None


def _hash(token: str) -> str:
    return sha256(token.encode()).hexdigest()
