"""What was measured in a recording."""

from __future__ import annotations

from dataclasses import dataclass

from .bouts import Bout
from .modes import Mode
from .notes import Note
from .position import Position
from .rhythm import Rhythm
from .units import Floats, Scale


@dataclass(frozen=True, slots=True)
class GaitResult:
    """Steps and what follows from them.

    All times are in seconds on the clock of the recording.

    Attributes
    ----------
    mode : Mode
        How strictly it was read.
    position : Position or None
        Where the sensor was worn, as the caller said.
    scale : Scale
        Unit recognised or given.
    rate_hz : float
        Samples a second, from the median distance of the stamps.
    step_t_s : array of shape (n,)
        Times of the steps, ascending. They lead or trail the contact of the foot by a
        constant of up to 0.15 s that depends on where the sensor is worn.
    second_t_s : array of shape (m,)
        Starts of the seconds that were recorded; a gap in the recording is one here too.
    cadence_spm : array of shape (m,)
        Steps a minute in each of them, 0 where nobody walks.
    rhythm : Rhythm
        Step rate and regularity around each of them.
    bouts : tuple of Bout
        Walking without a pause of more than 3 s.
    epoch_t_s, intensity_m_s2 : arrays of shape (k,)
        Start and mean amplitude deviation of each full epoch of 5 s.
    notes : tuple of Note
        What there is to say about the quality of the recording.
    """

    mode: Mode
    position: Position | None
    scale: Scale
    rate_hz: float
    step_t_s: Floats
    second_t_s: Floats
    cadence_spm: Floats
    rhythm: Rhythm
    bouts: tuple[Bout, ...]
    epoch_t_s: Floats
    intensity_m_s2: Floats
    notes: tuple[Note, ...]

    @property
    def n_steps(self) -> int:
        """Number of steps."""
        return len(self.step_t_s)
