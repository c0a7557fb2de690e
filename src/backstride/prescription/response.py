"""How the back took a walk: spike, amber, soreness or settled."""

from __future__ import annotations

from typing import NamedTuple

from backstride.prescription.plan import Response
from backstride.prescription.protocol import ResponseRules


class Answers(NamedTuple):
    """The pain answers around one walk, NRS 0-10; None where one is lacking.

    ``symptom`` tells of something new in a leg (pain, numbness, weakness).
    """

    before: int | None
    worst: int | None
    after: int | None
    symptom: bool = False


class Classified(NamedTuple):
    """A response, with the rise ``d`` and the worst pain ``a`` that decided it."""

    response: Response
    rise: int
    worst: int


def classify(
    answers: Answers, rules: ResponseRules, *, usual: float | None = None
) -> Classified | None:
    """Classify the pain response to one walk, in the fixed order of the protocol.

    Parameters
    ----------
    answers : Answers
    rules : ResponseRules
    usual : float or None
        Usual pain; stands in for a lacking answer before the walk, so that a strong answer
        afterwards is never overlooked.

    Returns
    -------
    Classified or None
        None while there is nothing to go by: no answer after the start of the walk, or
        neither an answer before it nor a usual pain. A new leg symptom is a spike whatever
        else was answered.

    Notes
    -----
    Source: evidence sheet section 4, tests 1 to 4 in this order. ``d`` = worst - before,
    ``a`` = worst.

    Deviations: where the answer after the walk (or before it) is higher than the worst on
    the way, the highest counts, so that raising any answer never softens the response.
    """
    before, worst, after, symptom = answers
    given = [nrs for nrs in (worst, after) if nrs is not None]
    if before is None and usual is not None:
        before = int(usual + 0.5)
    if not given or before is None:
        if not symptom:
            return None
        level = max([*given, before or 0])
        return Classified(Response.SPIKE, max(0, level - (before or level)), level)
    peak = max(before, *given)
    rise = peak - before
    if (
        symptom
        or (rise >= rules.spike_rise and peak >= rules.spike_worst)
        or (rise >= rules.strong_rise and peak >= rules.strong_worst)
    ):
        return Classified(Response.SPIKE, rise, peak)
    if (rise >= rules.amber_rise and peak >= rules.amber_worst) or rise >= rules.amber_steep_rise:
        return Classified(Response.AMBER, rise, peak)
    if rise >= rules.soreness_rise:
        return Classified(Response.SORENESS, rise, peak)
    return Classified(Response.SETTLED, rise, peak)
