"""An address as a code for a phone's camera, drawn with the letters of a terminal."""

from __future__ import annotations

import qrcode  # type: ignore[import-untyped]  # no annotations

QUIET = 2
"""Empty squares around it; the standard asks for four, phones for two (judgement: a link then
fits into 80 columns)."""

BLACK_ON_WHITE, AS_BEFORE = "\x1b[38;5;16;48;5;231m", "\x1b[0m"
"""Whatever the colours of the terminal: a camera needs dark on light."""

HALVES = {(False, False): " ", (True, False): "▀", (False, True): "▄", (True, True): "█"}


def as_code(address: str) -> tuple[str, ...]:
    """Return the lines of a QR code; each letter is two squares, one above the other."""
    code = qrcode.QRCode(border=QUIET, error_correction=qrcode.ERROR_CORRECT_L)
    code.add_data(address)
    code.make(fit=True)
    rows = [[bool(square) for square in row] for row in code.get_matrix()]
    if len(rows) % 2:
        rows.append([False] * len(rows[0]))
    return tuple(
        BLACK_ON_WHITE
        + "".join(HALVES[pair] for pair in zip(upper, lower, strict=True))
        + AS_BEFORE
        for upper, lower in zip(rows[::2], rows[1::2], strict=True)
    )
