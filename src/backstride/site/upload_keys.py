"""Keys with which a phone hands in files: shown once, kept as a hash, revoked at any time."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta
from hashlib import sha256

from backstride.site.models import UploadKey, Walker

PREFIX = "backstride-"
"""So that whoever finds such a key knows what it is of."""

KEY_BYTES = 32
MOST_KEYS = 20
"""Keys of one walker that are in use (judgement)."""

WINDOW = timedelta(hours=1)
MOST_IN_WINDOW = 120
"""Hand-ins with one key in an hour (judgement): one every half minute."""


class TooManyKeysError(ValueError):
    """There are as many keys in use as there may be."""


def make_key(walker: Walker, name: str, *, now: datetime) -> tuple[UploadKey, str]:
    """Make a key and return it with its text, which is stored nowhere.

    Raises
    ------
    TooManyKeysError
        If the walker has `MOST_KEYS` in use.
    """
    if walker.upload_keys.filter(revoked=None).count() >= MOST_KEYS:
        raise TooManyKeysError(f"There are {MOST_KEYS} keys. Take one back first.")
    text = PREFIX + secrets.token_urlsafe(KEY_BYTES)
    made = UploadKey.objects.create(walker=walker, name=name, key_sha256=_hash(text), created=now)
    return made, text


def key_of(text: str) -> UploadKey | None:
    """Return the key in use that has this text; None where there is none."""
    return (
        UploadKey.objects.select_related("walker__preferences", "walker__owner")
        .filter(key_sha256=_hash(text), revoked=None, walker__owner__is_active=True)
        .first()
    )


def used(key: UploadKey, *, now: datetime) -> bool:
    """Note that a key is used; False where it was used too often in the last hour."""
    if key.used.filter(begun__gt=now - WINDOW).count() >= MOST_IN_WINDOW:
        return False
    key.last_used = now
    key.save(update_fields=["last_used"])
    return True


def revoke(key: UploadKey, *, now: datetime) -> None:
    """Take a key back; nothing can be handed in with it any more."""
    if key.revoked is None:
        key.revoked = now
        key.save(update_fields=["revoked"])


def _hash(text: str) -> str:
    # The text is drawn at random and long: there is nothing a slow hash would protect.
    return sha256(text.encode()).hexdigest()
