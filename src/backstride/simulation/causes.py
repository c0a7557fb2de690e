"""Why a plan eased or held: what the walker's back did, and whether walking caused it."""

from __future__ import annotations

from backstride.prescription import Answers, Protocol, Response, classify
from backstride.simulation.body import Body, Felt
from backstride.simulation.voice import heard

WINDOW_DAYS = 7
"""An easing or a hold is laid to trouble of the week before it (judgement)."""

_WORSE_MORNING = 2
"""Points above the mean from which a morning is trouble: the least the protocol counts."""

_LEVEL = {Response.SETTLED: 0, Response.SORENESS: 1, Response.AMBER: 2, Response.SPIKE: 3}
_NEVER = -1000


class Causes:
    """The last days with trouble of one walker, by walking and by nature.

    Trouble is by walking where it would have been less with the same draws and no load:
    the answers to a walk are classified once more without the load's rise, a morning is
    taken without the aftermath, and a flare is by walking if its draw lies below the hazard
    with the aftermath and above the one without.
    """

    __slots__ = ("_by_nature", "_by_walk", "_sore_by_nature", "_sore_by_walk")

    def __init__(self) -> None:
        self._by_walk = _NEVER
        self._by_nature = _NEVER
        self._sore_by_walk = _NEVER
        self._sore_by_nature = _NEVER

    def note_flare(self, day: int, body: Body) -> None:
        """Take in that a bad day was reported or a flare began by walking."""
        if body.flare_by_walk:
            self._by_walk = day
        else:
            self._by_nature = day

    def note_morning(self, day: int, body: Body, noise: float, understates: float) -> None:
        """Take in a morning's answer."""
        limit = heard(body.mean_pain, 0.0, understates) + _WORSE_MORNING
        if heard(body.morning_pain, noise, understates) < limit:
            return
        rested = body.morning_pain - body.morning_by_carry
        if heard(rested, noise, understates) < limit:
            self._by_walk = day
        else:
            self._by_nature = day

    def note_walk(
        self, day: int, felt: Felt, before_noise: float, after_noise: float, protocol: Protocol
    ) -> tuple[Response, bool]:
        """Classify honest answers to a walk, and say whether its load made them worse."""
        rules, load = protocol.response, felt.rise_by_load
        before = heard(felt.before, before_noise, 0.0)
        worst = heard(felt.worst, after_noise, 0.0)
        found = classify(Answers(before, worst, heard(felt.after, after_noise, 0.0)), rules)
        assert found is not None
        response = found.response
        if response is Response.SETTLED:
            return response, False
        by_load = False
        if load > 0:
            rested = classify(
                Answers(
                    before,
                    heard(felt.worst - load, after_noise, 0.0),
                    heard(felt.after - load, after_noise, 0.0),
                ),
                rules,
            )
            assert rested is not None
            by_load = _LEVEL[rested.response] < _LEVEL[response]
        if response is Response.SORENESS:
            if by_load:
                self._sore_by_walk = day
            else:
                self._sore_by_nature = day
        elif by_load:
            self._by_walk = day
        else:
            self._by_nature = day
        return response, by_load

    def of_easing(self, day: int) -> str:
        """Return the cause of an easing that begins today: walk, nature or other."""
        return _cause(day, self._by_walk, self._by_nature)

    def of_hold(self, day: int) -> str:
        """Return the cause of a week that asks for no more; soreness counts as well."""
        return _cause(
            day,
            max(self._by_walk, self._sore_by_walk),
            max(self._by_nature, self._sore_by_nature),
        )


def _cause(day: int, by_walk: int, by_nature: int) -> str:
    if day - by_walk <= WINDOW_DAYS:
        return "walk"
    return "nature" if day - by_nature <= WINDOW_DAYS else "other"
