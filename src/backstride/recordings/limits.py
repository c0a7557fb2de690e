"""How much of a file is looked at before it is sent back."""

from __future__ import annotations

from dataclasses import dataclass

MIB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds that keep any file, kind or unkind, within time and memory.

    Each bound is judged against a long real recording, so that a walk never meets one.

    Attributes
    ----------
    max_bytes : int
        Size of one recording. A day at one point per second is about 56 MiB as TCX, the
        wordiest of the formats, and 5 MiB as FIT.
    max_points : int
        Points in one file: almost six days at one per second.
    max_items : int
        FIT messages or XML elements in one file. A TCX point has about twelve elements and a
        FIT point two or three messages beside it, so a full file stays below. It bounds time
        where a file is made of a great many tiny pieces.
    max_depth : int
        Elements inside each other. GPX and TCX need ten.
    max_gap_chars : int
        Characters between two "<" of an XML file. It bounds one tag with its attributes, and
        one text, before the parser has to hold them.
    max_archive_bytes : int
        Size of a zip archive. It is read member by member and never held as a whole.
    max_members : int
        Files in one archive, and FIT files in one chain: twenty years of daily walks are 7,300.
    max_entries : int
        Files in the export of a service, most of which are passed over: pictures, letters, and a
        file for each day and kind of value.
    max_inflated_bytes : int
        Bytes that come out of one archive, counted as they come, never as the archive claims.
    max_archive_points : int
        Points of all recordings that `read` holds at once, 72 bytes each; `read_each` has no such
        bound, as it lets go of each member before the next.
    max_health_bytes : int
        Unpacked size of a health export. It is read as a stream; twelve years with a watch were
        some 3 GiB.
    max_health_rows : int
        Values kept of a health export, at most 24 bytes each.
    max_samples : int
        Samples of acceleration held at once, 32 bytes each: eight hours at 100 a second.
    max_database_bytes : int
        Size of an SQLite database, which is held in memory, for a moment twice. Years of a watch
        that writes a row a minute are some 100 MiB.
    max_database_steps : int
        Steps of SQLite's machine for one database: some hundred for each row.
    max_ratio : float
        Inflated to packed bytes of one member, looked at once a member has given 1 MiB.
        Recordings pack 5 to 25 times; deflate can reach 1,000.
    """

    max_bytes: int = 64 * MIB
    max_points: int = 500_000
    max_items: int = 2_000_000
    max_depth: int = 64
    max_gap_chars: int = MIB // 4
    max_archive_bytes: int = 512 * MIB
    max_members: int = 10_000
    max_entries: int = 40_000
    max_inflated_bytes: int = 512 * MIB
    max_archive_points: int = 2_000_000
    max_health_bytes: int = 4096 * MIB
    max_health_rows: int = 4_000_000
    max_samples: int = 3_000_000
    max_database_bytes: int = 192 * MIB
    max_database_steps: int = 2_000_000_000
    max_ratio: float = 100.0
