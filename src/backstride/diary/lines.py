"""Events as lines of JSON: one event a line, read from anything and written canonically."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, nullcontext
from os import PathLike
from pathlib import Path
from typing import IO, Any, NoReturn

from pydantic import ValidationError

from backstride.diary.event import STORED
from backstride.diary.events import EVENT, AnyEvent
from backstride.diary.problems import LineProblem, Problem
from backstride.diary.splitting import MAX_LINE_BYTES, RawLine, Readable, split_lines
from backstride.diary.words import problems_of, shown

Source = str | PathLike[str] | Readable
"""A path, or an open file (binary if there is a choice)."""

HOPELESS_LINES = 1000
"""After so many lines without a single event it is not a diary, and we stop (judgement)."""

PROBLEMS_PER_LINE = 5
"""One line says no more than this about itself; the rest shows once these are mended."""

_BOM = b"\xef\xbb\xbf"
_UTF16 = (b"\xff\xfe", b"\xfe\xff")


def read_lines(
    source: Source, *, max_line_bytes: int = MAX_LINE_BYTES
) -> Iterator[AnyEvent | LineProblem]:
    """Yield the events of a file, and a problem for whatever is no event.

    Reads in constant memory and never raises for what the file holds. Blank lines and a byte
    order mark are passed over. Whether ids repeat is not looked at; ``take_in`` does.

    Parameters
    ----------
    source : path or open file
        An open file is read from where it stands and not closed.
    max_line_bytes : int
        Longer lines are a problem, and skipped.

    Yields
    ------
    event or LineProblem
        In the order of the file; up to five problems for one line.

    Raises
    ------
    OSError
        If the file cannot be opened or read.
    """
    for _, found in numbered_lines(source, max_line_bytes=max_line_bytes):
        yield found


def numbered_lines(
    source: Source, *, max_line_bytes: int = MAX_LINE_BYTES, stored: bool = False
) -> Iterator[tuple[int, AnyEvent | LineProblem]]:
    """Yield what ``read_lines`` yields, each with the number of its line.

    With `stored` the times of an event are not compared again; see ``read_event``.
    """
    with _opened(source) as stream:
        any_event, barren = False, 0
        for line in split_lines(stream, max_line_bytes=max_line_bytes):
            found = _read_raw(line, stored)
            if not isinstance(found, tuple):
                any_event = True
                yield line.number, found
                continue
            for problem in found:
                yield line.number, LineProblem.on(line.number, problem)
            barren += bool(found)
            if barren >= HOPELESS_LINES and not any_event:
                yield line.number, LineProblem.on(line.number, _HOPELESS)
                return


def read_line(line: str | bytes, *, stored: bool = False) -> AnyEvent | tuple[Problem, ...]:
    """Return the event on one line, or what is wrong with the line.

    A line without anything on it gives no problems. With `stored` the times of the event
    are not compared again; see ``read_event``.
    """
    try:
        text = line if isinstance(line, str) else line.decode()
    except UnicodeDecodeError:
        return (_NOT_UTF8,)
    if "\x00" in text:
        return (_NOT_TEXT,)
    text = text.strip()
    if not text:
        return ()
    if not text.startswith("{"):
        return (_ARRAY if text.startswith("[") else _NOT_JSON,)
    try:
        given = json.loads(text, object_pairs_hook=_object, parse_constant=_no_constant)
    except _RefusedError as error:
        return (error.problem,)
    except json.JSONDecodeError as error:
        cut = not text.endswith("}") or error.pos >= len(text)
        return (_CUT if cut else _broken(error),)
    except (ValueError, RecursionError):
        # A number too long to be read, a word that is no number, braces within braces.
        return (_NOT_JSON,)
    return read_event(given, stored=stored)


def read_event(given: Any, *, stored: bool = False) -> AnyEvent | tuple[Problem, ...]:
    """Return the event that parsed JSON holds, or what is wrong with it.

    Unlike ``EVENT`` it asks for the id: without one, the same line read twice would be two
    events.

    Parameters
    ----------
    given : object
        What JSON gave.
    stored : bool
        Whether it was checked before it was stored. Its moment, clock time and zone are then
        not compared again: the rules of the zone may have changed since.
    """
    if isinstance(given, dict) and "type" in given and "id" not in given:
        return (_NO_ID,)
    try:
        return EVENT.validate_python(given, context=STORED if stored else None)
    except ValidationError as error:
        return problems_of(error)[:PROBLEMS_PER_LINE]


def write_line(event: AnyEvent) -> str:
    """Return an event as its canonical line, with the line end.

    Names are sorted and fields without a value left out, so that an event has exactly one
    form: reading a line and writing the event gives the same bytes again.
    """
    fields = event.model_dump(mode="json", exclude_none=True)
    return json.dumps(fields, sort_keys=True, ensure_ascii=False, separators=(",", ":")) + "\n"


def write_lines(events: Iterable[AnyEvent], stream: IO[bytes] | IO[str]) -> int:
    """Write events to an open file, a line each in the order given; return how many.

    Parameters
    ----------
    events : iterable of event
    stream : binary or text file
        A text file should be UTF-8 and leave line ends alone (``newline=""``).
    """
    count = 0
    write: Any = stream.write
    text = hasattr(stream, "encoding")
    for event in events:
        line = write_line(event)
        write(line if text else line.encode())
        count += 1
    return count


def _opened(source: Source) -> AbstractContextManager[Readable]:
    if isinstance(source, str | PathLike):
        return Path(source).open("rb")
    return nullcontext(source)


def _read_raw(line: RawLine, stored: bool) -> AnyEvent | tuple[Problem, ...]:
    if line.too_long:
        return (_TOO_LONG,)
    content = line.content
    if line.number == 1:
        if content.startswith(_UTF16):
            return (_IS_UTF16,)
        content = content.removeprefix(_BOM)
    return read_line(content, stored=stored)


class _RefusedError(ValueError):
    """JSON that Python would read, and that we do not."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.words)
        self.problem = problem


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    given = dict(pairs)
    if len(given) != len(pairs):
        seen: set[str] = set()
        for name, _ in pairs:
            if name in seen:
                raise _RefusedError(_field_twice(name))
            seen.add(name)
    return given


def _no_constant(name: str) -> NoReturn:
    raise _RefusedError(
        Problem(
            code="impossible_value",
            words=f"{name} is not a number",
            what_to_do="Give a number, or leave the field out.",
        )
    )


def _field_twice(name: str) -> Problem:
    return Problem(
        code="field_twice",
        field=shown(name)[1:-1],
        words="this field is given twice",
        what_to_do="Take out the one that is not meant.",
    )


def _broken(error: json.JSONDecodeError) -> Problem:
    return Problem(
        code="not_json",
        words=f"the line is not valid JSON at character {error.pos + 1}",
        what_to_do="Look there for a missing comma or quote, or take the line out.",
    )


_NOT_JSON = Problem(
    code="not_json",
    words="the line holds no event in JSON",
    what_to_do="Take it out; every line is one event in braces.",
)
_ARRAY = Problem(
    code="not_json",
    words="the line begins a list",
    what_to_do="Write one event a line, without square brackets and commas between them.",
)
_CUT = Problem(
    code="cut_in_half",
    words="the line breaks off in the middle",
    what_to_do="Find the whole line in the file this one was copied from, or take it out.",
)
_NOT_UTF8 = Problem(
    code="not_utf8",
    words="the line holds bytes that are not UTF-8 text",
    what_to_do="Save the file as UTF-8, or take the line out.",
)
_IS_UTF16 = Problem(
    code="not_utf8",
    words="the file is written in UTF-16",
    what_to_do="Save it as UTF-8.",
)
_NOT_TEXT = Problem(
    code="not_text",
    words="the line holds bytes that belong to no text",
    what_to_do="Check that this is the right file; a diary is a text file.",
)
_TOO_LONG = Problem(
    code="line_too_long",
    words="the line is longer than any event",
    what_to_do="Check that this is the right file, and that every event has its own line.",
)
_NO_ID = Problem(
    code="missing",
    field="id",
    words="this field is not there",
    what_to_do="Give the event a UUID of its own, so that reading it twice changes nothing.",
)
_HOPELESS = Problem(
    code="not_a_diary",
    words=f"there is no event in the first {HOPELESS_LINES} lines, so we stopped here",
    what_to_do="Check that this is the right file; a diary has one event a line.",
)
