"""The bars that were set for the steps, on recordings with reference steps."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from benchmarks.gait_accuracy import BARS, scored, table
from benchmarks.gait_recordings import Reference, recordings

from backstride.gait import lean

pytestmark = pytest.mark.data

Figures = dict[tuple[str, str], dict[str, float]]


@pytest.fixture(scope="module")
def references(data_dir: Path) -> list[Reference]:
    return list(recordings(data_dir / "gait"))


@pytest.fixture(scope="module")
def figures(references: list[Reference]) -> Figures:
    return table(score for reference in references for score in scored(reference))


@pytest.mark.parametrize(("source", "name"), BARS)
def test_it_meets_the_bar(figures: Figures, source: str, name: str) -> None:
    bar, above = BARS[source, name]
    value = figures[source, name]["all"]
    assert value >= bar if above else value <= bar


def test_a_back_that_walks_upright_shows_little_lean(references: list[Reference]) -> None:
    largest = []
    for reference in references:
        if reference.source == "B":
            found = lean(reference.t_s, reference.acc, position="back")
            if found is not None and found.change_deg.size:
                largest.append(float(np.nanmax(found.change_deg)))
    assert largest
    assert np.median(largest) < 10.0
