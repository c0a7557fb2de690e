import io
import json
import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backstride.diary import (
    AnyEvent,
    LineProblem,
    Problem,
    Screening,
    read_event,
    read_line,
    read_lines,
    write_line,
    write_lines,
)
from backstride.diary.lines import HOPELESS_LINES
from backstride.diary.splitting import MAX_LINE_BYTES
from tests.diary.factories import ZONE, correction, events, flare, newcomer, utc, walk, week
from tests.diary.strategies import events as any_events

GOOD = write_line(flare("2026-05-14"))
CORRECTED = write_line(correction(flare("2026-05-14")))
DIARY = events(newcomer("2026-05-11"), week("2026-05-11", mon=10, wed=10, fri=10, pain=4))


def read(content: bytes) -> list[AnyEvent | LineProblem]:
    return list(read_lines(io.BytesIO(content)))


def problem_in(line: str | bytes) -> Problem:
    found = read_line(line)
    assert isinstance(found, tuple)
    (problem,) = found
    return problem


def changed(**fields: object) -> str:
    return json.dumps({**json.loads(GOOD), **fields})


def test_it_reads_what_it_wrote() -> None:
    stream = io.BytesIO()
    assert write_lines(DIARY, stream) == len(DIARY)
    assert tuple(read(stream.getvalue())) == DIARY


def test_it_writes_text_and_bytes_alike() -> None:
    text, binary = io.StringIO(), io.BytesIO()
    write_lines(DIARY, text)
    write_lines(DIARY, binary)
    assert text.getvalue().encode() == binary.getvalue()


def test_it_reads_a_path_an_open_file_and_text(tmp_path: Path) -> None:
    path = tmp_path / "diary.jsonl"
    path.write_text("".join(map(write_line, DIARY)), encoding="utf-8")
    assert tuple(read_lines(path)) == tuple(read_lines(str(path))) == DIARY
    with path.open("rb") as binary, path.open(encoding="utf-8") as text:
        assert tuple(read_lines(binary)) == tuple(read_lines(text)) == DIARY


def test_a_file_that_is_not_there_is_said_so_at_once(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        next(read_lines(tmp_path / "none.jsonl"))


def test_a_line_is_canonical() -> None:
    done = walk("2026-05-14", 20.0, note="über den Deich")[0]
    line = write_line(done)
    assert line.endswith("}\n")
    assert " " not in line.replace("über den Deich", "")
    fields = json.loads(line)
    assert list(fields) == sorted(fields)
    assert None not in fields.values()
    assert "über den Deich" in line


def test_the_names_inside_a_field_are_sorted_too() -> None:
    answers = {"q03": "no", "q01": "yes", "q02": "no"}
    line = write_line(
        Screening.model_validate(
            {"answers": answers, "zone": ZONE, "at": utc("2026-05-14", "08:00")}
        )
    )
    assert '"answers":{"q01":"yes","q02":"no","q03":"no"}' in line


@given(any_events())
def test_every_event_reads_back_the_same_to_the_byte(event: AnyEvent) -> None:
    line = write_line(event)
    again = read_line(line)
    assert again == event
    assert not isinstance(again, tuple)
    assert write_line(again) == line
    assert line.count("\n") == 1


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ("walked 20 minutes today", "not_json"),
        ("[" + GOOD.strip() + "]", "not_json"),
        ('"flare"', "not_json"),
        ("{'type': 'flare'}", "not_json"),
        (GOOD.replace(",", "", 1), "not_json"),
        (GOOD.strip() + ",", "cut_in_half"),
        (GOOD.strip() + GOOD.strip(), "not_json"),
        (GOOD[: len(GOOD) // 2], "cut_in_half"),
        (GOOD.strip()[:-1], "cut_in_half"),
        (CORRECTED[: CORRECTED.index("}") + 1], "cut_in_half"),
        (GOOD[len(GOOD) // 2 :], "not_json"),
        ("{", "cut_in_half"),
        ("{" * 100_000, "cut_in_half"),
        ('{"a":' * 100_000 + "}", "not_json"),
        ('{"a":' + "[" * 100_000 + "}", "not_json"),
        ('{"type":"flare","nrs":' + "9" * 5000 + "}", "not_json"),
        ('{"type":"pain","nrs":NaN}', "impossible_value"),
        ('{"type":"pain","nrs":-Infinity}', "impossible_value"),
        ('{"type":"flare","type":"walk"}', "field_twice"),
        (b"\xff\xfe\x00", "not_utf8"),
        (GOOD.encode().replace(b"flare", b"fl\xe4re"), "not_utf8"),
        (GOOD.replace("flare", "fla\x00re"), "not_text"),
        (b"\x00" * 100, "not_text"),
        (changed(type="flair"), "unknown_type"),
        (changed(type=None), "unknown_type"),
        (changed(type=["flare"]), "unknown_type"),
        ("{}", "missing"),
        (changed(colour="blue"), "unknown_field"),
        (changed(v=2), "wrong_version"),
        (changed(zone="Mars/Olympus"), "wrong_zone"),
        (changed(zone="America/New_York"), "times_disagree"),
        (changed(note=5), "impossible_value"),
        (changed(note="\ud800"), "impossible_value"),
        (changed(id="first"), "impossible_value"),
    ],
)  # fmt: skip
def test_it_says_what_is_wrong_with_a_line(content: str | bytes, code: str) -> None:
    assert problem_in(content).code == code


def test_it_asks_for_the_id_that_makes_a_repeat_harmless() -> None:
    fields = json.loads(GOOD)
    del fields["id"]
    problem = problem_in(json.dumps(fields))
    assert (problem.code, problem.field) == ("missing", "id")
    assert read_event(fields) == (problem,)


def test_it_names_the_line_the_field_and_what_to_do() -> None:
    content = f"{GOOD}\n{changed(type='pain', moment='morning', nrs=11)}\n".encode()
    _, problem = read(content)
    assert isinstance(problem, LineProblem)
    assert str(problem) == "line 3, nrs: 11 is too large. Give at most 10."


def test_one_line_may_have_several_problems_but_not_endlessly_many() -> None:
    wrong = {f"field{number}": number for number in range(50)}
    problems = read(changed(**wrong).encode())
    assert 2 <= len(problems) <= 5
    assert {problem.line_number for problem in problems if isinstance(problem, LineProblem)} == {1}


def test_a_value_in_a_sentence_is_short_and_harmless() -> None:
    problem = problem_in(changed(zone="\x1b[31m\u202e" + "a" * 30))
    assert "\x1b" not in str(problem)
    assert "\u202e" not in str(problem)
    assert len(str(problem_in(changed(**{"x" * 10_000: "y" * 10_000})))) < 300


def test_good_lines_around_a_bad_one_are_read() -> None:
    first, problem, last = read(f"{GOOD}nonsense\n{GOOD}".encode())
    assert first == last
    assert isinstance(problem, LineProblem)
    assert problem.line_number == 2


@pytest.mark.parametrize(
    "content",
    [
        GOOD.encode(),
        GOOD.strip().encode(),
        b"\xef\xbb\xbf" + GOOD.encode(),
        GOOD.replace("\n", "\r\n").encode(),
        b"\n\n  \r\n" + GOOD.encode() + b"\n\n",
        b"  " + GOOD.encode(),
        json.dumps(json.loads(GOOD), indent=None).encode(),
        json.dumps(json.loads(GOOD), ensure_ascii=True).encode(),
    ],
)
def test_it_reads_a_line_in_any_reasonable_form(content: bytes) -> None:
    (event,) = read(content)
    assert event == flare("2026-05-14")


def test_a_file_without_anything_holds_nothing() -> None:
    assert read(b"") == read(b"\n\r\n  \n") == read(b"\xef\xbb\xbf\n") == []


def test_utf_16_is_recognised() -> None:
    first = read(GOOD.encode("utf-16"))[0]
    assert isinstance(first, LineProblem)
    assert "UTF-16" in first.words


def test_a_line_that_is_too_long_is_skipped() -> None:
    content = GOOD.encode() + b'{"note":"' + b"x" * MAX_LINE_BYTES + b'"}\n' + GOOD.encode()
    first, problem, last = read(content)
    assert first == last
    assert isinstance(problem, LineProblem)
    assert (problem.line_number, problem.code) == (2, "line_too_long")


def test_the_longest_event_fits_on_a_line() -> None:
    name = "\u0910" * 196
    event = Screening.model_validate(
        {
            "zone": ZONE,
            "at": utc("2026-05-14", "08:00"),
            "answers": {f"{name}{number:04}": "unsure" for number in range(60)},
            "details": {f"{name}{number:04}": [name] * 10 for number in range(60)},
            "source": name,
        }
    )
    line = write_line(event)
    assert len(line.encode()) <= MAX_LINE_BYTES
    assert read(line.encode()) == [event]


def test_it_stops_when_a_file_is_no_diary() -> None:
    problems = read(b"this is no diary\n" * 5000)
    assert len(problems) == HOPELESS_LINES + 1
    last = problems[-1]
    assert isinstance(last, LineProblem)
    assert last.code == "not_a_diary"


def test_it_reads_on_once_it_has_seen_an_event() -> None:
    found = read(GOOD.encode() + b"nonsense\n" * (HOPELESS_LINES + 500) + GOOD.encode())
    assert len(found) == HOPELESS_LINES + 502


@given(st.binary(max_size=400))
def test_bytes_of_any_kind_give_events_or_problems(content: bytes) -> None:
    lines = content.count(b"\n") + 1
    for found in read(content):
        assert isinstance(found, LineProblem)
        assert 1 <= found.line_number <= lines
        assert found.words
        assert found.what_to_do


@given(any_events(), st.data())
def test_a_line_cut_anywhere_is_recognised(event: AnyEvent, data: st.DataObject) -> None:
    line = write_line(event).strip().encode()
    cut = data.draw(st.integers(1, len(line) - 1))
    (problem,) = read(line[:cut])
    assert isinstance(problem, LineProblem)
    assert problem.code in ("cut_in_half", "not_utf8")


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=5,
)


@given(any_events(), st.data())
def test_an_event_with_any_field_changed_to_anything_never_breaks_the_reader(
    event: AnyEvent, data: st.DataObject
) -> None:
    fields = json.loads(write_line(event))
    name = data.draw(st.sampled_from(sorted(fields)) | st.text(max_size=5))
    fields[name] = data.draw(JSON)
    for found in read(json.dumps(fields).encode()):
        if isinstance(found, LineProblem):
            assert found.field is None or found.words
            assert "See the description of the format" not in found.what_to_do


@given(any_events(), st.data())
def test_an_event_with_a_few_bytes_changed_never_breaks_the_reader(
    event: AnyEvent, data: st.DataObject
) -> None:
    line = bytearray(write_line(event).encode())
    for _ in range(data.draw(st.integers(1, 4))):
        line[data.draw(st.integers(0, len(line) - 1))] = data.draw(st.integers(0, 255))
    for found in read(bytes(line)):
        if isinstance(found, LineProblem):
            assert found.line_number >= 1
        else:
            assert read_line(write_line(found)) == found


def test_random_bytes_by_the_megabyte_end_in_problems() -> None:
    rubbish = random.Random(14).randbytes(2_000_000)
    problems = read(rubbish)
    assert len(problems) <= HOPELESS_LINES + 1
    assert all(isinstance(problem, LineProblem) for problem in problems)
