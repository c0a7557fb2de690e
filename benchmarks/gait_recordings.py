"""Walking recordings with reference steps, and the two halves they are split into.

They lie beside the checkout; BACKSTRIDE_DATA names another place. Parameters are chosen on
the half ``chosen`` and reported on the half ``held``. Within each source the recordings are
ordered by the SHA-256 of their id and dealt in turn. The one wrist recording is split by
time instead, see `gait_scoring`.
"""

from __future__ import annotations

import csv
import gzip
import hashlib
import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
ROOT = Path(__file__).resolve().parents[1]


@dataclass(frozen=True, slots=True)
class Reference:
    id: str
    source: str
    half: str
    task: str
    quality: str
    t_s: Floats
    acc: Floats
    n_steps: int
    step_t_s: Floats
    details: dict[str, Any]


def folder() -> Path:
    root = os.environ.get("BACKSTRIDE_DATA", str(ROOT.parent / "shared" / "data"))
    return Path(root) / "gait"


def recordings(place: Path | None = None) -> Iterator[Reference]:
    place = place or folder()
    with (place / "index.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    halves = _halves([row["id"] for row in rows])
    for row in rows:
        details = json.loads((place / "reference" / f"{row['id']}.json").read_text("utf-8"))
        t_s, acc = _samples(place / "recordings" / f"{row['id']}.csv.gz")
        yield Reference(
            id=row["id"],
            source=row["source"],
            half=halves[row["id"]],
            task=row["task"],
            quality=row["ref_quality"],
            t_s=t_s,
            acc=acc,
            n_steps=int(details["n_steps"]),
            step_t_s=np.array(details.get("steps_t_s", []), dtype=np.float64),
            details=details,
        )


def _samples(path: Path) -> tuple[Floats, Floats]:
    with gzip.open(path, "rt", encoding="utf-8") as file:
        names = file.readline().strip().split(",")
        table = np.loadtxt(file, delimiter=",", ndmin=2)
    if "ax" in names:
        first = names.index("ax")
        return table[:, 0], table[:, first : first + 3]
    return table[:, 0], table[:, 1]


def _halves(ids: list[str]) -> dict[str, str]:
    halves: dict[str, str] = {}
    for source in sorted({name[0] for name in ids}):
        ordered = sorted(
            (name for name in ids if name[0] == source),
            key=lambda name: hashlib.sha256(name.encode()).hexdigest(),
        )
        halves |= {name: ("chosen", "held")[k % 2] for k, name in enumerate(ordered)}
    return halves
