"""Files that are handed in: laid aside at once, then read one by one, with a result for each."""

from __future__ import annotations

import errno
import logging
import threading
from collections.abc import Iterable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db import OperationalError, connection, transaction

from backstride.recordings import Limits
from backstride.site import importing, originals, room
from backstride.site.imported import Imported, Outcome
from backstride.site.models import HandedFile, HandedResult, HandIn, UploadKey, Walker
from backstride.site.turns import Turns, at_once

MEGABYTE = 1024 * 1024
TOLD_FOR = timedelta(days=30)
"""So long one can look up what became of files; the walks stay (judgement)."""

STOPPED_WORDS = (
    "We could not go on with this file, through no fault of its own. It is kept for 30 days: "
    "under “From a watch or phone” you can have it read once more. What it gave before is kept."
)

log = logging.getLogger(__name__)

_turns = Turns(at_once())

_under_way: set[UUID] = set()
_guard = threading.Lock()


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a hand-in is read.

    Attributes
    ----------
    files, files_read : int
        How many there are, and how many of them are read to their end.
    results : int
        Recordings and refusals so far.
    name : str
        The file that is being read; empty where none is.
    """

    files: int
    files_read: int
    results: int
    name: str

    @property
    def is_done(self) -> bool:
        """Whether all files are read."""
        return self.files_read >= self.files


def hand_in(
    walker: Walker,
    uploads: Iterable[UploadedFile[Any]],
    *,
    now: datetime,
    key: UploadKey | None = None,
) -> HandIn:
    """Lay files aside to be read; when the call returns, they are on the disk.

    A file that is larger than is taken is refused without being looked at. Where one of them
    cannot be kept, none of them is.

    Raises
    ------
    NoRoomError
        If the disk has too little room for them, or, with a key, the walker's year.
    """
    uploads = list(uploads)
    coming = sum(upload.size or 0 for upload in uploads)
    room.check_disk(coming)
    if key is not None:
        room.check_year(walker, coming, now=now)
    with ExitStack() as on_the_way_out:
        laid: list[tuple[str, str, str]] = []
        for upload in uploads:
            words = _too_large(upload)
            place = "" if words else originals.lay_aside(walker, upload.chunks())
            if place:
                on_the_way_out.callback(originals.throw_away, place)
            laid.append(((upload.name or "a file")[:200], place, words))
        with transaction.atomic():
            made = _entered(walker, laid, now, key)
        on_the_way_out.pop_all()
    return made


def _entered(
    walker: Walker, laid: Iterable[tuple[str, str, str]], now: datetime, key: UploadKey | None
) -> HandIn:
    """Enter files by name, place and, where they are refused, why."""
    HandIn.objects.filter(walker=walker, ended__lt=now - TOLD_FOR).delete()
    made = HandIn.objects.create(walker=walker, begun=now, key=key)
    for number, (name, place, words) in enumerate(laid):
        file = HandedFile.objects.create(
            hand_in=made, number=number, name=name, place=place, ended=now if words else None
        )
        if words:
            _note(file, Imported(name, Outcome.REFUSED, words))
    return made


def read_on(made: HandIn, *, now: datetime, wait_s: float) -> bool:
    """Read what waits in a thread of its own; return whether all was read within so many seconds.

    What was deleted meanwhile counts as read.
    Inside a transaction a thread would not see the files: there they are read at once.
    """
    if made.ended is not None:
        return True
    if connection.in_atomic_block:
        _read(made, now)
        return True
    with _guard:
        fresh = made.id not in _under_way
        _under_way.add(made.id)
    if fresh:
        worker = threading.Thread(
            target=_read_apart, args=(made.id, now), name=f"reading {made.id}", daemon=True
        )
        worker.start()
        worker.join(wait_s)
    try:
        made.refresh_from_db()
    except HandIn.DoesNotExist:
        return True
    return made.ended is not None


def resume(walker: Walker, *, now: datetime) -> None:
    """Go on with what was left unread when the site was stopped."""
    for left in HandIn.objects.filter(walker=walker, ended=None):
        read_on(left, now=now, wait_s=0.0)


def latest(walker: Walker) -> HandIn | None:
    """Return what was handed in last; two can begin in one moment, their files cannot."""
    files = HandedFile.objects.filter(hand_in__walker=walker).order_by("-pk")
    last = files.select_related("hand_in__walker__preferences").first()
    return None if last is None else last.hand_in


def progress_of(made: HandIn) -> Progress:
    """Return how far a hand-in is read."""
    files = list(made.files.all())
    waiting = [file for file in files if file.ended is None]
    return Progress(
        files=len(files),
        files_read=len(files) - len(waiting),
        results=HandedResult.objects.filter(file__hand_in=made).count(),
        name=waiting[0].name if waiting else "",
    )


def results_of(made: HandIn) -> tuple[HandedResult, ...]:
    """Return the results of a hand-in, in the order of reading."""
    found = HandedResult.objects.filter(file__hand_in=made).order_by("file__number", "pk")
    return tuple(found.select_related("file"))


def answered(walker: Walker, became: Sequence[Imported], *, now: datetime) -> None:
    """Tell what became of recordings after an answer: as a hand-in of its own, read already."""
    made = HandIn.objects.create(walker=walker, begun=now, ended=now)
    for number, each in enumerate(became):
        file = HandedFile.objects.create(
            hand_in=made, number=number, name=each.name[:200], place="", ended=now
        )
        _note(file, each)


def _too_large(upload: UploadedFile[Any]) -> str:
    size = upload.size or 0
    head = upload.read(len(importing.ZIP))
    upload.seek(0)
    packed = head == importing.ZIP
    most = Limits().max_archive_bytes if packed else settings.RECORDING_MAX_BYTES
    if size <= most:
        return ""
    advice = "Please hand in a part of it." if packed else "Please export single walks."
    return f"This file is larger than we take ({most // MEGABYTE} MB). {advice}"


def _read_apart(hand_in_id: UUID, now: datetime) -> None:
    try:
        made = HandIn.objects.select_related("walker__preferences").get(pk=hand_in_id)
        _read(made, now)
    except HandIn.DoesNotExist:
        log.info("a hand-in went with its diary before it was read")
    finally:
        with _guard:
            _under_way.discard(hand_in_id)
        connection.close()


def _read(made: HandIn, now: datetime) -> None:
    try:
        ended = [_read_to_its_end(made, file, now) for file in made.files.filter(ended=None)]
        if not all(ended):
            return  # `resume` goes on with it
        made.ended = now
        made.save(update_fields=["ended"])
    except Exception:
        if not _is_gone(made):
            raise
        # Everything was deleted while we read. What was being written goes as well.
        log.info("a hand-in went with its diary while it was read")
        originals.remove_all(made.walker_id)


def _is_gone(made: HandIn) -> bool:
    return not Walker.objects.filter(pk=made.walker_id).exists()


def _may_pass(error: Exception) -> bool:
    """Whether an error says nothing about the file: no room on the disk, a database in use."""
    full = isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT)
    return full or isinstance(error, OperationalError)


def _read_to_its_end(made: HandIn, file: HandedFile, now: datetime) -> bool:
    """Read one file; return False where it has to wait, and is kept for that."""
    try:
        with _turns.of(made.walker_id):
            _read_file(made.walker, file, now)
    except Exception as error:
        if _is_gone(made):
            raise
        if _may_pass(error):
            log.exception("a file that was handed in waits: the disk is full, or the data in use")
            return False
        # One file never stops the rest, whatever it is. Whoever handed it in may have no other
        # copy by now, and the fault is ours: it stays, and can be read once more.
        log.exception("a file that was handed in could not be taken")
        _note(file, Imported(file.name, Outcome.REFUSED, STOPPED_WORDS))
        _end(file, now)
        return True
    _end(file, now)
    originals.throw_away(file.place)
    return True


def _end(file: HandedFile, now: datetime) -> None:
    file.ended = now
    file.save(update_fields=["ended"])


def _read_file(walker: Walker, file: HandedFile, now: datetime) -> None:
    """Read one file; results that were noted before reading broke off are not noted again."""
    noted = file.results.count()
    path = originals.laid_aside(file.place)
    for number, became in enumerate(importing.take_path(walker, path, name=file.name, now=now)):
        if number >= noted:
            _note(file, became)


def _note(file: HandedFile, became: Imported) -> None:
    HandedResult.objects.create(
        file=file,
        name=became.name[:200],
        outcome=became.outcome.value,
        words=became.words,
        notices=list(became.notices),
        recording_id=became.recording_id,
        walk_id=became.walk_id,
    )
