"""Even, flat loops the size of a walk, and the ground of a walk, from OpenStreetMap."""

from .amenities import Amenity
from .apart import BuildBounds, build_map_apart
from .build import CREDIT, build_map
from .errors import MapError, PlaceError, TerrainError, TrackError
from .evenness import UNEVEN_BELOW, Evenness, KnownBy, evenness_of
from .gpx import gpx_of, without_home
from .ground import Ground, Stretch, ground_of
from .incline import Incline, parse_incline, slope_factor
from .layer import Drawn, Window, drawn_in
from .loops import DEFAULT_SPEED_MPS, Loop, Offer, plan_loops, plan_loops_at
from .made_up import made_up_town
from .names import name_of, names_of
from .network import About, TerrainMap, load_map
from .pieces import Street
from .place import Place, place_at, place_of_node
from .profile import profile_of
from .sketch import Shape
from .streets import StreetsFound, find_streets
from .track import GROUND_METHOD, Span, TrackGround, track_ground
from .trail import Trail
from .wishes import GATES, Gate, Wishes
from .words import (
    COBBLED,
    LOOSE,
    PAVED,
    SURFACE_WORDS,
    ground_words,
    metres,
    share,
    words_for,
)

__all__ = [
    "COBBLED",
    "CREDIT",
    "DEFAULT_SPEED_MPS",
    "GATES",
    "GROUND_METHOD",
    "LOOSE",
    "PAVED",
    "SURFACE_WORDS",
    "UNEVEN_BELOW",
    "About",
    "Amenity",
    "BuildBounds",
    "Drawn",
    "Evenness",
    "Gate",
    "Ground",
    "Incline",
    "KnownBy",
    "Loop",
    "MapError",
    "Offer",
    "Place",
    "PlaceError",
    "Shape",
    "Span",
    "Street",
    "StreetsFound",
    "Stretch",
    "TerrainError",
    "TerrainMap",
    "TrackError",
    "TrackGround",
    "Trail",
    "Window",
    "Wishes",
    "build_map",
    "build_map_apart",
    "drawn_in",
    "evenness_of",
    "find_streets",
    "gpx_of",
    "ground_of",
    "ground_words",
    "load_map",
    "made_up_town",
    "metres",
    "name_of",
    "names_of",
    "parse_incline",
    "place_at",
    "place_of_node",
    "plan_loops",
    "plan_loops_at",
    "profile_of",
    "share",
    "slope_factor",
    "track_ground",
    "without_home",
    "words_for",
]
