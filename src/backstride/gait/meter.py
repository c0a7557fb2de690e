"""Acceleration in, steps out: at once, or block by block in constant memory."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import ArrayLike

from .bouts import bouts, cadence_each_second
from .grid import AVERAGE_FROM_HZ, SLOWEST_HZ, Counts, Gridder
from .intensity import EPOCH_S
from .modes import WALK, Mode, mode_named
from .notes import Note, NoteCode
from .peaks import Peaks
from .position import Position
from .remarks import remarks
from .result import GaitResult
from .rhythm import Rhythm
from .steps import steps
from .stretch import Piece, Stretch
from .units import Floats, Scale, Unit, recognise

_FIRST_LOOK_S = 60.0  # enough to tell unit and gravity, standing or walking (judgement)
_BLOCK = 1 << 16  # samples handled at a time: small enough to use the same memory again
_CLOCK_BACK_S = 1.0  # a clock that jumps back further has its samples sorted by time


def measure(
    t_s: ArrayLike,
    acc_m_s2: ArrayLike,
    *,
    mode: str | Mode = WALK,
    position: str | Position | None = None,
    scale: Scale | None = None,
) -> GaitResult:
    """Measure the walking in a recording of acceleration.

    Parameters
    ----------
    t_s : array_like of shape (n,)
        Time of each sample in seconds, on any clock. Uneven distances, repeated and
        backward stamps are allowed; 12.5 to 400 samples a second are meant.
    acc_m_s2 : array_like of shape (n, 3) or (n,)
        Acceleration on three axes in any orientation, or its magnitude. m/s2 with gravity
        is meant; g, mg, raw counts and signals without gravity are recognised, and the
        result says so.
    mode : {"walk", "all_day"} or Mode
        ``walk``: a recording that the wearer started as a walk, read leniently.
        ``all_day``: everything a sensor saw, read strictly.
    position : str or Position, optional
        Where the sensor was worn. Steps are found the same way everywhere; it is kept with
        the result, and `lean` asks for it.
    scale : Scale, optional
        How to read the sensor, where that is known.

    Returns
    -------
    GaitResult
        Empty, with a note that says why, where nothing can be measured.

    Raises
    ------
    ValueError
        If the shapes do not go together, or mode or position are unknown.

    Notes
    -----
    Method:

    1. Recognise the unit (`recognise`), take the magnitude less one gravity, which does
       not depend on the orientation, and average it on a grid of 25 samples a second.
    2. Around each second, find the step rate and how strongly the signal repeats with it
       (`rhythm`).
    3. Narrow the signal to the local step rate and find its crests (`peaks`).
    4. Seconds are walking where the rhythm is strong, and around there as long as it does
       not vanish (`walking_seconds`); one crest there is one step (`steps`), but for the ends
       of a walk that was started (`Ends`). In the middle of such a walk a weaker rhythm is
       read on over for some seconds (`Bridge`).
    5. Steps become bouts, cadence, regularity; the mean amplitude deviation of each 5 s is
       the intensity.

    Sources: the autocorrelation of trunk acceleration at step and stride is that of
    Moe-Nilssen and Helbostad 2004 (doi 10.1016/S0021-9290(03)00233-1). Low-pass filtering
    and peak counting is the oldest way to count steps and was compared on phones by Salvi
    and others 2018 (doi 10.1109/EMBC.2018.8513319).

    Deviations: the magnitude replaces the vertical axis, so no orientation is needed; the
    filter follows the local step rate instead of one cut-off for everybody; the threshold
    is a share of the local swing; walking is told by the rhythm and not by the size of the
    movement.

    Examples
    --------
    >>> import numpy as np
    >>> t_s = np.arange(0, 60, 0.01)
    >>> up_m_s2 = 9.81 + 2 * np.sin(2 * np.pi * 1.8 * t_s)
    >>> measure(t_s, up_m_s2).n_steps
    108
    """
    t, acc = _checked(t_s, acc_m_s2)
    extra: list[Note] = []
    if len(t) and _runs_back(t):
        order = np.argsort(t, kind="stable")
        t, acc = t[order], acc[order]
        extra = [Note(NoteCode.SORTED, "The clock ran back: samples were sorted by time.")]
    rate_hz = _median_rate(t)
    meter = Meter(
        mode=mode_named(mode),
        position=None if position is None else Position(position),
        scale=scale if scale is not None else recognise(acc, rate_hz) if len(t) else None,
        rate_hz=rate_hz if len(t) > 1 else None,
    )
    for start in range(0, len(t), _BLOCK):
        meter.feed(t[start : start + _BLOCK], acc[start : start + _BLOCK])
    return meter.finish(extra)


def measure_blocks(
    blocks: Iterable[tuple[ArrayLike, ArrayLike]],
    *,
    mode: str | Mode = WALK,
    position: str | Position | None = None,
    scale: Scale | None = None,
) -> GaitResult:
    """Measure a recording that comes in blocks of (times, acceleration), see `measure`.

    Memory does not grow with the samples, only with the seconds and steps of the result:
    some 5 MB a day. The unit is recognised from the first minute.
    """
    meter = Meter(
        mode=mode_named(mode),
        position=None if position is None else Position(position),
        scale=scale,
    )
    for t_s, acc in blocks:
        meter.feed(t_s, acc)
    return meter.finish()


@dataclass(slots=True)
class Meter:
    """Takes blocks of samples in time order and measures them, see `measure`.

    Attributes
    ----------
    mode : Mode
        How strictly to read.
    position : Position or None
        Where the sensor is worn.
    scale : Scale or None
        How to read the sensor; None: recognised from the first minute.
    rate_hz : float or None
        Samples a second; None: taken from the first minute.
    """

    mode: Mode = WALK
    position: Position | None = None
    scale: Scale | None = None
    rate_hz: float | None = None
    _waiting: list[tuple[Floats, Floats]] = field(default_factory=list)
    _gridder: Gridder | None = None
    _stretch: Stretch | None = None
    _pieces: list[Piece] = field(default_factory=list)

    def feed(self, t_s: ArrayLike, acc_m_s2: ArrayLike) -> None:
        """Take the next samples.

        Raises
        ------
        ValueError
            If the shapes do not go together.
        """
        t, acc = _checked(t_s, acc_m_s2)
        if not len(t):
            return
        if self._gridder is None:
            self._waiting.append((t, acc))
            known = self.scale is not None and self.rate_hz is not None
            if known or t[-1] - self._waiting[0][0][0] >= _FIRST_LOOK_S:
                self._begin()
        else:
            self._take(self._gridder, t, acc)

    def finish(self, notes: Iterable[Note] = ()) -> GaitResult:
        """Return what was measured in all samples taken."""
        if self._gridder is None and self._waiting:
            self._begin()
        if self._stretch is not None:
            self._pieces.extend(self._stretch.close())
            self._stretch = None
        return self._result(tuple(notes))

    def _begin(self) -> None:
        t, acc = self._waiting[0]
        if len(self._waiting) > 1:
            t = np.concatenate([t for t, _ in self._waiting])
            acc = np.concatenate([acc for _, acc in self._waiting])
        self._waiting = []
        if self.rate_hz is None:
            self.rate_hz = _median_rate(t)
        if self.scale is None:
            self.scale = recognise(acc, self.rate_hz)
        self._gridder = Gridder(self.scale, average=self.rate_hz >= AVERAGE_FROM_HZ)
        self._take(self._gridder, t, acc)

    def _take(self, gridder: Gridder, t: Floats, acc: Floats) -> None:
        if self._hopeless():
            gridder.counts.samples += len(t)
            return
        for start in range(0, len(t), _BLOCK):
            part = slice(start, start + _BLOCK)
            for origin_s, index, samples in gridder.feed(t[part], acc[part]):
                if index == 0:
                    if self._stretch is not None:
                        self._pieces.extend(self._stretch.close())
                    self._stretch = Stretch(origin_s, self.mode)
                if self._stretch is not None:
                    self._pieces.extend(self._stretch.feed(samples))

    def _hopeless(self) -> bool:
        slow = self.rate_hz is not None and self.rate_hz < SLOWEST_HZ
        return slow or (self.scale is not None and self.scale.unit is Unit.UNKNOWN)

    def _result(self, notes: tuple[Note, ...]) -> GaitResult:
        pieces = self._pieces
        second_t_s = _joined([piece.second_t_s for piece in pieces])
        around = Rhythm(
            _joined([piece.rhythm.step_rate_hz for piece in pieces]),
            _joined([piece.rhythm.step_regularity for piece in pieces]),
            _joined([piece.rhythm.stride_regularity for piece in pieces]),
        )
        crests = Peaks(
            _joined([piece.crests.t_s for piece in pieces]),
            _joined([piece.crests.height_m_s2 for piece in pieces]),
            _joined([piece.crests.step_rate_hz for piece in pieces]),
        )
        step_t_s = steps(crests, second_t_s, around.strength, self.mode)
        epochs = [
            piece.second_t_s[0] + np.arange(len(piece.deviation_m_s2)) * float(EPOCH_S)
            for piece in pieces
        ]
        scale = self.scale if self.scale is not None else Scale(Unit.UNKNOWN, 1.0)
        counts = self._gridder.counts if self._gridder is not None else Counts()
        return GaitResult(
            mode=self.mode,
            position=self.position,
            scale=scale,
            rate_hz=self.rate_hz or 0.0,
            step_t_s=step_t_s,
            second_t_s=second_t_s,
            cadence_spm=cadence_each_second(step_t_s, second_t_s),
            rhythm=around,
            bouts=bouts(step_t_s, second_t_s, around),
            epoch_t_s=_joined(epochs),
            intensity_m_s2=_joined([piece.deviation_m_s2 for piece in pieces]),
            notes=notes + remarks(scale, self.rate_hz, counts, len(second_t_s)),
        )


def _checked(t_s: ArrayLike, acc: ArrayLike) -> tuple[Floats, Floats]:
    times = np.asarray(t_s, dtype=np.float64)
    values = np.asarray(acc, dtype=np.float64)
    if times.ndim != 1:
        raise ValueError(f"Times must be one column, not of shape {times.shape}.")
    if values.ndim not in (1, 2) or (values.ndim == 2 and values.shape[1] != 3):
        raise ValueError(
            f"Acceleration must have one column or three, not the shape {values.shape}."
        )
    if len(values) != len(times):
        raise ValueError(f"There are {len(times)} times but {len(values)} samples.")
    return times, values


def _runs_back(t: Floats) -> bool:
    if (t[1:] >= t[:-1]).all():
        return False
    return any(
        bool((np.diff(t[start : start + _BLOCK + 1]) < -_CLOCK_BACK_S).any())
        for start in range(0, len(t), _BLOCK)
    )


def _median_rate(t: Floats) -> float:
    """Return samples a second, from up to 100 000 distances between finite stamps."""
    gaps = np.diff(t[:100_001])
    if gaps.size and not gaps.min() > 0:
        gaps = gaps[gaps > 0]
    return float(1.0 / np.median(gaps)) if gaps.size else 0.0


def _joined(parts: list[Floats]) -> Floats:
    return np.concatenate(parts) if parts else np.empty(0)
