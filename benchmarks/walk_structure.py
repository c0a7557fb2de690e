"""Whether each repeat is found in 30 s fast and 30 s slow, spliced from recordings of walking.

Run with ``python -m benchmarks.walk_structure`` from the root of the repository; it needs the
recordings that lie beside the checkout. Each fast phone recording (source A) is spliced with each
slow one: two slow pieces, then ten times fast and slow, pieces from one place on in each, going
around. Pairs whose step rates differ by less than a tenth are left out, as nobody was asked for
so little.

Which recording is slow and which fast, and where, is told by the reference's own steps. In some
references a switch bounced. A contact less than half a usual step after the last one, with the
next where a step later is, is no step: it is left out in every recording alike, or the step rate
would be that of nobody.

The walkers did not keep to one pace all the time: some slow down, turn or stop for seconds. So a
third figure counts only the repeats whose fast piece, by the reference's own steps, is faster
throughout than the middle between both paces, and whose slow neighbours are slower throughout.

The same recordings are then cut at other places, to have more walks than one of each pair. There
both recordings are of one half.

The watch at a wrist (source E) has walks that are called slow, normal and fast, but no times of
steps: nobody knows where their walker kept to a pace. They are spliced in the same way, each with
the faster ones of its own rate, and counted as they are.

Then it counts the fast parts in real walks at one pace, and in made walks of known patterns, with
counted steps and by places alone (`benchmarks/walk_made.py`). The plainest way stands beside.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable

import numpy as np
from scipy.ndimage import median_filter

from backstride.gait import measure
from backstride.recordings import read
from backstride.walks import Part, PartKind, parts_in, parts_of
from benchmarks.gait_recordings import Floats, Reference, folder, recordings
from benchmarks.walk_made import ONE_PACE, REPEATS, by_places, made, noises

PIECE_S, ROUNDS, HZ, EDGE_S = 30, 10, 100, 3.0
LEAST_RATIO = 1.1
OTHER_CUTS_S = (5, 11, 17, 23, 29, 37)
"""How much of the slow recording is left out at the start of another cut; see `cuts`."""

LONGEST_STEP_S, BOUNCE = 1.5, 0.5
WALKING_FROM_SPM = 40.0
MADE = 20
"""Made walks of each pattern."""

WATCH_PACES, WATCH_HZ = ("slow", "normal", "fast"), (12.5, 25.0)
WATCH_ENDS_S = 3.0
"""Left out at both ends of a watch's recording, where its button is pressed."""

DOUBTFUL = "fair"
"""Of a reference whose two feet do not agree: its step rate may be off, and so may the ratio."""

ONE_PACE_SOURCES = ("A", "B", "C")
REAL_WALKS = (
    "fit/walk_fenix5.fit",
    "tcx/walk_other_4laps.tcx",
    "gpx/hike_iphone_20130627.gpx",
    "gpx/outing_8_segments.gpx",
)
AROUND_S = 3.0
"""The reference's step rate at a second is taken over this on both sides."""


def without_bounces(steps: Floats) -> Floats:
    """Leave out each contact that is less than half a usual step after the last one, and without
    which the next one comes where a step later is.

    A contact that was only read late has a longer step behind it, and stays.
    """
    usual_s = float(np.median(np.diff(steps)))
    kept = [float(steps[0])]
    for at, following in zip(steps[1:].tolist(), [*steps[2:].tolist(), np.inf], strict=True):
        early = at - kept[-1] < BOUNCE * usual_s
        if not (early and following - kept[-1] < (1.0 + BOUNCE) * usual_s):
            kept.append(at)
    return np.array(kept)


def rate_spm(reference: Reference) -> float:
    # Read ten times a second: only the mean is exact.
    between_s = np.diff(without_bounces(reference.step_t_s))
    return 60.0 / float(between_s[between_s < LONGEST_STEP_S].mean())


def even(reference: Reference) -> Floats:
    """Resample the walked part to one rate, so that pieces can be joined."""
    return resampled(reference, reference.step_t_s[0] + 2.0, reference.step_t_s[-1] - 2.0, HZ)


def resampled(reference: Reference, begin_s: float, end_s: float, hz: float) -> Floats:
    at = np.arange(begin_s, end_s, 1.0 / hz)
    order = np.argsort(reference.t_s, kind="stable")
    t_s, axes = reference.t_s[order], np.atleast_2d(reference.acc[order].T)
    return np.stack([np.interp(at, t_s, axis) for axis in axes], axis=1)


def pace(reference: Reference) -> Floats:
    """Return the step rate of each whole second of `even`, by the reference's own steps."""
    steps, begin = without_bounces(reference.step_t_s), reference.step_t_s[0] + 2.0
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


def piece(acc: Floats, number: int, hz: float = HZ) -> Floats:
    size = int(PIECE_S * hz)
    return acc[(np.arange(size) + number * size) % len(acc)]


def spliced(slow: Floats, fast: Floats, hz: float = HZ) -> Floats:
    order = [piece(slow, k, hz) for k in range(2)]
    for k in range(ROUNDS):
        order += [piece(fast, k, hz), piece(slow, k + 2, hz)]
    return np.concatenate(order)


def cuts() -> list[tuple[int, int]]:
    """Return how many seconds of the slow and of the fast recording go to the end."""
    return [(slow_s, 3 * slow_s % (PIECE_S + 1)) for slow_s in OTHER_CUTS_S]


def turned(values: Floats, places: int) -> Floats:
    return np.roll(values, -places, axis=0)


def main() -> None:
    spliced_walks()
    cut_elsewhere()
    at_a_wrist()
    walks_at_one_pace()
    made_walks()


def spliced_walks() -> None:
    walks = [(r, even(r), rate_spm(r), pace(r)) for r in recordings() if r.source == "A"]
    tallies: dict[tuple[str, str], list[tuple[list[bool], bool, list[bool], bool]]] = {}
    for slow, slow_acc, slow_spm, slow_pace in walks:
        for fast, fast_acc, fast_spm, fast_pace in walks:
            if fast_spm < LEAST_RATIO * slow_spm:
                continue
            even_paced = kept(slow_pace, fast_pace, float(np.sqrt(slow_spm * fast_spm)))
            good_references = DOUBTFUL not in (slow.quality, fast.quality)
            acc = spliced(slow_acc, fast_acc)
            cadence = measure(np.arange(len(acc)) / HZ, acc).cadence_spm
            for way, ways in WAYS.items():
                good, only = seen(ways(cadence))
                tallies.setdefault((slow.half, way), []).append(
                    (good, only, even_paced, good_references)
                )
                if way == HERE and not all(good):
                    print(f"{slow.id} {slow_spm:.0f}, {fast.id} {fast_spm:.0f}: {sum(good)}")
    print("\nSpliced 30 s/30 s: repeats within 3 s; pairs with all and no other")
    for (half, way), pairs in sorted(tallies.items()):
        found = [ok for good, _, _, _ in pairs for ok in good]
        whole = [all(good) and only for good, only, _, _ in pairs]
        held = [ok for good, _, even, _ in pairs for ok, e in zip(good, even, strict=True) if e]
        sure = [ok for good, _, _, known in pairs if known for ok in good]
        print(
            f"{half:7s} {way:9s} {_of(found)}; pairs {_of(whole)}; paces kept {_of(held)}; "
            f"reference not doubtful {_of(sure)}"
        )


def cut_elsewhere() -> None:
    """Count the repeats of the same recordings cut at other places, all and where paces kept."""
    walks = [(r, even(r), rate_spm(r), pace(r)) for r in recordings() if r.source == "A"]
    tallies: dict[str, tuple[list[bool], list[bool]]] = {"chosen": ([], []), "held": ([], [])}
    for slow, slow_acc, slow_spm, slow_pace in walks:
        for fast, fast_acc, fast_spm, fast_pace in walks:
            if fast_spm < LEAST_RATIO * slow_spm or fast.half != slow.half:
                continue
            border_spm = float(np.sqrt(slow_spm * fast_spm))
            found, held = tallies[slow.half]
            for slow_s, fast_s in cuts():
                acc = spliced(turned(slow_acc, slow_s * HZ), turned(fast_acc, fast_s * HZ))
                good, _ = seen(parts_of(measure(np.arange(len(acc)) / HZ, acc).cadence_spm))
                even_paced = kept(turned(slow_pace, slow_s), turned(fast_pace, fast_s), border_spm)
                found += good
                held += [ok for ok, e in zip(good, even_paced, strict=True) if e]
    print("\nThe same, cut at other places; both recordings of one half")
    for half, (found, held) in tallies.items():
        print(f"{half:7s} {HERE:9s} {_of(found)}; paces kept {_of(held)}")


def at_a_wrist() -> None:
    """Count the repeats of walks from a watch by what their recordings are called."""
    print("\nWatch at a wrist: repeats within 3 s")
    walks = []
    for reference in recordings():
        pace = next((k for k, word in enumerate(WATCH_PACES) if word in reference.task), None)
        if reference.source == "E" and pace is not None:
            hz = min(WATCH_HZ, key=lambda rate: abs(rate - 1.0 / np.diff(reference.t_s).mean()))
            begin_s, end_s = reference.t_s[0] + WATCH_ENDS_S, reference.t_s[-1] - WATCH_ENDS_S
            walks.append((pace, hz, resampled(reference, begin_s, end_s, hz)))
    tallies: dict[tuple[str, str], list[bool]] = {}
    for slower, hz, slow in walks:
        for faster, other_hz, fast in walks:
            if faster <= slower or hz != other_hz:
                continue
            acc = spliced(slow, fast, hz)[:, 0]
            found, _ = seen(parts_of(measure(np.arange(len(acc)) / hz, acc).cadence_spm))
            tallies.setdefault((WATCH_PACES[slower], WATCH_PACES[faster]), []).extend(found)
    for (slow_name, fast_name), found in tallies.items():
        print(f"{slow_name} and {fast_name}: {_of(found)}")


def _of(values: list[bool]) -> str:
    return f"{sum(values)} of {len(values)}"


def walks_at_one_pace() -> None:
    """Count the fast parts in walks that were made at one pace, as far as is known."""
    print("\nReal walks at one pace: those with a fast part, and all fast parts")
    counts: dict[tuple[str, str], list[int]] = {}
    for reference in recordings():
        if reference.source not in ONE_PACE_SOURCES:
            continue
        cadence = measure(reference.t_s, reference.acc).cadence_spm
        for way, ways in WAYS.items():
            number = len(fast_parts(ways(cadence)))
            counts.setdefault((f"{reference.source} {reference.half}", way), []).append(number)
    for name in REAL_WALKS:
        for recording in read(folder().parent / "recordings" / name).recordings:
            counts.setdefault(("walks and hikes", HERE), []).append(
                len(fast_parts(parts_in(recording)))
            )
    for (source, way), fast in sorted(counts.items()):
        some = sum(count > 0 for count in fast)
        print(f"{source:16s} {way:9s} {some} of {len(fast)}, {sum(fast)}")


def made_walks() -> None:
    for half in ("chosen", "held"):
        real = noises(half)
        print(f"\nMade walks, noise of the {half} half: within 3 s / half covered / all; others")
        for name in (*REPEATS, *ONE_PACE):
            walks = [made(name, seed, real) for seed in range(MADE)]
            by_way = {way: [ways(walk.cadence_spm) for walk in walks] for way, ways in WAYS.items()}
            by_way["by places"] = [
                parts_in(by_places(walk, seed)) for seed, walk in enumerate(walks)
            ]
            told = [
                f"{way} {_told([walk.fast for walk in walks], parts)}"
                for way, parts in by_way.items()
            ]
            print(f"{name:29s} {'   '.join(told)}")


def _told(truth: list[list[tuple[int, int]]], found: list[tuple[Part, ...]]) -> str:
    exact = near = others = 0
    for fast, parts in zip(truth, found, strict=True):
        spans = [(part.start_s, part.end_s) for part in fast_parts(parts)]
        for begin, end in fast:
            exact += any(abs(a - begin) <= EDGE_S and abs(b - end) <= EDGE_S for a, b in spans)
            near += any(min(b, end) - max(a, begin) >= 0.5 * (end - begin) for a, b in spans)
        others += sum(
            all(min(b, end) - max(a, begin) < 0.5 * (b - a) for begin, end in fast)
            for a, b in spans
        )
    count = sum(map(len, truth))
    return f"{exact}/{near}/{count}; {others}" if count else f"{others}"


def fast_parts(parts: tuple[Part, ...]) -> list[Part]:
    return [part for part in parts if part.kind in (PartKind.REPEAT, PartKind.BRISK)]


def halfway(cadence_spm: Floats) -> tuple[Part, ...]:
    """Tell fast parts in the plainest way, to compare with.

    A second is fast if the running median of 11 s is above the middle between the slowest and the
    fastest tenth, where these differ by 6 % or more; runs shorter than 10 s are left out.
    """
    walking = cadence_spm >= WALKING_FROM_SPM
    if not walking.any():
        return ()
    smooth = median_filter(cadence_spm, size=11, mode="nearest")
    low, high = np.quantile(smooth[walking], (0.1, 0.9))
    fast = walking & (smooth > (low + high) / 2.0) & (high >= 1.06 * low)
    edges = np.diff(np.concatenate(([0], fast.astype(np.int_), [0])))
    return tuple(
        Part(PartKind.REPEAT, float(a), float(b), float(np.median(cadence_spm[a:b])))
        for a, b in zip(np.flatnonzero(edges > 0), np.flatnonzero(edges < 0), strict=True)
        if b - a >= 10
    )


def seen(parts: tuple[Part, ...]) -> tuple[list[bool], bool]:
    """Return which repeats were found with their edges, and whether there is none beside."""
    fast = fast_parts(parts)
    good = []
    for begin in (2 * PIECE_S * (k + 1) for k in range(ROUNDS)):
        end = begin + PIECE_S
        good.append(
            any(
                abs(part.start_s - begin) <= EDGE_S and abs(part.end_s - end) <= EDGE_S
                for part in fast
            )
        )
    return good, len(fast) == ROUNDS


HERE = "here"
WAYS: dict[str, Callable[[Floats], tuple[Part, ...]]] = {HERE: parts_of, "halfway": halfway}

if __name__ == "__main__":
    argparse.ArgumentParser(description=__doc__).parse_args()
    main()
