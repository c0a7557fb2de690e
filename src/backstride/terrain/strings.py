"""Names in arrays: all texts in one row of bytes, and where each begins."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from .arrays import Bytes, Indices, Ints, starts_of


class Names:
    """Texts with a number each; the empty text is number 0."""

    def __init__(self) -> None:
        self._number = {"": 0}

    def number(self, text: str) -> int:
        """Return the number of a text."""
        return self._number.setdefault(text, len(self._number))

    def find(self, text: str) -> int:
        """Return the number of a text that is there; 0 for another one."""
        return self._number.get(text, 0)

    def texts(self) -> list[str]:
        """Return all texts, in the order of their numbers."""
        return list(self._number)

    def numbers(self, texts: Iterable[str]) -> Indices:
        """Return the number of each text."""
        return np.array([self.number(text) for text in texts], dtype=np.int32)

    def packed(self) -> tuple[Bytes, Ints]:
        """Return all bytes, and where each text begins."""
        encoded = [text.encode() for text in self._number]
        starts = starts_of(np.array([len(each) for each in encoded], dtype=np.int64))
        return np.frombuffer(b"".join(encoded) or b"\0", dtype=np.uint8), starts


def text_at(packed: Bytes, starts: NDArray[np.integer], number: int) -> str:
    """Return the text with a number."""
    return bytes(packed[int(starts[number]) : int(starts[number + 1])]).decode()
