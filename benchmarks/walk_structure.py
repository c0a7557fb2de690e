"""Whether each repeat is found in 30 s fast and 30 s slow, spliced from recordings of walking.

Run with ``python -m benchmarks.walk_structure`` from the root of the repository; it needs the
recordings that lie beside the checkout. Each fast phone recording (source A) is spliced with each
slow one: two slow pieces, then ten times fast and slow, pieces from one place on in each, going
around. Pairs whose step rates differ by less than a tenth are left out, as nobody was asked for
so little.

The walkers did not keep to one pace all the time: some slow down, turn or stop for seconds. So a
third figure counts only the repeats whose fast piece, by the reference's own steps, is faster
throughout than the middle between both paces, and whose slow neighbours are slower throughout.
"""

from __future__ import annotations

import numpy as np

from backstride.gait import measure
from backstride.walks import PartKind, parts_of
from benchmarks.gait_recordings import Floats, Reference, recordings

PIECE_S, ROUNDS, HZ, EDGE_S = 30, 10, 100, 3.0
LEAST_RATIO = 1.1
LONGEST_STEP_S = 1.5
AROUND_S = 3.0
"""The reference's step rate at a second is taken over this on both sides."""


def rate_spm(reference: Reference) -> float:
    between_s = np.diff(reference.step_t_s)  # read ten times a second: only the mean is exact
    return 60.0 / float(between_s[between_s < LONGEST_STEP_S].mean())


def even(reference: Reference) -> Floats:
    """Resample the walked part to one rate, so that pieces can be joined."""
    begin, end = reference.step_t_s[0] + 2.0, reference.step_t_s[-1] - 2.0
    at = np.arange(begin, end, 1.0 / HZ)
    order = np.argsort(reference.t_s, kind="stable")
    t_s = reference.t_s[order]
    return np.stack([np.interp(at, t_s, axis) for axis in reference.acc[order].T], axis=1)


def pace(reference: Reference) -> Floats:
    """Return the step rate of each whole second of `even`, by the reference's own steps."""
    steps, begin = reference.step_t_s, reference.step_t_s[0] + 2.0
    seconds = int(reference.step_t_s[-1] - 2.0 - begin)
    rates = []
    for middle in begin + 0.5 + np.arange(seconds):
        near = steps[np.abs(steps - middle) <= AROUND_S]
        rates.append(60.0 * (len(near) - 1) / (near[-1] - near[0]) if len(near) > 2 else 0.0)
    return np.array(rates)


def kept(slow: Floats, fast: Floats, border_spm: float) -> list[bool]:
    """Return for each repeat whether its pieces stay on their sides of the border."""

    def rates(pace_spm: Floats, number: int) -> Floats:
        return pace_spm[(np.arange(PIECE_S) + number * PIECE_S) % len(pace_spm)]

    return [
        bool(
            np.all(rates(fast, k) > border_spm)
            and np.all(rates(slow, k + 1) < border_spm)
            and np.all(rates(slow, k + 2) < border_spm)
        )
        for k in range(ROUNDS)
    ]


def piece(acc: Floats, number: int) -> Floats:
    size = PIECE_S * HZ
    return acc[(np.arange(size) + number * size) % len(acc)]


def spliced(slow: Floats, fast: Floats) -> Floats:
    order = [piece(slow, k) for k in range(2)]
    for k in range(ROUNDS):
        order += [piece(fast, k), piece(slow, k + 2)]
    return np.concatenate(order)


def main() -> None:
    walks = [(r, even(r), rate_spm(r), pace(r)) for r in recordings() if r.source == "A"]
    tallies: dict[str, list[tuple[list[bool], bool, list[bool]]]] = {"chosen": [], "held": []}
    for slow, slow_acc, slow_spm, slow_pace in walks:
        for fast, fast_acc, fast_spm, fast_pace in walks:
            if fast_spm < LEAST_RATIO * slow_spm:
                continue
            good, only = seen(spliced(slow_acc, fast_acc))
            even_paced = kept(slow_pace, fast_pace, float(np.sqrt(slow_spm * fast_spm)))
            tallies[slow.half].append((good, only and all(good), even_paced))
            if not all(good):
                print(
                    f"{slow.id} {slow_spm:.0f}, {fast.id} {fast_spm:.0f}: {sum(good)} of {ROUNDS}"
                )
    for half, pairs in tallies.items():
        complete, found = sum(whole for _, whole, _ in pairs), sum(sum(g) for g, _, _ in pairs)
        held = [
            ok for good, _, even_paced in pairs for ok, e in zip(good, even_paced, strict=True) if e
        ]
        print(
            f"{half}: {len(pairs)} pairs, {complete} with every repeat within "
            f"{EDGE_S:.0f} s and no other; {found} of {len(pairs) * ROUNDS} repeats; "
            f"{sum(held)} of the {len(held)} whose walkers kept to their paces"
        )


def seen(acc: Floats) -> tuple[list[bool], bool]:
    """Return which repeats were found with their edges, and whether there is none beside."""
    result = measure(np.arange(len(acc)) / HZ, acc)
    parts = parts_of(result.cadence_spm, start_s=float(result.second_t_s[0]))
    repeats = [part for part in parts if part.kind is PartKind.REPEAT]
    good = []
    for begin in (2 * PIECE_S * (k + 1) for k in range(ROUNDS)):
        end = begin + PIECE_S
        good.append(
            any(
                abs(part.start_s - begin) <= EDGE_S and abs(part.end_s - end) <= EDGE_S
                for part in repeats
            )
        )
    return good, len(repeats) == ROUNDS


if __name__ == "__main__":
    main()
