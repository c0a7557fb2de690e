"""One walk from two devices: each channel from the one that knows it best."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import numpy as np
import pytest

from backstride.recordings import DeviceTotals, read
from backstride.walks import Channel, combined, summarise
from tests.walks.made import START, made

S = np.arange(1201)


def test_each_channel_comes_from_who_knows_it() -> None:
    watch = made(S, heart_rate_bpm=100.0, cadence_spm=np.where(S < 300, 104.0, np.nan))
    phone = made(
        S[:1101],
        start=START + timedelta(seconds=30),
        lat_deg=50.0 + S[:1101] * 1e-5,
        lon_deg=8.0,
        cadence_spm=110.0,
        altitude_m=120.0,
    )
    found = combined([watch, phone])
    assert found.picked == {
        Channel.PLACE: 1,
        Channel.HEIGHT: 1,
        Channel.HEART_RATE: 0,
        Channel.STEPS: 1,
    }
    whole = found.recording
    assert (whole.start_utc, len(whole)) == (START, 1201)
    assert whole.heart_rate_bpm == pytest.approx(np.full(1201, 100.0))
    # Thirty seconds later on the clock of the watch.
    assert whole.lat_deg[30] == pytest.approx(50.0)
    assert np.isnan(whole.lat_deg[:30]).all()
    assert whole.cadence_spm[600] == 110


def test_nothing_is_added_up() -> None:
    whole = combined([made(S, cadence_spm=104.0), made(S, cadence_spm=106.0)]).recording
    assert whole.cadence_spm == pytest.approx(np.full(1201, 104.0))


def test_heights_come_from_the_barometer() -> None:
    phone = made(S, altitude_m=200.0)
    watch = made(S[:1100], altitude_m=180.0, has_barometer=True)
    found = combined([phone, watch])
    assert found.picked[Channel.HEIGHT] == 1
    assert found.recording.has_barometer
    assert np.nanmax(found.recording.altitude_m) == 180


def test_what_sums_a_channel_up_comes_with_it() -> None:
    phone = made(
        S,
        lat_deg=50.0 + S * 1e-5,
        lon_deg=8.0,
        altitude_m=200.0 + 20 * np.sin(S / 30),
        totals=DeviceTotals(
            timer_s=1200.0,
            distance_m=2900.0,
            ascent_m=180.0,
            descent_m=175.0,
            mean_heart_rate_bpm=60.0,
            max_heart_rate_bpm=61.0,
            mean_cadence_spm=50.0,
            strides=500,
        ),
    )
    own = {
        "distance_m": 2250.0,
        "ascent_m": 2.0,
        "descent_m": 1.0,
        "mean_heart_rate_bpm": 100.0,
        "max_heart_rate_bpm": 110.0,
        "mean_cadence_spm": 104.0,
        "strides": 1030,
    }
    watch = made(
        S[:1190],
        altitude_m=180.0,
        distance_m=1.9 * S[:1190],
        heart_rate_bpm=100.0,
        cadence_spm=104.0,
        has_barometer=True,
        totals=DeviceTotals(timer_s=1190.0, **own),  # type: ignore[arg-type]  # fields by name
    )
    whole = combined([phone, watch]).recording
    assert {name: getattr(whole.totals, name) for name in own} == own
    assert whole.totals.timer_s == 1200.0
    summary = summarise(whole)
    assert summary.ascent is not None
    assert (summary.ascent.words, summary.distance_m) == ("about level", 2250.0)


def test_one_recording_is_itself() -> None:
    one = made(S, cadence_spm=104.0)
    found = combined([one])
    assert found.recording.cadence_spm is one.cadence_spm
    assert found.picked == {Channel.STEPS: 0}


def test_what_has_no_times_joins_in_nothing() -> None:
    route = made(np.full(50, np.nan), is_timed=False, lat_deg=50.0, lon_deg=8.0)
    found = combined([route, made(S, cadence_spm=104.0)])
    assert found.picked == {Channel.STEPS: 1}
    with pytest.raises(ValueError, match="at least one"):
        combined([])


def test_two_real_watches_on_one_run(data_dir: Path) -> None:
    names = ("run_fenix6_20210507.fit", "run_coros_pace2_20210507.fit")
    two = [read(data_dir / "recordings/fit" / name).recordings[0] for name in names]
    found = combined(two)
    assert found.picked[Channel.HEIGHT] == 0
    assert found.recording.has_barometer
    assert set(found.picked) == set(Channel)
