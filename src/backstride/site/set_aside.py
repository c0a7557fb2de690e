"""Files that we could not go on with, through no fault of theirs: kept, and read once more."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from backstride.site import handed_in, originals
from backstride.site.models import HandedFile, Walker


def set_aside(walker: Walker) -> tuple[HandedFile, ...]:
    """Return the files that are kept to be read once more, newest first."""
    stopped = HandedFile.objects.filter(
        hand_in__walker=walker,
        ended__isnull=False,
        results__words=handed_in.STOPPED_WORDS,
    )
    return tuple(
        file
        for file in stopped.exclude(place="").order_by("-pk")
        if originals.laid_aside(file.place).exists()
    )


def read_once_more(walker: Walker, file_id: int, *, now: datetime, wait_s: float) -> bool:
    """Read a file again; return whether there is such a file of that walker.

    What it gave before it stopped stands.
    """
    file = next((each for each in set_aside(walker) if each.pk == file_id), None)
    if file is None:
        return False
    made = file.hand_in
    with transaction.atomic():
        file.results.filter(words=handed_in.STOPPED_WORDS).delete()
        file.ended = made.ended = None
        file.save(update_fields=["ended"])
        made.save(update_fields=["ended"])
    handed_in.read_on(made, now=now, wait_s=wait_s)
    return True
