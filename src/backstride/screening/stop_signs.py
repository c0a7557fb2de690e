"""What ends a walk at once, in words for the guided page."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class StopSign:
    """Something that ends a walk.

    Parameters
    ----------
    id : str
    label : str
        What the person notices, short enough for a button or a row.
    do : str
        What to do now.
    question_ids : tuple of str
        The safety questions to answer afterwards, the one that fits best first.
    emergency : bool
        Whether the emergency number belongs on the same page.
    """

    id: str
    label: str
    do: str
    question_ids: tuple[str, ...]
    emergency: bool = False


_CALL = "Stop and sit down. Call the emergency number, or ask someone near you to call."

STOP_SIGNS: tuple[StopSign, ...] = (
    StopSign(
        "chest",
        "Chest pain, or much too little breath",
        _CALL,
        ("q05",),
        emergency=True,
    ),
    StopSign("faint", "You fainted, or are about to", _CALL, ("q05",), emergency=True),
    StopSign(
        "stroke",
        "Face, arm, leg or speech suddenly not right",
        _CALL,
        ("q05",),
        emergency=True,
    ),
    StopSign(
        "palpitations",
        "Your heart races or stumbles",
        "Stop and sit down. If it does not calm down within a few minutes, or you feel "
        "unwell with it, call the emergency number. Otherwise speak to a doctor today.",
        ("q05", "q16"),
        emergency=True,
    ),
    StopSign(
        "leg",
        "A leg is weak or numb",
        "Stop and sit down. Take the shortest way home when you can, or ask someone to "
        "fetch you. Then answer the safety questions.",
        ("q04", "q03", "q01", "q02"),
    ),
    StopSign(
        "back",
        "Your back hurts much more than when you set out",
        "Slow down and end the walk gently. Hurting more usually does not mean that something "
        "is wrong in your back. We ask a few questions afterwards.",
        ("q04", "q03", "q01", "q02"),
    ),
    StopSign(
        "calf",
        "One calf hurts in a new way",
        "Stop and rest. Do not rub or stretch it. Then answer the safety questions.",
        ("q14",),
    ),
)
"""Evidence section 5, last lines: question 5, new leg weakness or numbness, a spike,
calf pain, palpitations. The words are ours."""
