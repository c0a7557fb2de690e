"""The phone as sensor: a real walk replayed as movement of the device."""

from __future__ import annotations

import json
import struct
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from playwright.sync_api import Geolocation, Page, Route, expect

from backstride.diary import Walk
from backstride.recordings import Acceleration, Motion, read_acceleration, read_motion
from tests.e2e import steps
from tests.e2e.conftest import NOW, Come
from tests.e2e.hands import Pointer
from tests.e2e.people import settled_in
from tests.e2e.visit import Visit

RECORDING = "A_A2_samsung_front_pocket_hard_1"
"""A phone in a trouser pocket, about 200 samples a second, unevenly spaced."""

BATCH_S = 10
MOTION = "**/api/walks/*/motion"
MEASURE = "Measure my steps"

REPLAY = """(samples) => {
  globalThis.beginning ??= performance.now();
  for (const [ms, x, y, z] of samples) {
    const event = new DeviceMotionEvent("devicemotion", {
      accelerationIncludingGravity: { x, y, z },
      interval: 5,
    });
    Object.defineProperty(event, "timeStamp", { value: globalThis.beginning + ms });
    window.dispatchEvent(event);
  }
}"""

STILL = [[0, 0.0, 0.0, 9.81]]


@pytest.fixture
def recording(data_dir: Path) -> Acceleration:
    found = read_acceleration(data_dir / "gait" / "recordings" / f"{RECORDING}.csv.gz")
    assert isinstance(found, Acceleration)
    return found


def batches(recording: Acceleration) -> Iterator[list[list[float]]]:
    rows = np.column_stack([recording.t_s * 1000, recording.acc])
    edges = np.searchsorted(recording.t_s, np.arange(0, recording.t_s[-1] + BATCH_S, BATCH_S))
    for start, stop in zip(edges, [*edges[1:], len(rows)], strict=True):
        if stop > start:
            yield rows[start:stop].tolist()


def to_the_check(visit: Visit) -> Pointer:
    """Go to the check before a walk, with a clock that can be moved on."""
    visit.page.clock.install(time=NOW)
    visit.tell(*settled_in())
    visit.open("/")
    hands = Pointer(visit.page)
    hands.press("Start")
    hands.choose(steps.PAIN_NOW, "4 of 10")
    hands.choose("New pain, tingling or numbness in a leg?", "No")
    return hands


def choose_to_measure(page: Page) -> None:
    page.get_by_role("switch", name=MEASURE).click()
    page.evaluate(REPLAY, STILL)


def test_a_real_walk_arrives_complete_and_in_order(
    come: Come, recording: Acceleration, data_dir: Path
) -> None:
    visit = come(
        service_workers="block",
        permissions=["geolocation", "accelerometer", "gyroscope", "magnetometer"],
        geolocation={"latitude": 52.52, "longitude": 13.4, "accuracy": 6},
    )
    page = visit.page
    hands = to_the_check(visit)
    choose_to_measure(page)
    page.get_by_role("switch", name="And the way I go").check()
    hands.press("Begin the warm-up")
    expect(page.get_by_text("Your steps are measured")).to_be_visible()
    walk_path = visit.path

    for number, batch in enumerate(batches(recording)):
        page.evaluate(REPLAY, batch)
        page.clock.fast_forward(BATCH_S * 1000)
        place: Geolocation = {
            "latitude": 52.52 + number / 10_000,
            "longitude": 13.4,
            "accuracy": 6.0,
        }
        visit.context.set_geolocation(place)
    hands.press("I have finished")
    assert visit.path == f"{walk_path}after/"

    sent: list[int] = []

    def cut_off(route: Route) -> None:
        body = route.request.post_data_buffer
        if body is not None:
            if sent:
                route.abort("connectionfailed")
                return
            sent.append(struct.unpack_from("<I", body, 12)[0])
        route.continue_()

    visit.context.route(MOTION, cut_off)
    hands.choose(steps.PAIN_NOW, "3 of 10")
    hands.choose("While walking, could you talk?", "Easily")
    visit.site.stand_at("2026-05-12T09:20+02:00")
    hands.press("Save this walk")
    expect(page.get_by_text("What the phone measured is kept here")).to_be_visible()
    before = visit.diary().of(Walk)[-1]
    assert before.recording_sha256 is None

    told = visit.watch.complaints.pop()
    assert "ERR_CONNECTION_FAILED" in told

    visit.context.unroute(MOTION)
    with page.expect_request(
        lambda request: "/motion" in request.url and request.method == "POST"
    ) as again:
        page.clock.fast_forward("01:00")
    body = again.value.post_data_buffer
    assert body is not None
    assert sent == [0]
    assert struct.unpack_from("<I", body, 12)[0] > 0
    expect(page.get_by_text("What the phone measured has arrived.")).to_be_visible()

    walks = [walk for walk in visit.diary().of(Walk) if walk.day == before.day]
    assert [f"/walk/{walk.id}/" for walk in walks] == [walk_path]
    (walk,) = walks
    assert walk.minutes == before.minutes
    assert walk.talk == "sentences"
    assert walk.recording_sha256 is not None
    reference = json.loads((data_dir / "gait" / "reference" / f"{RECORDING}.json").read_text())
    feet = reference["steps_t_s"]
    assert walk.cadence_spm == pytest.approx(60 * (len(feet) - 1) / (feet[-1] - feet[0]), rel=0.05)

    (original,) = (visit.site.home / "recordings").glob(f"*/{walk.recording_sha256}")
    arrived = read_motion(original.read_bytes())
    assert isinstance(arrived, Motion)
    assert arrived.is_complete
    assert f"/walk/{arrived.walk_id}/" == walk_path
    assert len(arrived.t_s) == len(recording.t_s)
    np.testing.assert_allclose(arrived.acc_m_s2, recording.acc, atol=0.0026)
    np.testing.assert_allclose(arrived.t_s, recording.t_s - recording.t_s[0], atol=2e-4)
    assert len(arrived.place_t_s) > 1
    assert (arrived.place_t_s < arrived.t_s[-1] + 60).all()
    np.testing.assert_allclose(arrived.lon_deg, 13.4)
    np.testing.assert_allclose(arrived.within_m, 6)


def test_a_device_that_feels_nothing_says_so_and_the_walk_goes_on(visit: Visit) -> None:
    page, hands = visit.page, to_the_check(visit)
    page.get_by_role("switch", name=MEASURE).click()
    page.clock.run_for(4000)
    expect(page.get_by_text("This device gives no movement to the page.")).to_be_visible()
    expect(page.get_by_role("switch", name=MEASURE)).not_to_be_checked()
    hands.press("Begin the warm-up")
    expect(page.locator("[data-pause]")).to_be_visible()
    expect(page.locator("[data-sensor-line]")).to_be_hidden()


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ("async () => 'denied'", "The phone did not allow it."),
        ("async () => { throw new Error('no tap'); }", "The phone asks for your tap"),
    ],
    ids=["denied", "a tap is needed"],
)
def test_what_an_iphone_answers_has_its_sentence(visit: Visit, answer: str, said: str) -> None:
    page = visit.page
    page.add_init_script(f"DeviceMotionEvent.requestPermission = {answer};")
    to_the_check(visit)
    page.get_by_role("switch", name=MEASURE).click()
    expect(page.get_by_text(said)).to_be_visible()
    expect(page.get_by_role("switch", name=MEASURE)).not_to_be_checked()


def test_a_full_phone_says_so_and_keeps_what_it_has(visit: Visit) -> None:
    page, hands = visit.page, to_the_check(visit)
    choose_to_measure(page)
    hands.press("Begin the warm-up")
    expect(page.get_by_text("Your steps are measured")).to_be_visible()
    page.evaluate(REPLAY, [[ms, 0.0, 0.0, 9.81] for ms in range(0, 10_020, 20)])
    page.evaluate(
        "() => { IDBObjectStore.prototype.add = function () {"
        " this.transaction.abort(); throw new DOMException('', 'QuotaExceededError'); }; }"
    )
    page.evaluate(REPLAY, [[ms, 0.0, 0.0, 9.81] for ms in range(10_020, 20_100, 20)])
    expect(page.get_by_text("This phone is full.")).to_be_visible()
    expect(page.locator("[data-pause]")).to_be_visible()


def test_stopping_forgets_what_was_measured(visit: Visit) -> None:
    page, hands = visit.page, to_the_check(visit)
    choose_to_measure(page)
    hands.press("Begin the warm-up")
    page.evaluate(REPLAY, [[ms, 0.0, 0.0, 9.81] for ms in range(0, 10_100, 20)])
    page.get_by_text("Your steps are measured").click()
    page.get_by_role("button", name="Stop, and forget it").click()
    expect(page.get_by_text("What the phone measured is forgotten.")).to_be_visible()
    page.reload()
    expect(page.locator("[data-pause]")).to_be_visible()
    expect(page.locator("[data-sensor-measuring]")).to_be_hidden()
