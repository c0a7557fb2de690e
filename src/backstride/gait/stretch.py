"""One stretch of recording without gaps, read in overlapping pieces of constant size."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np

from .filters import Spectrum
from .intensity import EPOCH_S, mean_deviation
from .modes import Mode
from .peaks import NO_PEAKS, Peaks, peaks
from .rhythm import GRID_HZ, MARGIN_S, Rhythm, no_rhythm, rhythm
from .steps import candidate_seconds
from .units import Floats

_CORE_S = 720 * EPOCH_S  # an hour: more at once than a minute saves calls, and takes a few MB
_STILL_M_S2 = 0.02  # a sensor that lies still shows little more than its own noise


@dataclass(frozen=True, slots=True)
class Piece:
    """What was found in one piece of a stretch.

    Attributes
    ----------
    second_t_s : array of shape (n,)
        The seconds it covers, on the clock of the recording.
    rhythm : Rhythm
        Around each of them.
    crests : Peaks
        Candidates for steps in them.
    deviation_m_s2 : array of shape (m,)
        Mean deviation in each full epoch of 5 s from the first second on.
    """

    second_t_s: Floats
    rhythm: Rhythm
    crests: Peaks
    deviation_m_s2: Floats


@dataclass(slots=True)
class Stretch:
    """Reads a stretch as it comes, and holds no more than one piece of it.

    Pieces overlap by more than any step of the method looks around, so the result does not
    depend on where they meet or how the samples came.

    Attributes
    ----------
    origin_s : float
        When the stretch began.
    mode : Mode
        It says in which seconds candidates for steps are looked for.
    """

    origin_s: float
    mode: Mode
    _held: Floats = field(default_factory=lambda: np.empty(0))
    _new: list[Floats] = field(default_factory=list)
    _count: int = 0
    _held_from_s: int = 0
    _next_s: int = 0

    def feed(self, samples: Floats) -> Iterator[Piece]:
        """Take the next samples of the grid; yield the pieces they complete."""
        self._new.append(samples)
        self._count += len(samples)
        while self._count >= (self._next_s + _CORE_S + MARGIN_S - self._held_from_s) * GRID_HZ:
            self._join()
            yield self._piece(self._next_s + _CORE_S)
            self._next_s += _CORE_S
            spare = max(0, self._next_s - MARGIN_S - self._held_from_s)
            self._held = self._held[spare * GRID_HZ :]
            self._held_from_s += spare
            self._count = len(self._held)

    def close(self) -> Iterator[Piece]:
        """End the stretch; yield its last piece."""
        self._join()
        end = self._held_from_s + -(-self._count // GRID_HZ)
        if end > self._next_s and self._count >= 3:
            yield self._piece(end)

    def _join(self) -> None:
        self._held = np.concatenate([self._held, *self._new])
        self._new = []

    def _piece(self, stop_s: int) -> Piece:
        around, found = self._read()
        first, last = self._next_s - self._held_from_s, stop_s - self._held_from_s
        crests = found.where((found.t_s >= first) & (found.t_s < last))
        shift = self.origin_s + self._held_from_s
        return Piece(
            second_t_s=self.origin_s + np.arange(self._next_s, stop_s, dtype=np.float64),
            rhythm=around.part(first, last),
            crests=Peaks(crests.t_s + shift, crests.height_m_s2, crests.step_rate_hz),
            deviation_m_s2=mean_deviation(self._held[first * GRID_HZ : last * GRID_HZ], GRID_HZ),
        )

    def _read(self) -> tuple[Rhythm, Peaks]:
        if self._held.std() < _STILL_M_S2:
            return no_rhythm(-(-len(self._held) // GRID_HZ)), NO_PEAKS
        spectrum = Spectrum(self._held, GRID_HZ)
        around = rhythm(spectrum)
        wanted = candidate_seconds(around.strength, self.mode)
        return around, peaks(spectrum, around.step_rate_hz, wanted)
