"""The folder that holds everything one installation keeps."""

from __future__ import annotations

import os
import secrets
import sys
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

PRIVATE_FOLDER = 0o700
PRIVATE_FILE = 0o600


@dataclass(frozen=True, slots=True)
class Home:
    """The data folder of one installation and the names inside it.

    Parameters
    ----------
    folder : Path
        Absolute path; it need not exist yet.
    """

    folder: Path

    @property
    def database(self) -> Path:
        """The SQLite file with accounts, diaries and preferences."""
        return self.folder / "backstride.sqlite3"

    @property
    def recordings(self) -> Path:
        """Folder of the original recordings and their columns."""
        return self.folder / "recordings"

    @property
    def maps(self) -> Path:
        """Folder of the maps to walk in, and of extracts to build them from."""
        return self.folder / "maps"

    @property
    def instruments(self) -> Path:
        """Folder of the questionnaires that an administrator adds."""
        return self.folder / "instruments"

    @property
    def backups(self) -> Path:
        """Folder of the copies made before the database changes its shape."""
        return self.folder / "backups"

    @property
    def address(self) -> Path:
        """Where the running site writes down how it can be reached."""
        return self.folder / "address"

    @property
    def clock(self) -> Path:
        """A moment to take as now; looked at only where the clock may be set."""
        return self.folder / "clock"

    @property
    def tag(self) -> str:
        """A short name of this folder, to keep the cookies of two installations apart."""
        return sha256(os.fsencode(self.folder)).hexdigest()[:8]

    def make(self) -> None:
        """Make the folder, readable by its owner only."""
        self.folder.mkdir(mode=PRIVATE_FOLDER, parents=True, exist_ok=True)

    def secret_key(self) -> str:
        """Return the installation's secret key; the first call makes it.

        The key signs cookies. It is drawn at random, kept in ``secret-key`` with access
        for its owner only, and never asked of anybody.
        """
        path = self.folder / "secret-key"
        try:
            return _first_line(path)
        except FileNotFoundError:
            self.make()
        draft = self.folder / f"secret-key.{secrets.token_hex(8)}"
        handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, PRIVATE_FILE)
        with os.fdopen(handle, "w") as out:
            out.write(secrets.token_urlsafe(48) + "\n")
            out.flush()
            os.fsync(out.fileno())
        try:
            # A link, not a rename: of two processes that start together one wins for both.
            os.link(draft, path)
        except FileExistsError:
            pass
        finally:
            draft.unlink()
        return _first_line(path)


def home() -> Home:
    """Return the data folder that the environment asks for.

    ``BACKSTRIDE_HOME`` where it is set, else the platform's place for a person's
    application data.

    Raises
    ------
    ValueError
        If the account that asks has no home folder, or the one named is nobody's.
    """
    chosen = os.environ.get("BACKSTRIDE_HOME")
    if chosen:
        return Home(_unfolded(chosen).resolve())
    if sys.platform == "darwin":
        return Home(_unfolded("~") / "Library" / "Application Support" / "Backstride")
    data = os.environ.get("XDG_DATA_HOME")
    base = Path(data) if data and Path(data).is_absolute() else _unfolded("~") / ".local" / "share"
    return Home(base / "backstride")


def _unfolded(path: str) -> Path:
    try:
        return Path(path).expanduser()
    except RuntimeError as error:
        raise ValueError(
            f"{path} names no folder: the account has no home. Set BACKSTRIDE_HOME to a folder "
            "for your data."
        ) from error


def _first_line(path: Path) -> str:
    key = path.read_text().strip()
    if not key:
        raise ValueError(
            f"{path} is empty. Delete it and start again; everybody then signs in once more."
        )
    return key
