"""Files changed in hundreds of ways end with an answer, and in little memory.

``python -m benchmarks.recordings_fuzz --minutes 10`` goes on where this stops.
"""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from . import samples
from .fuzzing import find
from .mutation import CHANGES, mutated

MADE = samples.made()
EACH = 6
"""Changed files of each made one; of each real one, `EACH_REAL`."""

EACH_REAL = 1


@pytest.mark.parametrize("name", MADE)
def test_a_changed_file_is_read_or_refused(name: str) -> None:
    others = list(MADE.values())
    found = [find(MADE[name], others, name, f"{name} {seed}") for seed in range(EACH)]
    assert [each for each in found if each] == []


def test_changed_real_files_are_read_or_refused(data_dir: Path) -> None:
    paths = list(samples.real(data_dir, most=60_000))
    if not paths:
        pytest.skip(f"no recordings in {data_dir}")
    others = list(MADE.values())
    found = [
        find(path.read_bytes(), others, path.name, f"{path.name} {seed}")
        for path in paths
        for seed in range(EACH_REAL)
    ]
    assert [each for each in found if each] == []


def test_the_same_seed_changes_the_same() -> None:
    data, others = MADE["walk.fit"], list(MADE.values())
    for seed in range(30):
        first = mutated(data, others, random.Random(seed))
        assert first == mutated(data, others, random.Random(seed))


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: str(change.__name__))
def test_each_way_of_changing_changes_something(change: object) -> None:
    assert callable(change)
    changed = []
    for seed in range(20):
        data = bytearray(MADE["walk.gpx"])
        change(data, list(MADE.values()), random.Random(seed))
        changed.append(bytes(data) != MADE["walk.gpx"])
    assert any(changed)
