"""Signing in: one-time links, made by somebody who has the machine."""

from backstride.site.accounts.links import (
    LINK_LIFE,
    OWNER,
    new_link,
    owner,
    redeem,
)

__all__ = ["LINK_LIFE", "OWNER", "new_link", "owner", "redeem"]
