"""The devices that recorded a walk, and what was taken from each."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse

from backstride.diary import Walk
from backstride.site.presentation.sentences import listed
from backstride.site.walk_recordings import Recorded, own_walk_id
from backstride.walks import Channel

CHANNEL_WORDS = {
    Channel.PLACE: "the way",
    Channel.DISTANCE: "the distance",
    Channel.HEIGHT: "the heights",
    Channel.HEART_RATE: "the heart rate",
    Channel.STEPS: "the steps",
}


@dataclass(frozen=True, slots=True)
class Device:
    """One recording of a walk.

    Attributes
    ----------
    name : str
        The device, or the file where no device is named.
    detail : str
        What was taken from it.
    two_walks_url : str or None
        Where it is made a walk of its own; None for the one that the walk came from.
    """

    name: str
    detail: str
    two_walks_url: str | None


def devices_of(walk: Walk, known: Recorded) -> tuple[Device, ...]:
    """Return the recordings of a walk, the first that came first."""
    several = len(known.rows) > 1
    found = []
    for row, device in zip(known.rows, known.devices, strict=True):
        taken = [CHANNEL_WORDS[channel] for channel in known.channels_of(row)]
        detail = f"Taken from it: {listed(taken)}" if taken and several else ""
        if several and not taken:
            detail = "Kept; the other one knows more"
        if device:
            detail = f"{row.name}. {detail}".removesuffix(" ").removesuffix(".")
        url = None
        if own_walk_id(row) != walk.id:
            url = reverse("two-walks", args=[walk.id, row.pk])
        found.append(Device(device or row.name, detail, url))
    return tuple(found)
