from __future__ import annotations

import numpy as np
import pytest

from backstride.gait import LeanRule, Position, cues, lean

from .walker import Floats, turned, walk

SECONDS = 200.0


def leaning(after_s: float, degrees: float) -> tuple[Floats, Floats]:
    """Walk upright, then lean: forward is the second axis of the sensor."""
    made = walk(spells=((SECONDS, 110.0),), hz=50.0)
    angle = np.radians(np.where(made.t_s >= after_s, degrees, 0.0))
    x, y, z = made.acc_m_s2.T
    tilted = [x, y * np.cos(angle) - z * np.sin(angle), y * np.sin(angle) + z * np.cos(angle)]
    return made.t_s, np.stack(tilted, axis=1)


def test_an_upright_walk_shows_no_change() -> None:
    found = lean(*leaning(SECONDS, 0.0), position="back")
    assert found is not None
    assert len(found.t_s) == 17
    assert found.change_deg.max() < 1.5
    assert found.cue_t_s.size == 0


@pytest.mark.parametrize("degrees", [5.0, 15.0])
def test_it_measures_the_change_from_upright(degrees: float) -> None:
    found = lean(*leaning(60.0, degrees), position=Position.WAIST)
    assert found is not None
    after = found.t_s >= 60.0
    assert found.change_deg[after] == pytest.approx(degrees, abs=1.5)
    assert found.change_deg[~after].max() < 1.5


def test_the_way_the_sensor_sits_does_not_matter() -> None:
    t_s, acc = leaning(60.0, 15.0)
    straight, askew = lean(t_s, acc, position="back"), lean(t_s, turned(acc, 3), position="back")
    assert straight is not None
    assert askew is not None
    np.testing.assert_allclose(askew.change_deg, straight.change_deg, atol=1e-6)


@pytest.mark.parametrize("position", ["pocket", "wrist", "hand", "bag", "arm"])
def test_nothing_is_said_about_the_trunk_from_elsewhere(position: str) -> None:
    assert lean(*leaning(60.0, 15.0), position=position) is None


def test_a_cue_is_due_after_thirty_seconds_and_not_again_for_five_minutes() -> None:
    found = lean(*leaning(60.0, 15.0), position="back")
    assert found is not None
    assert found.cue_t_s.tolist() == [90.0]


def test_a_short_lean_is_let_be() -> None:
    rule = LeanRule()
    starts = np.arange(0.0, 90.0, 10.0)
    change = np.where((starts >= 20) & (starts < 40), 20.0, 0.0)
    assert cues(starts, change, rule).size == 0


def test_cues_come_again_after_the_rest() -> None:
    starts = np.arange(0.0, 700.0, 10.0)
    assert cues(starts, np.full(70, 20.0), LeanRule()).tolist() == [30.0, 330.0, 630.0]


def test_hills_mute_the_cue() -> None:
    t_s, acc = leaning(60.0, 15.0)
    found = lean(t_s, acc, position="back", grade_t_s=[0.0, 200.0], grade_percent=[4.0, 4.0])
    assert found is not None
    assert not found.level.any()
    assert found.cue_t_s.size == 0
    assert found.change_deg.max() > 13.0


def test_forward_and_backward_are_told_apart_where_forward_is_known() -> None:
    ahead = lean(*leaning(60.0, 12.0), position="back", forward=(0.0, 1.0, 0.0))
    back = lean(*leaning(60.0, -12.0), position="back", forward=(0.0, 1.0, 0.0))
    assert ahead is not None
    assert back is not None
    assert ahead.forward_deg is not None
    assert back.forward_deg is not None
    assert ahead.forward_deg[-1] == pytest.approx(12.0, abs=1.5)
    assert back.forward_deg[-1] == pytest.approx(-12.0, abs=1.5)


def test_a_later_moment_can_be_the_upright_one() -> None:
    t_s, acc = leaning(60.0, 15.0)
    found = lean(t_s, acc, position="back", upright_from_s=100.0)
    assert found is not None
    assert found.t_s[0] == pytest.approx(120.0)
    assert found.change_deg.max() < 1.5


def test_a_window_without_samples_has_no_value() -> None:
    t_s, acc = leaning(SECONDS, 0.0)
    keep = (t_s < 50.0) | (t_s >= 70.0)
    found = lean(t_s[keep], acc[keep], position="back")
    assert found is not None
    assert np.isnan(found.change_deg).sum() == 2


def test_without_a_calibration_there_is_no_lean() -> None:
    t_s, acc = leaning(SECONDS, 0.0)
    assert lean(t_s[:200], acc[:200], position="back") is None
    assert lean([], np.empty((0, 3)), position="back") is None


def test_it_needs_three_axes_and_a_forward_that_is_not_down() -> None:
    t_s, acc = leaning(SECONDS, 0.0)
    with pytest.raises(ValueError, match="three axes"):
        lean(t_s, acc[:, 0], position="back")
    with pytest.raises(ValueError, match="not along gravity"):
        lean(t_s, np.tile([0.0, 0.0, 9.81], (len(t_s), 1)), position="back", forward=(0, 0, 1))
