"""The way on the ground: how long it is, and where one was at any moment."""

from __future__ import annotations

import numpy as np

from backstride.recordings import Floats, Pause, Recording

EARTH_RADIUS_M = 6_371_008.8
"""Mean radius of the Earth. Source: IUGG."""


def haversine_m(lat1_deg: Floats, lon1_deg: Floats, lat2_deg: Floats, lon2_deg: Floats) -> Floats:
    """Return the great-circle distances between pairs of places, in metres."""
    lat1, lat2 = np.radians(lat1_deg), np.radians(lat2_deg)
    half_lat = np.sin((lat2 - lat1) / 2.0) ** 2
    half_lon = np.sin(np.radians(lon2_deg - lon1_deg) / 2.0) ** 2
    chord = np.clip(half_lat + np.cos(lat1) * np.cos(lat2) * half_lon, 0.0, 1.0)
    metres: Floats = 2.0 * EARTH_RADIUS_M * np.arcsin(np.sqrt(chord))
    return metres


def geo_distance_m(recording: Recording) -> float | None:
    """Return the way along the places in metres, inside segments and outside pauses.

    Parameters
    ----------
    recording : Recording
        Rows without a place are passed over.

    Returns
    -------
    float or None
        None if the recording has no places.
    """
    placed = np.isfinite(recording.lat_deg) & np.isfinite(recording.lon_deg)
    if not placed.any():
        return None
    total = 0.0
    for span in recording.segments:
        rows = np.flatnonzero(placed[span.start : span.stop]) + span.start
        lat, lon = recording.lat_deg[rows], recording.lon_deg[rows]
        legs = haversine_m(lat[:-1], lon[:-1], lat[1:], lon[1:])
        time_s = recording.time_s[rows]
        for pause in recording.pauses:
            across = (time_s[:-1] >= pause.start_s) & (time_s[1:] <= pause.end_s)
            legs = np.where(across, 0.0, legs)
        total += float(legs.sum())
    return total


def distance_over_time(recording: Recording) -> tuple[Floats, Floats] | None:
    """Return times and the device's cumulative distance at them, never falling.

    Returns
    -------
    time_s, distance_m : ndarray, or None
        None if the device gives no distance that grows.
    """
    known = np.isfinite(recording.time_s) & np.isfinite(recording.distance_m)
    if np.count_nonzero(known) < 2:
        return None
    distance_m = np.maximum.accumulate(recording.distance_m[known])
    if distance_m[-1] <= distance_m[0]:
        return None
    return recording.time_s[known], distance_m


def places_over_time(recording: Recording) -> tuple[Floats, Floats, Floats] | None:
    """Return times, latitudes and longitudes of the rows that have all three; None below two."""
    known = (
        np.isfinite(recording.time_s)
        & np.isfinite(recording.lat_deg)
        & np.isfinite(recording.lon_deg)
    )
    if np.count_nonzero(known) < 2:
        return None
    return recording.time_s[known], recording.lat_deg[known], recording.lon_deg[known]


def inside(time_s: Floats, pauses: tuple[Pause, ...]) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """Return which times lie in one of the pauses."""
    found = np.zeros(len(time_s), dtype=np.bool_)
    for pause in pauses:
        found |= (time_s >= pause.start_s) & (time_s < pause.end_s)
    return found
