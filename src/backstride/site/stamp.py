"""Which diary and which day something was made for, to be compared without reading it."""

from __future__ import annotations

from datetime import date

from backstride.site import store
from backstride.site.models import Walker

LAID_OUT = "X-Laid-Out"
"""Header that carries it."""


def stamp(walker: Walker, on: date) -> str:
    """Return what is different once the diary or the day is another."""
    return f"{store.mark(walker)} {on.isoformat()}"
