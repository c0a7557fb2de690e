"""Write the gallery into the folder given."""

from __future__ import annotations

import sys
from pathlib import Path

from tests.site import gallery

gallery.configure()
gallery.write(Path(sys.argv[1]))
