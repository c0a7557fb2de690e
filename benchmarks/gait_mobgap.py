"""Steps found here and by mobgap, on the same recordings, and how long each takes for an hour.

mobgap (Mobilise-D, Apache-2.0) is an extra of this benchmark and never a dependency. It brings
half a gigabyte of packages, so give it an environment of its own:

    python3 -m venv mobgap-env && mobgap-env/bin/pip install mobgap==1.2.0
    export OPENBLAS_NUM_THREADS=1 PYTHONPATH=src
    mobgap-env/bin/python -m benchmarks.gait_mobgap

mobgap asks for one rate and for axes of the body, so each recording is put on 100 samples a
second and turned until mean gravity points up. It was made for the lower back (B); phones (A)
are outside what it promises. Its detectors run in four ways, all with their own settings, and
the best of them by each figure stands beside ours.

The hour is made on the spot. Ours runs right before and after each of the others, in every turn,
and each turn of theirs is divided by the mean of the two, so a busy moment of the machine counts
for both. Processor seconds of all threads are told, least and median, hence the one thread above;
and what each saw in the hour. ``--hour`` does this alone. The whole pipeline is
`mobgap.pipeline.MobilisedPipelineHealthy` with its own settings.
"""

from __future__ import annotations

import argparse
import importlib
import time
import warnings
from collections.abc import Callable
from typing import Any

import numpy as np

from backstride.gait import measure
from benchmarks.gait_recordings import Floats, Reference, recordings
from benchmarks.gait_scoring import WIDE_S, count_error_percent, f1, f1_less_offset

HZ = 100.0
AXES = ["acc_is", "acc_ml", "acc_pa"]
HOUR_S = 3600
TURNS = 7
OURS = "backstride"

Way = Callable[[Floats, Floats], Floats]


def even(t_s: Floats, acc: Floats) -> tuple[float, Floats]:
    """Return when it starts and the samples at one rate, with mean gravity on the first axis."""
    order = np.argsort(t_s, kind="stable")
    grid = np.arange(t_s[order[0]], t_s[order[-1]], 1.0 / HZ)
    each = np.column_stack([np.interp(grid, t_s[order], acc[order, k]) for k in range(3)])
    up = each.mean(axis=0) / np.linalg.norm(each.mean(axis=0))
    flattest = np.eye(3)[np.abs(up).argmin()]
    aside = np.cross(up, flattest)
    aside /= np.linalg.norm(aside)
    return float(grid[0]), each @ np.column_stack([up, aside, np.cross(up, aside)])


def theirs() -> dict[str, Way]:
    """Return four ways of putting mobgap's detectors together."""
    pandas: Any = importlib.import_module("pandas")
    sequences: Any = importlib.import_module("mobgap.gait_sequences")
    contacts: Any = importlib.import_module("mobgap.initial_contacts")

    def way(find_sequences: Any, find_contacts: Any) -> Way:
        def steps(t_s: Floats, acc: Floats) -> Floats:
            start_s, samples = even(t_s, acc)
            frame = pandas.DataFrame(samples, columns=AXES)
            # Its checks ask for a gyroscope, which these detectors do not use.
            frame[["gyr_is", "gyr_ml", "gyr_pa"]] = 0.0
            spans = [(0, len(frame))]
            if find_sequences is not None:
                found = find_sequences.clone().detect(frame, sampling_rate_hz=HZ).gs_list_
                spans = list(found[["start", "end"]].itertuples(index=False, name=None))
            times: list[float] = []
            for begin, end in spans:
                piece = frame.iloc[begin:end].reset_index(drop=True)
                seen = find_contacts.clone().detect(piece, sampling_rate_hz=HZ).ic_list_["ic"]
                times += [start_s + (begin + each) / HZ for each in seen]
            return np.unique(np.array(times, dtype=np.float64))

        return steps

    return {
        "Iluz, Ionescu": way(sequences.GsdIluz(), contacts.IcdIonescu()),
        "Ionescu, Ionescu": way(sequences.GsdIonescu(), contacts.IcdIonescu()),
        "Ionescu, Shin": way(sequences.GsdIonescu(), contacts.IcdShinImproved()),
        "none, Shin": way(None, contacts.IcdShinImproved()),
    }


def ours(t_s: Floats, acc: Floats) -> Floats:
    return measure(t_s, acc, mode="walk").step_t_s


def accuracy(ways: dict[str, Way], members: list[Reference]) -> None:
    print(f"{members[0].source} ({len(members)}): count error %, F1 within 0.5 s, within 0.2 s")
    for name, way in ways.items():
        figures = []
        for each in members:
            found = way(each.t_s, each.acc)
            figures.append(
                (
                    abs(count_error_percent(len(found), each.n_steps)),
                    f1(found, each.step_t_s, WIDE_S),
                    f1_less_offset(found, each.step_t_s),
                )
            )
        count, wide, narrow = np.mean(figures, axis=0)
        print(f"  {name:18} {count:8.2f} {wide:9.3f} {narrow:7.3f}")


def pipeline() -> Way:
    """Return mobgap's own whole pipeline: it also finds turns, stride lengths and speeds."""
    pandas: Any = importlib.import_module("pandas")
    data: Any = importlib.import_module("mobgap.data")
    whole: Any = importlib.import_module("mobgap.pipeline")

    def steps(t_s: Floats, acc: Floats) -> Floats:
        turning = np.zeros_like(acc)
        turning[:, 0] = 20 * np.sin(np.pi * 1.8 * t_s)
        names = ["acc_x", "acc_y", "acc_z", "gyr_x", "gyr_y", "gyr_z"]
        frame = pandas.DataFrame(np.column_stack([acc, turning]), columns=names)
        walker = {"height_m": 1.7, "sensor_height_m": 1.0, "cohort": "HA"}
        recording = data.GaitDatasetFromData(
            {("one",): {"LowerBack": frame}},
            HZ,
            {("one",): walker},
            {("one",): {"measurement_condition": "free_living"}},
            index_cols=["walker"],
            single_sensor_name="LowerBack",
        )
        found = whole.MobilisedPipelineHealthy().run(recording[0]).raw_ic_list_
        return np.asarray(found["ic"], dtype=np.float64) / HZ

    return steps


def hour() -> tuple[Floats, Floats]:
    """Return an hour of walking with pauses."""
    rng = np.random.default_rng(1)
    t_s = np.arange(0, HOUR_S, 1 / HZ)
    phase = 2 * np.pi * 1.8 * t_s
    up = 2 * np.sin(phase) + np.sin(2 * phase + 1) + rng.normal(0, 0.5, len(t_s))
    acc = rng.normal(0, 0.05, (len(t_s), 3))
    walking = t_s % 600 < 540
    acc[:, 0] += 9.81 + np.where(walking, up, 0.0)
    acc[:, 2] += np.where(walking, np.sin(phase + 0.7), 0.0)
    return t_s, acc


def speed(others: dict[str, Way], turns: int) -> None:
    """Time an hour, ours and each of the others in turn, after one turn that does not count."""
    t_s, acc = hour()
    counts: dict[str, int] = {}

    def seconds(name: str, way: Way) -> float:
        begin = time.process_time()
        counts[name] = len(way(t_s, acc))
        return time.process_time() - begin

    rows = []
    for _ in range(turns + 1):
        row = [seconds(OURS, ours)]
        for name, way in others.items():
            row += [seconds(name, way), seconds(OURS, ours)]
        rows.append(row)
    taken = np.array(rows[1:])
    here, there = taken[:, ::2], taken[:, 1::2]
    ratio = 2.0 * there / (here[:, 1:] + here[:, :-1])
    print(
        f"an hour at 100 Hz, {turns} turns: least and median s; least, median and most times ours"
    )
    print(f"  {OURS:18} {here.min():8.4f} {np.median(here):8.4f}; {counts[OURS]} steps")
    for k, name in enumerate(others):
        times = " ".join(f"{each:5.1f}" for each in np.quantile(ratio[:, k], (0.0, 0.5, 1.0)))
        print(
            f"  {name:18} {there[:, k].min():8.4f} {np.median(there[:, k]):8.4f}; "
            f"{counts[name]} steps; {times}"
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--hour", action="store_true", help="only how long an hour takes")
    parser.add_argument("--turns", type=int, default=TURNS)
    given = parser.parse_args()
    warnings.simplefilter("ignore")
    others = theirs()
    if not given.hour:
        everything = list(recordings())
        for source in "AB":
            members = [each for each in everything if each.source == source]
            accuracy({OURS: ours, **others}, members)
    speed({**others, "whole pipeline": pipeline()}, given.turns)


if __name__ == "__main__":
    main()
