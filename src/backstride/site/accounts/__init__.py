"""Signing in with one-time links, made by somebody who has the machine; and signing out."""

from backstride.site.accounts.leaving import end_sessions
from backstride.site.accounts.links import (
    LINK_LIFE,
    OWNER,
    new_link,
    owner,
    redeem,
)

__all__ = ["LINK_LIFE", "OWNER", "end_sessions", "new_link", "owner", "redeem"]
