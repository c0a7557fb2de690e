"""Maps that the tests share."""

from __future__ import annotations

from pathlib import Path

import pytest

from backstride.terrain import TerrainMap, build_map, load_map
from tests.terrain.town import town


@pytest.fixture(scope="session")
def extract(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the extract of the made-up town."""
    return town().write(tmp_path_factory.mktemp("town") / "town.osm.pbf")


@pytest.fixture(scope="session")
def folder(extract: Path) -> Path:
    """Return the folder of its map."""
    where = extract.with_name("town-map")
    build_map(extract, where)
    return where


@pytest.fixture(scope="session")
def network(folder: Path) -> TerrainMap:
    """Return its map."""
    return load_map(folder)
