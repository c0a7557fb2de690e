"""What every test may ask for."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import django
import pytest
from hypothesis import HealthCheck, settings

ROOT = Path(__file__).resolve().parent.parent

# No test, and no program that a test starts, may reach the diary of whoever runs it.
HOME = Path(tempfile.mkdtemp(prefix="backstride-tests-"))
os.environ["BACKSTRIDE_HOME"] = str(HOME)
# Named here and not in pyproject.toml, where it would be read before the line above.
os.environ["DJANGO_SETTINGS_MODULE"] = "backstride.site.settings"
django.setup()

# The same examples on every run, and no limit on time: a slow machine is not a defect.
# HYPOTHESIS_PROFILE=search looks at new and at more examples.
settings.register_profile(
    "steady", derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile("search", deadline=None, max_examples=1000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "steady"))


def pytest_unconfigure() -> None:
    """Leave nothing behind."""
    shutil.rmtree(HOME, ignore_errors=True)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what drives a browser or reads the recordings, by where it lies and what it asks."""
    for item in items:
        if (ROOT / "tests" / "e2e") in item.path.parents:
            item.add_marker("e2e")
        if "data_dir" in getattr(item, "fixturenames", ()):
            item.add_marker("data")


@pytest.fixture(scope="session")
def repo() -> Path:
    """Return the folder of the checkout."""
    return ROOT


@pytest.fixture(scope="session")
def data_dir() -> Path:
    """Return the folder of recordings and maps that lies beside the checkout.

    It is too large for the repository. BACKSTRIDE_DATA names another place.
    """
    folder = Path(os.environ.get("BACKSTRIDE_DATA", ROOT.parent / "shared" / "data"))
    if not folder.is_dir():
        pytest.skip(f"no test data at {folder}: set BACKSTRIDE_DATA to the folder that has it")
    return folder


@pytest.fixture(scope="session")
def chromium() -> str:
    """Return the path of the Chromium that browser tests drive."""
    asked = subprocess.run(
        [sys.executable, "-m", "tools.chromium"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    if asked.returncode:
        pytest.fail(asked.stderr)
    return asked.stdout.strip()
