"""Axivity and GENEActiv loggers: real files as others decode them, and made ones."""

from __future__ import annotations

import csv
import gzip
import struct
from datetime import timedelta
from pathlib import Path

import numpy as np
import pytest

from backstride.gait import measure, measure_blocks
from backstride.recordings import (
    Acceleration,
    Floats,
    Limits,
    RecordingError,
    Refusal,
    RefusalCode,
    read,
    read_acceleration,
    read_acceleration_pieces,
    read_acceleration_pieces_apart,
)

from .logger_writer import START, checked, cwa, geneactiv, geneactiv_table, swinging

ROWS = swinging(30, 100)


def table(data: bytes | Path) -> Acceleration:
    found = read_acceleration(data)
    assert isinstance(found, Acceleration), found
    return found


@pytest.fixture(scope="session")
def devices(data_dir: Path) -> Path:
    folder = data_dir / "gait" / "device_files"
    if not folder.is_dir():
        pytest.skip(f"no files of loggers at {folder}")
    return folder


def decoded(path: Path) -> Floats:
    """Rows as another decoder gave them: number, seconds since 1970, three axes in g."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        return np.array([[float(cell) for cell in row[:5]] for row in list(csv.reader(file))[1:]])


@pytest.mark.parametrize(
    ("name", "count", "hours"),
    [
        ("ax3_sample.cwa", 58_800, 0),
        ("ax6_sample.cwa", 10_360, 0),
        ("gnactv_sample.bin", 900, 4),  # the other decoder leaves the zone of the file out
    ],
)
def test_a_real_file_gives_what_another_decoder_finds(
    name: str, count: int, hours: float, devices: Path
) -> None:
    found = table(devices / name)
    expected = decoded(devices / f"{name.rpartition('.')[0]}.expected.csv.gz")
    assert len(found.t_s) == count
    assert found.start_utc is not None
    row = expected[:, 0].astype(int)
    np.testing.assert_allclose(found.acc[row], expected[:, 2:], atol=1e-4)
    at_s = found.start_utc.timestamp() + found.t_s[row] - 3600 * hours
    # Two samples: the clock of a logger tells whole seconds, and decoders differ in what follows.
    np.testing.assert_allclose(at_s, expected[:, 1], atol=2.0 * float(found.t_s[1]))
    assert found.is_zoned == (hours != 0)
    assert np.diff(found.t_s).min() > 0


def test_a_real_table_of_geneactiv_is_read_to_its_end(devices: Path) -> None:
    found = table(devices / "geneactiv_lumbar_50hz.csv.gz")
    assert len(found.t_s) == 8400
    assert found.start_utc is not None
    assert found.start_utc.isoformat() == "2019-08-06T14:25:50+00:00"
    assert found.is_zoned
    assert found.t_s[-1] == pytest.approx(168.48, abs=0.001)  # as its last row says
    assert found.acc[0].tolist() == [-0.4264, 0.7279, 0.5089]


@pytest.mark.parametrize(
    ("data", "step"),
    [
        (cwa(ROWS), 1 / 4096),
        (cwa(ROWS, packing=0x30), 1 / 128),
        (cwa(ROWS, packing=0x62), 1 / 4096),
        (cwa(ROWS, fraction=True), 1 / 4096),
        (geneactiv(ROWS, rate_hz=100), 0.005),
        (geneactiv_table(ROWS, rate_hz=100), 0.0001),
    ],
    ids=["16 bits", "10 bits", "with gyroscope", "fractions", "bin", "table"],
)
def test_a_made_file_comes_back(data: bytes, step: float) -> None:
    found = table(data)
    np.testing.assert_allclose(found.acc, ROWS, atol=step)
    np.testing.assert_allclose(found.t_s, np.arange(len(ROWS)) / 100, atol=0.011)


def test_the_zone_that_a_file_tells_counts() -> None:
    assert table(geneactiv(ROWS)).start_utc == START - timedelta(hours=2)
    assert table(geneactiv_table(ROWS)).start_utc == START + timedelta(hours=4)
    marked = table(b"\xef\xbb\xbf" + geneactiv_table(ROWS))
    assert marked.start_utc == START + timedelta(hours=4)
    unknown = table(cwa(ROWS))
    assert unknown.start_utc == START
    assert not unknown.is_zoned


def test_a_packet_that_does_not_add_up_is_left_out() -> None:
    data = bytearray(cwa(ROWS))
    data[1024 + 512 + 100] ^= 1
    found = table(bytes(data))
    assert len(found.t_s) == len(ROWS) - 80
    assert np.diff(found.t_s).max() == pytest.approx(0.81, abs=0.011)


def test_a_packet_that_is_set_otherwise_is_left_out() -> None:
    data = bytearray(cwa(ROWS))
    packet = data[1024 + 512 : 1024 + 1024]
    packet[24] = 0x4B
    data[1024 + 512 : 1024 + 1024] = checked(bytes(packet))
    assert len(table(bytes(data)).t_s) == len(ROWS) - 80


def test_a_count_that_lies_is_cut_to_what_a_packet_holds() -> None:
    data = bytearray(cwa(ROWS))
    packet = data[1024:1536]
    packet[28:30] = struct.pack("<H", 65_535)
    data[1024:1536] = checked(bytes(packet))
    assert len(table(bytes(data)).t_s) == len(ROWS)


@pytest.mark.parametrize("data", [cwa([]), cwa(ROWS)[:1200], geneactiv([]), geneactiv_table([])])
def test_a_file_without_samples_is_refused(data: bytes) -> None:
    found = read_acceleration(data)
    assert isinstance(found, Refusal)
    assert found.code is RefusalCode.NOT_A_RECORDING
    with pytest.raises(RecordingError):
        list(read_acceleration_pieces(data))


def test_a_page_that_is_cut_short_is_read_as_far_as_it_goes() -> None:
    data = geneactiv(ROWS)
    assert len(table(data[: len(data) - 1205]).t_s) == len(ROWS) - 101


def test_pages_without_digits_or_gains_are_left_out() -> None:
    data = geneactiv(ROWS)
    assert len(table(data.replace(b"Page Time:2024", b"Page Time:20z4", 1)).t_s) == 2700
    assert isinstance(read_acceleration(data.replace(b"x gain", b"w gain")), Refusal)
    assert isinstance(read_acceleration(data.replace(b"x gain:25522", b"x gain:0")), Refusal)
    assert isinstance(read_acceleration(data.replace(b"y gain:25457", b"y gain:nan")), Refusal)


def test_days_come_piece_by_piece_and_measure_as_one() -> None:
    rows = swinging(3600, 100)
    data = cwa(rows)
    pieces = list(read_acceleration_pieces_apart(data))
    tables = [each for each in pieces if isinstance(each, Acceleration)]
    assert len(tables) == len(pieces) > 1
    result = measure_blocks((each.t_s, each.acc) for each in tables)
    whole = table(data)
    assert result.n_steps == measure(whole.t_s, whole.acc).n_steps
    assert result.n_steps == pytest.approx(1.8 * 3600, abs=5)


def test_more_than_is_held_at_once_is_refused_as_a_whole() -> None:
    found = read_acceleration(cwa(ROWS), limits=Limits(max_samples=1000))
    assert isinstance(found, Refusal)
    assert found.code is RefusalCode.TOO_MANY_SAMPLES


def test_pieces_that_cannot_be_read_end_with_a_reason() -> None:
    (found,) = read_acceleration_pieces_apart(b"no table")
    assert isinstance(found, Refusal)


def test_a_file_of_days_is_no_walk_but_can_be_measured() -> None:
    (refusal,) = read(cwa(ROWS), limits=Limits(max_bytes=10_000)).refusals
    assert refusal.code is RefusalCode.ALL_DAY
    assert "measure" in refusal.words


ACTIGRAPH = """\
------------ Data File Created By ActiGraph GT3X+ ActiLife v6.13.4 Firmware v3.2.1 date format \
{order} at 50 Hz  Filter Normal -----------
Serial Number: NEO1F16120034
Start Time 08:00:00
Start Date {date}
Epoch Period (hh:mm:ss) {epoch}
Download Time 12:00:00
Download Date {date}
Current Memory Address: 0
Current Battery Voltage: 4.12     Mode = 12
--------------------------------------------------
"""


def actigraph(
    pattern: str, *, names: str = "", order: str = "M/d/yyyy", date: str = "3/31/2024",
    epoch: str = "00:00:00",
) -> bytes:  # fmt: skip
    head = ACTIGRAPH.format(order=order, date=date, epoch=epoch)
    rows = [pattern.format(*row) for row in ROWS]
    return (
        (head + "\n".join([names, *rows] if names else rows) + "\n").replace("\n", "\r\n").encode()
    )


@pytest.mark.parametrize(
    "data",
    [
        actigraph("{:.3f},{:.3f},{:.3f}", names="Accelerometer X,Accelerometer Y,Accelerometer Z"),
        actigraph("{:.3f},{:.3f},{:.3f}"),
        actigraph(
            "3/31/2024 08:00:00.000,{:.3f},{:.3f},{:.3f}", names="Timestamp,Axis1,Axis2,Axis3"
        ),
        actigraph("{:.3f},{:.3f},{:.3f}", order="dd/MM/yyyy", date="31/03/2024"),
        actigraph("{:.3f};{:.3f};{:.3f}", order="d.M.yyyy", date="31.3.2024").replace(b"1.", b"1,"),
    ],
)
def test_rows_without_times_are_as_far_apart_as_the_head_says(data: bytes) -> None:
    found = table(data)
    np.testing.assert_allclose(found.t_s, np.arange(len(ROWS)) / 50, atol=1e-6)
    np.testing.assert_allclose(found.acc, ROWS, atol=0.001)
    assert found.start_utc == START
    assert not found.is_zoned


def test_a_row_that_is_none_keeps_its_place_in_time() -> None:
    data = actigraph("{:.3f},{:.3f},{:.3f}").split(b"\r\n")
    data[12] = b"broken"
    found = table(b"\r\n".join(data))
    assert len(found.t_s) == len(ROWS) - 1
    assert found.t_s[-1] == pytest.approx((len(ROWS) - 1) / 50)


@pytest.mark.parametrize(
    "data",
    [
        actigraph("{:.0f},{:.0f},{:.0f}", names="Axis1,Axis2,Axis3", epoch="00:01:00"),
        actigraph("03/31/2024,08:00:00,{:.0f},{:.0f},{:.0f}", names="Date,Time,Axis1,Axis2,Axis3"),
    ],
)
def test_counts_of_epochs_are_no_acceleration(data: bytes) -> None:
    (refusal,) = read(data).refusals
    assert refusal.code is RefusalCode.FEW_SAMPLES
