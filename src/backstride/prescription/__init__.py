"""Prescription: a protocol and a diary become a plan that names its reasons.

``plan = prescribe(diary, on=day)``: pure and deterministic, without clock, database or
randomness. It is a fold: ``state = advance(state, event)``, ``plan = decide(state, day)``.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from backstride.diary import AnyEvent
from backstride.prescription.decide import decide
from backstride.prescription.everyday import (
    Suggestion,
    Suggestions,
    everyday_suggestion,
    everyday_suggestions,
    recent_barriers,
)
from backstride.prescription.fold import State, advance, empty_state, fold
from backstride.prescription.gate import Gated, gate, short_session
from backstride.prescription.held_back import held_back
from backstride.prescription.if_then import if_then_plans, if_then_words
from backstride.prescription.plan import (
    Action,
    DayState,
    Figure,
    Judged,
    Opening,
    Outlook,
    Plan,
    PlannedDay,
    Reason,
    Response,
    Today,
    Week,
)
from backstride.prescription.prompt import Prompt, prompt_of
from backstride.prescription.protocol import (
    Protocol,
    ProtocolError,
    Rule,
    default_protocol,
    read_protocol,
    shipped_protocol,
)
from backstride.prescription.replanning import Replan, Replanning, replanning, replans_for
from backstride.prescription.response import Answers, Classified, classify
from backstride.prescription.rolling import ENOUGH_WALKS, FourWeeks, four_weeks
from backstride.prescription.session import Kind, Rung, Session
from backstride.prescription.usual import Yardstick, yardstick


def prescribe(diary: Iterable[AnyEvent], *, on: date, protocol: Protocol | None = None) -> Plan:
    """Make the plan of one day from a whole diary.

    Parameters
    ----------
    diary : iterable of AnyEvent
        The events, in any order of arrival, corrections and retractions among them.
    on : date
        The walker's local day.
    protocol : Protocol, optional
        The default protocol where none is given.

    Returns
    -------
    Plan
        The same plan that folding the events one by one and :func:`decide` give.
    """
    return decide(fold(diary, protocol), on)


__all__ = [
    "ENOUGH_WALKS",
    "Action",
    "Answers",
    "Classified",
    "DayState",
    "Figure",
    "FourWeeks",
    "Gated",
    "Judged",
    "Kind",
    "Opening",
    "Outlook",
    "Plan",
    "PlannedDay",
    "Prompt",
    "Protocol",
    "ProtocolError",
    "Reason",
    "Replan",
    "Replanning",
    "Response",
    "Rule",
    "Rung",
    "Session",
    "State",
    "Suggestion",
    "Suggestions",
    "Today",
    "Week",
    "Yardstick",
    "advance",
    "classify",
    "decide",
    "default_protocol",
    "empty_state",
    "everyday_suggestion",
    "everyday_suggestions",
    "fold",
    "four_weeks",
    "gate",
    "held_back",
    "if_then_plans",
    "if_then_words",
    "prescribe",
    "prompt_of",
    "read_protocol",
    "recent_barriers",
    "replanning",
    "replans_for",
    "shipped_protocol",
    "short_session",
    "yardstick",
]
