"""What a person can put right about a map or a route."""

from __future__ import annotations


class TerrainError(Exception):
    """Something about a map, a place or a track; the message says what to do."""


class MapError(TerrainError):
    """An extract, an elevation file or a map folder that cannot be used."""


class PlaceError(TerrainError):
    """A point from which the map knows no way."""


class TrackError(TerrainError):
    """A recorded track that cannot be put on the map."""
