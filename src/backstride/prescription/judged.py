"""A walk that was done, as the plan shows it: the answers, the response, the reasons."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from backstride.prescription.course import WalkRecord
from backstride.prescription.plan import Judged, Reason, Response


@lru_cache(maxsize=4096)
def judged(walk: WalkRecord) -> Judged:
    """Show a walk of the record with its reasons."""
    return Judged(
        walk_id=walk.walk_id,
        day=date.fromordinal(walk.day),
        minutes=walk.minutes,
        full_dose=walk.full,
        before=walk.before,
        worst=walk.worst,
        after=walk.after,
        rise=walk.rise,
        usual=walk.usual,
        tolerance=walk.tolerance,
        response=walk.response,
        mornings_counted=walk.mornings_counted,
        reasons=_response_reasons(walk),
    )


def _response_reasons(walk: WalkRecord) -> tuple[Reason, ...]:
    if walk.response is None:
        return (Reason("response.unknown"),)
    given = [nrs for nrs in (walk.before, walk.worst, walk.after) if nrs is not None]
    inputs = (("rise", walk.rise), ("worst", max(given, default=None)))
    if walk.response is Response.SPIKE and walk.symptom:
        return (Reason("response.symptom"), Reason("response.spike", inputs))
    if walk.promoted:
        return (Reason("response.repeat", inputs),)
    return (Reason(f"response.{walk.response.value}", inputs),)
