"""How the back took each walk, for walks of any age."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from backstride.diary import Diary, Walk
from backstride.prescription import Answers, Plan, Protocol, Response, classify


def responses_of(
    diary: Diary, plan: Plan, protocol: Protocol, walks: Iterable[Walk]
) -> dict[UUID, Response]:
    """Return the response to each walk that has its answers.

    Parameters
    ----------
    diary : Diary
    plan : Plan
        Its latest walks are taken as it judged them.
    protocol : Protocol
    walks : iterable of Walk

    Notes
    -----
    What is older than the plan looks back is read by the same test, without its neighbours.
    """
    judged = {walk.walk_id: walk.response for walk in plan.walks}
    found: dict[UUID, Response] = {}
    for walk in walks:
        if walk.id in judged:
            response = judged[walk.id]
        else:
            pain = diary.pain_of(walk.id)
            read = classify(Answers(pain.before, pain.worst, pain.after), protocol.response)
            response = None if read is None else read.response
        if response is not None:
            found[walk.id] = response
    return found
