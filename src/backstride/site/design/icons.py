"""Icons, drawn from the paths of the token file."""

from __future__ import annotations

from functools import lru_cache
from html import escape

from backstride.site.design.tokens import design_tokens


def icon_names() -> tuple[str, ...]:
    """Return the names of all icons."""
    return tuple(design_tokens()["icons"]["paths"])


@lru_cache(maxsize=512)
def icon_svg(name: str, *, label: str = "", class_: str = "") -> str:
    """Return an icon as SVG, 24 by 24 units, in the colour of the text around it.

    Parameters
    ----------
    name : str
        One of ``icon_names()``.
    label : str
        Its name for screen readers. Without one it is hidden from them: the word beside it speaks.
    class_ : str
        Extra class, for example a size: ``icon--30``.

    Raises
    ------
    KeyError
        If there is no such icon. The message lists the names.
    """
    icons = design_tokens()["icons"]
    if name not in icons["paths"]:
        raise KeyError(f"no icon named {name!r}; there are {', '.join(icon_names())}")
    spoken = f'role="img" aria-label="{escape(label)}"' if label else 'aria-hidden="true"'
    classes = f"icon {class_}".strip()
    box = f"0 0 {icons['grid']} {icons['grid']}"
    return (
        f'<svg class="{escape(classes)}" viewBox="{box}" focusable="false" {spoken}>'
        f"{icons['paths'][name]}</svg>"
    )


LOGO_PATH = "M2 21.5c5.5 0 4.5-6 9.5-7s4.5-2 7-6 4-5.5 9.5-7"
"""The mark: the path, climbing. On a grid of 30 by 24."""


def logo_svg() -> str:
    """Return the mark; decoration, since the name stands beside it."""
    return (
        '<svg class="logo" viewBox="0 0 30 24" aria-hidden="true" focusable="false">'
        f'<path d="{LOGO_PATH}"/></svg>'
    )
