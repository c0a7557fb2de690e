"""A walk that was done beside what was asked: the two paths, their legend, words and table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from backstride.diary import Walk
from backstride.guidance import Timeline
from backstride.prescription import Kind
from backstride.site.design import Part as Piece
from backstride.site.design import PartKind as Texture
from backstride.site.design import minutes, plain_number, told_plate, walk_plate
from backstride.site.presentation import sentences
from backstride.site.presentation.guiding import path_parts, total_min
from backstride.site.presentation.over_time import told_min
from backstride.walks import Answered, Closeness, Part, PartKind

TEXTURES = {
    PartKind.WARM_UP: Texture.WARM_UP,
    PartKind.STEADY: Texture.WALK,
    PartKind.BRISK: Texture.BRISK,
    PartKind.REPEAT: Texture.BRISK,
    PartKind.EASY: Texture.EASY_BETWEEN,
    PartKind.HIKE: Texture.HIKE,
    PartKind.COOL_DOWN: Texture.COOL_DOWN,
    PartKind.PAUSE: Texture.PAUSE,
}

NAMES = {
    PartKind.WARM_UP: "Easy at first",
    PartKind.STEADY: "Steady",
    PartKind.BRISK: "Brisk",
    PartKind.REPEAT: "Brisk repeat",
    PartKind.EASY: "Easy between",
    PartKind.HIKE: "On a hill",
    PartKind.COOL_DOWN: "Easy at the end",
    PartKind.PAUSE: "Pause",
}

SLIVER_SHARE = 1 / 40
"""A pause of a smaller share than this would be no more than a dot on the path; it is drawn with
the part before it and stands in the table (judgement)."""

WHOLE_SHARE, WHOLE_MIN = 0.1, 2.0
"""Minutes this close to those of the walk with warm-up and cool-down are all of it (judgement)."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the table of parts."""

    name: str
    starts: str
    minutes: str
    steps: str


@dataclass(frozen=True, slots=True)
class Told:
    """What the page of a walk draws and says about asked and done.

    Attributes
    ----------
    sentence : str
        How the walk answers what was asked.
    plates : tuple of str
        SVG for a narrow and for a wide page.
    legend : list of dict
        See ``path_legend.html``.
    lines : tuple of Line
        The parts as a table; empty where only the minutes are known.
    how : str
        Where the parts come from.
    """

    sentence: str
    plates: tuple[str, ...]
    legend: list[dict[str, object]]
    lines: tuple[Line, ...]
    how: str


def told_of(
    walk: Walk, answer: Answered | None, laid_out: Timeline | None, parts: Sequence[Part]
) -> Told:
    """Return a walk as its page tells it.

    Parameters
    ----------
    walk : Walk
    answer : Answered or None
        What was asked and how closely it was answered; None where nothing was.
    laid_out : Timeline or None
        What was asked, to the second.
    parts : sequence of Part
        Recognised in the recording; empty without one.
    """
    spoken = any(part.kind is not PartKind.PAUSE for part in parts)
    pieces = _pieces(parts) if spoken else _by_hand(walk)
    sentence = answer_words(walk, answer, laid_out)
    title = "What was walked" if laid_out is None else "What was asked, and what was walked"
    legend = _legend(pieces, sure=all(part.is_sure for part in parts))
    described = f"{sentence} {_in_words(legend)}"
    if laid_out is None:
        plates = tuple(
            walk_plate(scene, tuple(pieces), key=scene, title=title, description=described)
            for scene in ("today", "today-wide")
        )
    else:
        asked = tuple(_asked(walk, laid_out, pieces))
        plates = tuple(
            told_plate(scene, asked, tuple(pieces), title=title, description=described)
            for scene in ("told", "told-wide")
        )
    return Told(
        sentence=sentence,
        plates=plates,
        legend=legend,
        lines=tuple(_line(part) for part in parts) if spoken else (),
        how=_how(parts) if spoken else "",
    )


def _asked(walk: Walk, laid_out: Timeline, pieces: Sequence[Piece]) -> list[Piece]:
    """Return the parts that were asked; without warm-up and cool-down where none were told."""
    asked = path_parts(laid_out)
    edges = (Texture.WARM_UP, Texture.COOL_DOWN)
    if any(piece.kind in edges for piece in pieces) or _is_whole(walk, laid_out):
        return asked
    return [piece for piece in asked if piece.kind not in edges]


def _is_whole(walk: Walk, laid_out: Timeline) -> bool:
    """Whether the minutes are about those of the walk with its warm-up and cool-down."""
    whole = total_min(laid_out)
    return abs(walk.minutes - whole) <= max(WHOLE_MIN, WHOLE_SHARE * whole)


def answer_words(walk: Walk, answer: Answered | None, laid_out: Timeline | None) -> str:
    """Return how the walk answers what was asked, in one or two sentences."""
    if not walk.programme:
        return "Everyday walking, counted apart from the plan."
    if answer is None:
        return "The plan asked for no walk on that day. It counts all the same."
    asked = answer.asked
    kind = sentences.KIND_WORDS[asked.kind]
    wanted = f"Asked for: {minutes(asked.minutes)}, {kind}."
    said = [wanted, _minutes_words(walk, answer, laid_out)]
    if answer.repeats is not None and asked.rung is not None:
        said.append(_repeats_words(asked.rung.repeats, answer.repeats))
    if asked.kind is Kind.HILLS and walk.kind == "hills":
        said.append("On hills, as asked.")
    return " ".join(said)


def _repeats_words(asked: int, done: int) -> str:
    if done > asked:
        return f"Asked for {asked} brisk parts, and we can tell {done}."
    return f"Of {asked} brisk parts we can tell {done or 'none'}."


def _minutes_words(walk: Walk, answer: Answered, laid_out: Timeline | None) -> str:
    done = f"You walked {told_min(walk.minutes)}"
    if answer.closeness is Closeness.AS_ASKED:
        return f"{done}, as asked."
    if laid_out is not None and _is_whole(walk, laid_out):
        return f"{done}: about as asked, if warm-up and cool-down are in it."
    apart = round(abs(answer.difference_min)) or 1
    return f"{done}, {apart} {'more' if answer.difference_min > 0 else 'less'} than that."


def _pieces(parts: Sequence[Part]) -> list[Piece]:
    """Return the pieces of the path; slivers of pauses go to the part before them."""
    total_s = sum(part.duration_s for part in parts)
    pieces: list[Piece] = []
    for part in parts:
        texture = TEXTURES[part.kind]
        sliver = part.kind is PartKind.PAUSE and part.duration_s < SLIVER_SHARE * total_s
        if pieces and (sliver or pieces[-1].kind is texture is not Texture.BRISK):
            grown = pieces[-1].minutes + part.duration_s / 60.0
            pieces[-1] = Piece(pieces[-1].kind, grown)
        elif not sliver:
            pieces.append(Piece(texture, part.duration_s / 60.0))
    return pieces


def _by_hand(walk: Walk) -> list[Piece]:
    whole = (
        (Texture.WARM_UP, walk.warm_up_min),
        (Texture.HIKE if walk.kind == "hills" else Texture.WALK, walk.minutes),
        (Texture.COOL_DOWN, walk.cool_down_min),
    )
    return [Piece(kind, length) for kind, length in whole if length]


_SPOKEN = {
    Texture.WARM_UP: "easy at first",
    Texture.WALK: "walk",
    Texture.BRISK: "brisk",
    Texture.EASY_BETWEEN: "easy between",
    Texture.HIKE: "on a hill",
    Texture.PAUSE: "paused",
    Texture.COOL_DOWN: "easy at the end",
}


def _legend(pieces: Sequence[Piece], *, sure: bool) -> list[dict[str, object]]:
    """Return the textures with minutes and names; a hill that is a guess is told as one."""
    spoken = _SPOKEN if sure else {**_SPOKEN, Texture.HIKE: "perhaps on a hill"}
    spans: dict[Texture, list[float]] = {}
    for piece in pieces:
        spans.setdefault(piece.kind, []).append(piece.minutes)
    return [
        {
            "kind": kind.value,
            "minutes": round(sum(each)) if sum(each) >= 1 else round(sum(each), 1),
            "name": spoken[kind] + (f", {len(each)} times" if len(each) > 1 else ""),
        }
        for kind, each in spans.items()
        if sum(each) >= 0.05
    ]


def _in_words(legend: Sequence[dict[str, object]]) -> str:
    told = [f"{part['name']} {plain_number(float(str(part['minutes'])))} min" for part in legend]
    return f"Walked: {sentences.listed(told)}."


def _line(part: Part) -> Line:
    name = NAMES[part.kind] if part.is_sure else f"{NAMES[part.kind]}, perhaps"
    steps = "" if part.kind is PartKind.PAUSE else _pace(part)
    return Line(name, _clock(part.start_s), _lasts(part.duration_s), steps)


def _pace(part: Part) -> str:
    return "not known" if part.cadence_spm is None else f"{part.cadence_spm:.0f}"


def _clock(seconds: float) -> str:
    whole = round(seconds)
    hours, rest = divmod(whole, 3600)
    return f"{hours}:{rest // 60:02d}:{rest % 60:02d}" if hours else f"{rest // 60}:{rest % 60:02d}"


def _lasts(seconds: float) -> str:
    return (
        f"{round(seconds)} s"
        if seconds < 90
        else told_min(seconds / 60.0).replace("minutes", "min")
    )


def _how(parts: Sequence[Part]) -> str:
    counted = any(part.cadence_spm for part in parts)
    source = "your step rate" if counted else "your speed, as no steps were counted"
    sure = (
        ""
        if all(part.is_sure for part in parts)
        else (" Hills are told from heights by satellite, so they are a guess.")
    )
    return f"We told the parts apart by {source}.{sure}"
