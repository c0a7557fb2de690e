"""Write the tokens as CSS custom properties.

Run ``python -m backstride.site.design.stylesheet > frontend/styles/parts/tokens.css``.
"""

from __future__ import annotations

import sys
from typing import Any

from backstride.site.design.tokens import colours, design_tokens

_HEAD = "/* Written from tokens.json by backstride.site.design.stylesheet: change the tokens. */\n"


def token_stylesheet() -> str:
    """Return the text of ``frontend/styles/parts/tokens.css``.

    Light is the default. Dark follows the device, unless the page says ``data-theme="light"`` or
    ``"dark"``. Lengths are in rem, lines and corners in px.
    """
    tokens = design_tokens()
    light, dark = _colour_lines("light"), _colour_lines("dark")
    blocks = [
        _HEAD,
        _block(":root", [*light, *_size_lines(tokens)]),
        _media("(prefers-color-scheme: dark)", _block(":root:not([data-theme=light])", dark)),
        _block(":root[data-theme=dark]", dark),
        # Paper is paper on the screen too, in both themes.
        _block(".a4", _print_lines(light)),
        # Paper is paper: a printed page is light whatever the screen was.
        _media("print", _block(_EVERY_THEME, _print_lines(light))),
    ]
    return "".join(blocks)


_EVERY_THEME = ":root, :root:not([data-theme=light]), :root[data-theme=dark]"


def _media(query: str, block: str) -> str:
    return f"@media {query} {{\n{block}}}\n"


def _block(selector: str, lines: list[str]) -> str:
    return f"{selector} {{\n" + "".join(f"  {line}\n" for line in lines) + "}\n"


def _colour_lines(theme: str) -> list[str]:
    return [
        f"color-scheme: {theme};",
        *(f"--{name}: {value.lower()};" for name, value in colours(theme).items()),
    ]


def _print_lines(light: list[str]) -> list[str]:
    return [line if not line.startswith("--paper:") else "--paper: #fff;" for line in light]


def _size_lines(tokens: dict[str, Any]) -> list[str]:
    lines = [
        f'--font-{role}: "{_family(font)}", {font["fallback"]};'
        for role, font in tokens["font"].items()
    ]
    for name, style in tokens["type"].items():
        if isinstance(style["size"], int):
            lines.append(f"--size-{_kebab(name)}: {_rem(style['size'])};")
    for name, value in tokens["space"].items():
        if isinstance(value, int):
            lines.append(f"--space-{_kebab(name)}: {_rem(value)};")
    for name, value in tokens["size"].items():
        if isinstance(value, int):
            lines.append(f"--{_kebab(name)}: {_rem(value)};")
    lines += [
        f"--radius-{name}: {value}px;"
        for name, value in tokens["radius"].items()
        if isinstance(value, int)
    ]
    for name, motion in tokens["motion"].items():
        if isinstance(motion, dict) and "ease" in motion:
            lines.append(f"--{name}: {motion['ms']}ms {motion['ease']};")
    return lines


def _family(font: dict[str, Any]) -> str:
    """Return the name of the built font: that of the package without "Variable"."""
    return str(font["family"]).removesuffix(" Variable")


def _kebab(name: str) -> str:
    return "".join(f"-{letter.lower()}" if letter.isupper() else letter for letter in name)


def _rem(pixels: float) -> str:
    return f"{pixels / 16:g}rem"


if __name__ == "__main__":
    sys.stdout.write(token_stylesheet())
