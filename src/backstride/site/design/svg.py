"""SVG as text: numbers, attributes and the titled frame every drawing shares."""

from __future__ import annotations

from html import escape


def number(value: float) -> str:
    """Return a coordinate with at most one decimal and no trailing zero."""
    text = f"{value:.1f}"
    text = text.removesuffix(".0")
    return "0" if text == "-0" else text


def element(tag: str, content: str = "", /, **attributes: str | float | None) -> str:
    """Return one SVG element.

    Underscores at the end of a name are dropped (``class_``), others become hyphens. ``None``
    leaves the attribute out. ``content`` is markup already; attribute values are escaped here.
    """
    parts = [tag]
    for name, value in attributes.items():
        if value is None:
            continue
        shown = value if isinstance(value, str) else number(value)
        parts.append(f'{name.rstrip("_").replace("_", "-")}="{escape(shown)}"')
    opening = " ".join(parts)
    return f"<{opening}>{content}</{tag}>" if content else f"<{opening}/>"


def circle(
    x: float, y: float, radius: float, class_: str, stroke_width: float | None = None
) -> str:
    """Return a circle; its colours come from the class."""
    return element("circle", cx=x, cy=y, r=radius, class_=class_, stroke_width=stroke_width)


def drawing(
    width: float,
    height: float,
    content: str,
    *,
    key: str,
    class_: str,
    title: str = "",
    description: str = "",
) -> str:
    """Return a whole ``<svg>``.

    Parameters
    ----------
    width, height : float
        Size of the view box in CSS pixels at 100%.
    content : str
        Markup inside.
    key : str
        Prefix of the ids inside; must be unique on the page.
    class_ : str
        Class of the ``<svg>``.
    title, description : str
        Text alternative. Without a title the drawing is hidden from assistive technology.
    """
    named = ""
    attributes: dict[str, str] = {"aria-hidden": "true"}
    if title:
        named = f'<title id="{escape(key)}-title">{escape(title)}</title>'
        labels = f"{key}-title"
        if description:
            named += f'<desc id="{escape(key)}-desc">{escape(description)}</desc>'
            labels += f" {key}-desc"
        attributes = {"role": "img", "aria-labelledby": labels}
    return element(
        "svg",
        named + content,
        class_=class_,
        viewBox=f"0 0 {number(width)} {number(height)}",
        focusable="false",
        **attributes,
    )
