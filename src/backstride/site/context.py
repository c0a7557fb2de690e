"""What every template can use."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest

import backstride
from backstride.site import store
from backstride.site.running import typed


def everywhere(request: HttpRequest) -> dict[str, Any]:
    """Return the values every page needs.

    Returns
    -------
    dict
        ``invented``: the entries shown are made up, and every page has to say so;
        ``version``; ``token_name``: the cookie that a script's request is checked by;
        ``mark``: tells this diary from the same one with other events in it;
        ``walker`` and ``preferences`` (None where nobody is signed in);
        ``sign_in_command``: how a fresh link is asked for in a terminal of this machine, for
        pages that this machine itself shows (others need not know where things are); None
        where that cannot be said;
        ``now`` (UTC) and ``today`` (the walker's date).
    """
    walker = getattr(request, "walker", None)
    return {
        "invented": settings.INVENTED,
        "version": backstride.__version__,
        "walker": walker,
        "mark": lambda: store.mark(walker) if walker else "",
        "token_name": settings.CSRF_COOKIE_NAME,
        "preferences": walker.preferences if walker else None,
        "sign_in_command": lambda: None if request.is_secure() else typed("sign-in"),
        "now": getattr(request, "now", None),
        "today": getattr(request, "today", None),
    }
