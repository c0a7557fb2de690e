"""Pain before a walk: go as planned, shorter, or ask a few questions first."""

from __future__ import annotations

from typing import NamedTuple

from backstride.prescription.protocol import Protocol
from backstride.prescription.session import Session
from backstride.prescription.usual import Yardstick


class Gated(NamedTuple):
    """What pain before a walk asks for: a short easy version, safety questions, or neither."""

    short: bool
    questions: bool


def gate(before: int, measure: Yardstick, protocol: Protocol) -> Gated:
    """Judge the answer before a walk against the person's own usual pain.

    Parameters
    ----------
    before : int
        Pain before the walk, NRS 0-10.
    measure : Yardstick
        Usual pain and tolerance of the day.
    protocol : Protocol

    Notes
    -----
    Evidence section 4 (judgement): a short version from ``u + T`` on, or from 8 on where
    that is above usual; questions from 8 on where it is 2 or more above usual. Someone
    whose usual is 7 walks the plan at 7. While nothing is known of the usual pain, 8 and
    more asks for both.
    """
    rules = protocol.gate
    usual, tolerance = measure
    strong = before >= rules.strong_nrs
    if usual is None:
        return Gated(strong, strong)
    return Gated(
        before >= usual + tolerance or (strong and before > usual),
        strong and before >= usual + rules.strong_rise,
    )


def short_session(planned: int, protocol: Protocol) -> Session:
    """The short easy version of a walk: 10 minutes, or half of a walk that has no more.

    Evidence section 4 names 5 to 10 minutes, never more than the plan. The half is judgement:
    10 minutes of 10 would be called shorter, and would not be.
    """
    rules = protocol.flare
    if planned > rules.longest_min:
        return Session(rules.longest_min)
    return Session(min(planned, max(rules.shortest_min, planned // 2)))
