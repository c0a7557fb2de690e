"""Steps of a table of acceleration, put into its recording."""

from __future__ import annotations

import numpy as np
import pytest

from backstride.recordings import Acceleration, read, read_acceleration
from backstride.walks import is_on_foot, summarise, with_counted_steps
from tests.recordings import logger_writer, samples


@pytest.mark.parametrize(
    "data",
    [samples.table(rows=6000), logger_writer.cwa(logger_writer.swinging(120, 100))],
    ids=["table", "logger"],
)
def test_steps_and_step_rate_of_every_second_are_counted(data: bytes) -> None:
    (recording,) = read(data).recordings
    table = read_acceleration(data)
    assert isinstance(table, Acceleration)
    walk = with_counted_steps(recording, table)
    assert walk.totals.steps == pytest.approx(1.8 * 120, abs=4)
    assert np.nanmedian(walk.cadence_spm) == pytest.approx(108, abs=1)
    assert is_on_foot(walk).verdict == "needs an answer"  # a table does not say what it was
    assert summarise(walk).minutes == pytest.approx(2, abs=0.05)


def test_nothing_to_measure_changes_nothing() -> None:
    data = b"t,x,y,z\n0,0,0,1\n0.1,0,0,1\n"
    (recording,) = read(data).recordings
    table = read_acceleration(data)
    assert isinstance(table, Acceleration)
    assert with_counted_steps(recording, table).totals.steps in (None, 0)


def test_another_table_changes_nothing() -> None:
    (recording,) = read(samples.table(rows=6000)).recordings
    table = read_acceleration(samples.table(rows=3000))
    assert isinstance(table, Acceleration)
    assert with_counted_steps(recording, table) is recording
