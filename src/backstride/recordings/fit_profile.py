"""The numbers of the FIT profile that a walk needs. Source: the FIT protocol and global profile."""

from __future__ import annotations

from collections.abc import Mapping

from .recording import Sport

# Messages.
FILE_ID, SPORT, SESSION, LAP, RECORD, EVENT, DEVICE_INFO = 0, 12, 18, 19, 20, 21, 23

TIMESTAMP = 253

WANTED: Mapping[int, frozenset[int]] = {
    FILE_ID: frozenset({0, 1, 2, 8}),  # type, manufacturer, product, product name
    SPORT: frozenset({0, 1}),  # sport, sub sport
    # start, sport, sub sport, elapsed, timer, distance, strides, energy, mean and highest heart
    # rate, mean cadence, ascent, descent, mean cadence's fraction, end
    SESSION: frozenset({2, 5, 6, 7, 8, 9, 10, 11, 16, 17, 18, 22, 23, 92, TIMESTAMP}),
    LAP: frozenset({2, 7, 8, 9, 25, 39, TIMESTAMP}),  # start, elapsed, timer, distance, sport
    EVENT: frozenset({0, 1, TIMESTAMP}),  # event, type
    DEVICE_INFO: frozenset({0, 1, 2, 4, 25, 27}),  # index, type, maker, product, source, name
}
"""Fields kept of the messages other than records."""

# Fields of a record.
LAT, LON, ALTITUDE, HEART_RATE, CADENCE, DISTANCE, SPEED, SPEED_DISTANCE = 0, 1, 2, 3, 4, 5, 6, 8
ACTIVITY_TYPE, CADENCE_256, CADENCE_FRACTION, SPEED_FINE, ALTITUDE_FINE = 42, 52, 53, 73, 78

RECORD_SCALES: Mapping[int, tuple[float, float]] = {
    LAT: (2**31 / 180, 0.0),
    LON: (2**31 / 180, 0.0),
    ALTITUDE: (5.0, 500.0),
    HEART_RATE: (1.0, 0.0),
    CADENCE: (1.0, 0.0),
    DISTANCE: (100.0, 0.0),
    SPEED: (1000.0, 0.0),
    ACTIVITY_TYPE: (1.0, 0.0),
    CADENCE_256: (256.0, 0.0),
    CADENCE_FRACTION: (128.0, 0.0),
    SPEED_FINE: (1000.0, 0.0),
    ALTITUDE_FINE: (5.0, 500.0),
}
"""Scale and offset of each field: the value is raw / scale - offset."""

BASE_TYPES: Mapping[int, tuple[str, int, float | None]] = {
    0x00: ("u1", 1, 0xFF),  # enum
    0x01: ("i1", 1, 0x7F),
    0x02: ("u1", 1, 0xFF),
    0x03: ("i2", 2, 0x7FFF),
    0x04: ("u2", 2, 0xFFFF),
    0x05: ("i4", 4, 0x7FFFFFFF),
    0x06: ("u4", 4, 0xFFFFFFFF),
    0x08: ("f4", 4, None),
    0x09: ("f8", 8, None),
    0x0A: ("u1", 1, 0),  # the z types call 0 invalid
    0x0B: ("u2", 2, 0),
    0x0C: ("u4", 4, 0),
    0x0D: ("u1", 1, 0xFF),  # byte
    0x0E: ("i8", 8, 0x7FFFFFFFFFFFFFFF),
    0x0F: ("u8", 8, 0xFFFFFFFFFFFFFFFF),
    0x10: ("u8", 8, 0),
}
"""Layout, size and invalid value of the numeric base types, by the low five bits of their code."""

STRING_TYPE = 0x07

COURSE_FILE = 6

TIMER_EVENT, EVENT_START = 0, 0
EVENT_STOPS = frozenset({1, 4, 8, 9})  # stop, stop all, and the two that disable the timer

LOCAL_SOURCE, LOCAL_BAROMETER = 5, 4

SPORT_NAMES: Mapping[int, str] = {
    0: "generic", 1: "running", 2: "cycling", 3: "transition", 4: "fitness equipment",
    5: "swimming", 10: "training", 11: "walking", 12: "cross-country skiing", 13: "alpine skiing",
    14: "snowboarding", 15: "rowing", 16: "mountaineering", 17: "hiking", 18: "multisport",
    19: "paddling", 21: "e-biking", 22: "motorcycling", 23: "boating", 24: "driving", 25: "golf",
    27: "horse riding", 30: "inline skating", 33: "ice skating", 35: "snowshoeing",
}  # fmt: skip

SUB_SPORT_NAMES: Mapping[int, str] = {
    0: "generic", 1: "treadmill", 2: "street", 3: "trail", 4: "track", 5: "spin",
    6: "indoor cycling", 14: "indoor rowing", 15: "elliptical", 16: "stair climbing",
    27: "indoor walking", 30: "casual walking", 31: "speed walking", 45: "indoor running",
}  # fmt: skip

_SPORTS: Mapping[int, Sport] = {
    0: Sport.UNKNOWN,
    1: Sport.RUNNING,
    2: Sport.CYCLING,
    3: Sport.UNKNOWN,
    4: Sport.UNKNOWN,
    10: Sport.UNKNOWN,
    11: Sport.WALKING,
    16: Sport.HIKING,
    17: Sport.HIKING,
    18: Sport.UNKNOWN,
    21: Sport.CYCLING,
    254: Sport.UNKNOWN,
}

_SUB_SPORTS: Mapping[int, Sport] = {
    5: Sport.CYCLING,
    6: Sport.CYCLING,
    14: Sport.ELSE,
    15: Sport.ELSE,
    16: Sport.ELSE,
    27: Sport.WALKING,
    30: Sport.WALKING,
    31: Sport.WALKING,
    45: Sport.RUNNING,
}
"""Sub sports that say more than a sport which says nothing. A treadmill may be walked or run."""

ACTIVITY_TYPES: Mapping[int, Sport] = {1: Sport.RUNNING, 2: Sport.CYCLING, 6: Sport.WALKING}
"""The sport in a record, for files that broke off before their session."""

_MAKERS: Mapping[int, str] = {
    1: "Garmin", 23: "Suunto", 32: "Wahoo", 71: "TomTom", 95: "Stryd", 123: "Polar",
    258: "Lezyne", 260: "Zwift", 265: "Strava", 267: "Bryton", 289: "Hammerhead", 294: "COROS",
    310: "Decathlon",
}  # fmt: skip


def sport_of(sport: int | None, sub_sport: int | None) -> tuple[Sport, str]:
    """Return the sport and the file's words for it.

    Parameters
    ----------
    sport, sub_sport : int or None
        Their FIT numbers; None where the file does not say.
    """
    if sport is None:
        return Sport.UNKNOWN, ""
    kind = _SPORTS.get(sport, Sport.ELSE)
    if kind is Sport.UNKNOWN and sub_sport is not None:
        kind = _SUB_SPORTS.get(sub_sport, kind)
    text = SPORT_NAMES.get(sport, f"sport {sport}")
    if sub_sport is not None:
        text += "/" + SUB_SPORT_NAMES.get(sub_sport, f"sub sport {sub_sport}")
    return kind, text


def device_of(maker: int | None, product: int | None, product_name: str) -> str:
    """Return a name for the device: its own, else its maker and product number."""
    if product_name:
        return product_name
    name = _MAKERS.get(maker, "") if maker is not None else ""
    return f"{name} (product {product})" if name and product is not None else name
