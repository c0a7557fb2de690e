"""Bytes that were a file, changed in the ways in which files break and attackers break them."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence

Change = Callable[[bytearray, Sequence[bytes], random.Random], None]

_EXTREMES = tuple(
    value.to_bytes(size, order)
    for size in (1, 2, 4, 8)
    for value in (0, 1, 2 ** (8 * size - 1) - 1, 2 ** (8 * size - 1), 2 ** (8 * size) - 1)
    for order in ("little", "big")
)
"""Numbers at the ends of each size of field, in both orders of bytes."""

_TEXTS = (
    b"", b"-", b"-1", b"0", b"1e999", b"nan", b"inf", b"9" * 400, b"1_0", b"0x10", b"1,5",
    b"2024-02-30T25:61:61Z", b"\xff\xfe", b"\0", b"\xd9\xa3", b"[" * 2000, b"{" * 2000,
    b"<a>" * 2000, b'"', b"'", b"\n", b"&x;", b"<!DOCTYPE x [<!ENTITY x 'y'>]>",
)  # fmt: skip
"""What to put where a text has a number."""

_NUMBERS = re.compile(rb"-?\d+(?:\.\d+)?")


def mutated(data: bytes, others: Sequence[bytes], chance: random.Random) -> bytes:
    """Return the bytes with one to four changes.

    Parameters
    ----------
    data : bytes
        What to change.
    others : sequence of bytes
        Files to take pieces from.
    chance : Random
        Where the changes come from; the same one gives the same bytes.
    """
    changed = bytearray(data)
    for _ in range(chance.choice((1, 1, 2, 4))):
        chance.choice(CHANGES)(changed, others, chance)
    return bytes(changed)


def flip_bits(data: bytearray, others: Sequence[bytes], chance: random.Random) -> None:
    for _ in range(chance.choice((1, 3, 30))):
        if data:
            data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)


def set_bytes(data: bytearray, others: Sequence[bytes], chance: random.Random) -> None:
    at = _place(data, chance)
    data[at : at + 8] = chance.randbytes(chance.randint(1, 16))


def cut(data: bytearray, others: Sequence[bytes], chance: random.Random) -> None:
    del data[_place(data, chance) :]


def leave_out(data: bytearray, others: Sequence[bytes], chance: random.Random) -> None:
    at = _place(data, chance)
    del data[at : at + chance.choice((1, 2, 4, 100, 5000))]


def repeat(data: bytearray, others: Sequence[bytes], chance: random.Random) -> None:
    at = _place(data, chance)
    piece = bytes(data[at : at + chance.choice((1, 4, 64, 1024))])
    data[at:at] = piece * chance.choice((1, 2, 300))


def splice(data: bytearray, others: Sequence[bytes], chance: random.Random) -> None:
    other = chance.choice(others)
    begin = chance.randrange(len(other) + 1)
    piece = other[begin : begin + chance.choice((4, 64, 4096))]
    at = _place(data, chance)
    data[at : at + chance.choice((0, len(piece)))] = piece


def lie_about_a_size(data: bytearray, others: Sequence[bytes], chance: random.Random) -> None:
    """Overwrite what may be a size: at the beginning and end of a file more often than not."""
    piece = chance.choice(_EXTREMES)
    edge = min(len(data), 64)
    at = chance.choice((chance.randrange(edge + 1), len(data) - edge, _place(data, chance)))
    data[at : at + len(piece)] = piece


def change_a_number_of_a_text(
    data: bytearray, others: Sequence[bytes], chance: random.Random
) -> None:
    at = _place(data, chance)
    found = _NUMBERS.search(data, at, at + 2000)
    if found is not None:
        data[found.start() : found.end()] = chance.choice(_TEXTS)


CHANGES: tuple[Change, ...] = (
    flip_bits,
    set_bytes,
    cut,
    leave_out,
    repeat,
    splice,
    lie_about_a_size,
    lie_about_a_size,
    change_a_number_of_a_text,
)


def _place(data: bytearray, chance: random.Random) -> int:
    """Return a place, near the beginning in half of the cases, where most of a format is said."""
    most = len(data) if chance.random() < 0.5 else min(len(data), 600)
    return chance.randrange(most + 1)
