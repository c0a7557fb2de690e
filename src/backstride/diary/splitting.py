"""Bytes of any origin, cut into lines, in constant memory."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

MAX_LINE_BYTES = 1_048_576
"""No event is longer: the largest that the format allows has about a million bytes."""

CHUNK_BYTES = 65_536


class Readable(Protocol):
    """Anything that is read in chunks, until an empty one: a file, an upload, a socket."""

    def read(self, size: int, /) -> bytes | str:
        """Return at most so many bytes or characters; nothing at the end."""
        ...


@dataclass(frozen=True, slots=True)
class RawLine:
    """One line as it lies in the file.

    Parameters
    ----------
    number : int
        Counted from 1; lines without anything on them count, but are not given.
    content : bytes
        Without its line end; cut off where `too_long`.
    complete : bool
        False for a last line that lacks its line end.
    too_long : bool
        Whether it has more than the most bytes allowed.
    """

    number: int
    content: bytes
    complete: bool = True
    too_long: bool = False


def split_lines(stream: Readable, *, max_line_bytes: int = MAX_LINE_BYTES) -> Iterator[RawLine]:
    """Yield the lines of a stream, whatever it holds.

    Never holds more than the longest line allowed and two chunks. A line ends with a line
    feed; a carriage return before it is left on the line.

    Parameters
    ----------
    stream : binary or text file
        Read in chunks from where it stands, and not closed.
    max_line_bytes : int
        Longer lines are skipped over to their end and given once, marked ``too_long``.
    """
    number, start, skipping = 1, b"", False
    while chunk := _read(stream):
        *ends, rest = chunk.split(b"\n")
        for end in ends:
            if skipping:
                skipping = False
            elif len(start) + len(end) > max_line_bytes:
                yield RawLine(number, (start + end)[:max_line_bytes], too_long=True)
            elif start or end:
                yield RawLine(number, start + end)
            start = b""
            number += 1
        if skipping:
            continue
        start += rest
        if len(start) > max_line_bytes:
            yield RawLine(number, start[:max_line_bytes], complete=False, too_long=True)
            start, skipping = b"", True
    if start:
        yield RawLine(number, start, complete=False)


def _read(stream: Readable) -> bytes:
    chunk = stream.read(CHUNK_BYTES)
    return chunk.encode("utf-8", "surrogatepass") if isinstance(chunk, str) else chunk
