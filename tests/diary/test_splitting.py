import io
import tracemalloc

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backstride.diary.splitting import CHUNK_BYTES, RawLine, split_lines


class Endless:
    """A stream of one byte, so many times over; holds none of them."""

    def __init__(self, byte: bytes, size: int) -> None:
        self.byte = byte
        self.left = size

    def read(self, size: int, /) -> bytes:
        size = min(size, self.left)
        self.left -= size
        return self.byte * size


class Dripping:
    """A stream that hands out what it holds in pieces of odd sizes."""

    def __init__(self, content: bytes, sizes: list[int]) -> None:
        self.file = io.BytesIO(content)
        self.sizes = sizes

    def read(self, _size: int, /) -> bytes:
        return self.file.read(self.sizes.pop() if self.sizes else 3)


def numbers_and_contents(content: bytes) -> list[tuple[int, bytes]]:
    return [(line.number, line.content) for line in split_lines(io.BytesIO(content))]


def test_it_counts_blank_lines_and_does_not_give_them() -> None:
    assert numbers_and_contents(b"a\n\n\nb\n") == [(1, b"a"), (4, b"b")]


def test_it_gives_a_last_line_without_its_end_and_says_so() -> None:
    *_, last = split_lines(io.BytesIO(b"a\nb"))
    assert last == RawLine(2, b"b", complete=False)


def test_it_reads_text_as_utf_8() -> None:
    (line,) = split_lines(io.StringIO("größer\n"))
    assert line.content == "größer".encode()


def test_it_gives_a_line_that_is_too_long_once_and_goes_on() -> None:
    content = b"a\n" + b"x" * 5000 + b"\nb\n"
    lines = list(split_lines(io.BytesIO(content), max_line_bytes=100))
    assert [(line.number, line.too_long) for line in lines] == [(1, False), (2, True), (3, False)]
    assert len(lines[1].content) == 100


@pytest.mark.parametrize("length", [CHUNK_BYTES - 1, CHUNK_BYTES, CHUNK_BYTES + 1, 3 * CHUNK_BYTES])
def test_a_line_may_cross_the_pieces_in_which_a_file_is_read(length: int) -> None:
    content = b"x" * length + b"\nend\n"
    assert numbers_and_contents(content) == [(1, b"x" * length), (2, b"end")]


def test_a_line_may_have_exactly_the_most_bytes_allowed() -> None:
    lines = split_lines(io.BytesIO(b"x" * 100 + b"\n" + b"y" * 101 + b"\n"), max_line_bytes=100)
    assert [line.too_long for line in lines] == [False, True]


@pytest.mark.parametrize("byte", [b"\x00", b"{", b"\n"])
def test_it_needs_little_memory_for_one_byte_over_and_over(byte: bytes) -> None:
    size = 200_000_000 if byte != b"\n" else 500_000
    tracemalloc.start()
    lines = sum(1 for _ in split_lines(Endless(byte, size)))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert lines == (0 if byte == b"\n" else 1)
    assert peak < 10_000_000


@given(st.binary(), st.lists(st.integers(1, 7)), st.integers(1, 20))
def test_the_pieces_in_which_it_reads_do_not_matter(
    content: bytes, sizes: list[int], most: int
) -> None:
    content = content.replace(b"a", b"\n")
    dripping = split_lines(Dripping(content, sizes), max_line_bytes=most)
    whole = split_lines(io.BytesIO(content), max_line_bytes=most)
    assert [(line.number, line.content, line.too_long) for line in dripping] == [
        (line.number, line.content, line.too_long) for line in whole
    ]


@given(st.lists(st.binary(max_size=12).map(lambda line: line.replace(b"\n", b""))))
def test_it_gives_every_line_with_its_number(lines: list[bytes]) -> None:
    content = b"".join(line + b"\n" for line in lines)
    expected = [(number, line) for number, line in enumerate(lines, start=1) if line]
    assert numbers_and_contents(content) == expected
