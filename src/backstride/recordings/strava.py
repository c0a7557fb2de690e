"""Strava's bulk export: what its table of activities says about each file."""

from __future__ import annotations

from collections.abc import Mapping

from .csv_rows import csv_rows
from .limits import Limits
from .notices import RecordingError
from .recording import Sport
from .xml_sport import sport_in_words

TABLE = "activities.csv"
FOLDER = "activities/"

_TYPE_AT = 3
"""Id, date, name, type: the first columns keep their order whatever language they are named in.

Source: tables of users in several languages; later columns differ, and some names occur twice.
"""

_WORDS = {
    Sport.WALKING: (
        "spaziergang", "gehen", "marche", "caminata", "caminar", "camminata", "wandeling",
        "caminhada", "promenad", "gåtur", "spacer", "ウォーキング", "步行",
    ),
    Sport.HIKING: (
        "wanderung", "wandern", "randonnée", "senderismo", "excursión", "escursione", "trilha",
        "vandring", "wędrówka", "ハイキング", "远足", "遠足",
    ),
    Sport.RUNNING: (
        "lauf", "laufen", "course à pied", "course", "carrera", "corsa", "hardloopsessie",
        "hardlopen", "corrida", "löpning", "løb", "bieg", "ランニング", "跑步",
    ),
    Sport.CYCLING: (
        "radfahrt", "radfahren", "sortie à vélo", "vélo", "ciclismo", "pedalata", "fietsrit",
        "fietsen", "pedalada", "cykling", "jazda na rowerze", "ライド", "骑行", "騎乘",
    ),
}  # fmt: skip
"""How the site names the kinds that matter here. Judgement, beside the English words."""

_KIND_OF = {word: sport for sport, words in _WORDS.items() for word in words}


def kinds(data: bytes, limits: Limits) -> Mapping[str, tuple[Sport, str]]:
    """Return the kind of each activity by its file's name: what it is, and in the table's words.

    The column of the file is found by what stands in it, as its name is in the person's language.

    Parameters
    ----------
    data : bytes
        The table of activities.
    limits : Limits
        Bounds on the length of its lines.
    """
    told: dict[str, tuple[Sport, str]] = {}
    try:
        for row in csv_rows(data, limits):
            name = next((cell for cell in row if cell.startswith(FOLDER)), "")
            if name and len(row) > _TYPE_AT:
                text = row[_TYPE_AT].strip()[:200]
                sport = _KIND_OF.get(text.lower()) or sport_in_words(text)
                told[name.removeprefix(FOLDER)] = (sport, text)
    except RecordingError:  # what was told before that stands
        pass
    return told
