"""Makes accounts in an installation, so that each test has a diary of its own.

Reads a name as JSON from each line and answers with the path of a fresh sign-in link.
Runs in a process of its own, beside the site, on the same data folder.
"""

from __future__ import annotations

import json
import sys

from backstride.site.start import set_up


def main() -> None:
    set_up()
    from django.urls import reverse

    from backstride.site import clock
    from backstride.site.accounts import new_link
    from backstride.site.models import User

    for line in sys.stdin:
        user, _ = User.objects.get_or_create(username=json.loads(line))
        token = new_link(user, now=clock.now())
        sys.stdout.write(reverse("sign-in-with-link", args=[token]) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
