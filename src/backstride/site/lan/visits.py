"""Who may be connected at once, for how long, and who has to go when another comes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

MOST = 64
"""Connections at once (judgement): a household with many tabs."""

MOST_OF_ONE = 12
"""Of one address (judgement): a browser opens six; two of them on one device."""

FIRST_S = 10.0
"""From the connection to the end of the first request's head (judgement); it comes at once."""

SILENCE_S = 180.0
"""Without a byte either way (judgement): longer than any answer takes."""

HELLO_S = 1.0
"""Whoever came so lately may be about to ask (judgement), and goes after all others."""

IDLE_S = 5.0
"""Silent so long, a connection may have to make room for another (judgement)."""


@dataclass(slots=True, eq=False)
class Visit:
    """One connection.

    Parameters
    ----------
    address : str
        Whose.
    begun, last : float
        When it began, and when something was last said either way; seconds of one clock.
    asked : bool
        Whether the head of its first request has come.
    """

    address: str
    begun: float
    last: float
    asked: bool = False


class Visits:
    """All connections there are."""

    def __init__(self) -> None:
        self._all: list[Visit] = []

    def __len__(self) -> int:
        return len(self._all)

    def let_in(self, address: str, now: float) -> tuple[Visit | None, Visit | None]:
        """Let one more in, if there is room or can be; return it, and who has to go for it.

        Whoever has more than their share makes room themselves. First goes who has not asked
        for anything, then who has been silent for longest, last who has only just come. Where
        nobody can go, nobody comes.
        """
        own = [each for each in self._all if each.address == address]
        goes = None
        if len(own) >= MOST_OF_ONE or len(self._all) >= MOST:
            goes = _idlest(own if len(own) >= MOST_OF_ONE else self._all, now)
            if goes is None:
                return None, None
            self.over(goes)
        comes = Visit(address, now, now)
        self._all.append(comes)
        return comes, goes

    def over(self, visit: Visit) -> None:
        """Note that a connection is closed."""
        if visit in self._all:
            self._all.remove(visit)

    def overdue(self, now: float) -> tuple[Visit, ...]:
        """Return those that have asked for nothing in time, or have been silent too long."""
        return tuple(
            each
            for each in self._all
            if now - each.last >= SILENCE_S or (not each.asked and now - each.begun >= FIRST_S)
        )


def _idlest(visits: Iterable[Visit], now: float) -> Visit | None:
    """Return the connection that is needed least; None where all are at work."""
    spare = [each for each in visits if not each.asked or now - each.last >= IDLE_S]

    def need(visit: Visit) -> tuple[bool, bool, float]:
        is_new = not visit.asked and now - visit.begun < HELLO_S
        return is_new, visit.asked, visit.last

    return min(spare, key=need, default=None)
