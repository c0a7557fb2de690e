"""A recording written as Parquet comes back as it was."""

from __future__ import annotations

import io
from dataclasses import fields
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from backstride.recordings import (
    COLUMNS,
    Recording,
    RecordingError,
    read,
    read_parquet,
    write_parquet,
)

from . import fit_writer as fit
from .test_reading import SAMPLES
from .xml_writer import lap, point, tcx, walk_gpx


def assert_equal(a: Recording, b: Recording) -> None:
    for field in fields(Recording):
        mine, other = getattr(a, field.name), getattr(b, field.name)
        if field.name in COLUMNS:
            np.testing.assert_array_equal(mine, other)
        else:
            assert mine == other, field.name
            assert type(mine) is type(other)


CASES = {
    **{kind.value: data for kind, data in SAMPLES.items()},
    "unset clock": fit.walk(30, start=17_000_000).bytes(),
    "route": walk_gpx(30, lambda s: point(s, time="")),
    "totals": tcx(lap(0, 1800)),
    "ride": fit.walk(30, sport=(2, 0)).bytes(),
    "cut": SAMPLES["FIT"][:-500],  # type: ignore[index]  # StrEnum keys equal their values
}


@pytest.mark.parametrize("name", CASES)
def test_it_comes_back_as_it_was(name: str, tmp_path: Path) -> None:
    (recording,) = read(CASES[name], name="walk").recordings
    path = tmp_path / "walk.parquet"
    write_parquet(recording, path)
    assert_equal(read_parquet(path), recording)


def test_it_goes_through_memory_as_well() -> None:
    (recording,) = read(CASES["FIT"]).recordings
    heap = io.BytesIO()
    write_parquet(recording, heap)
    heap.seek(0)
    assert_equal(read_parquet(heap), recording)


def test_another_parquet_file_is_refused_in_words(tmp_path: Path) -> None:
    path = tmp_path / "other.parquet"
    pq.write_table(pa.table({"a": [1, 2]}), str(path))
    with pytest.raises(RecordingError, match="import the original file again"):
        read_parquet(path)


def test_what_is_no_parquet_is_refused_in_words() -> None:
    with pytest.raises(RecordingError, match="import the original file again"):
        read_parquet(io.BytesIO(b"nothing of the kind"))


def test_a_later_version_is_refused_in_words() -> None:
    (recording,) = read(CASES["FIT"]).recordings
    heap = io.BytesIO()
    write_parquet(recording, heap)
    heap.seek(0)
    table = pq.read_table(heap)
    (about,) = table.schema.metadata.values()
    later = about.replace(b'"version": 1', b'"version": 2')
    changed = io.BytesIO()
    pq.write_table(table.replace_schema_metadata({b"backstride.recording": later}), changed)
    changed.seek(0)
    with pytest.raises(RecordingError):
        read_parquet(changed)
