"""Write a picture with at most 256 colours, which is a third of the size.

The pages are drawn in few colours; what is lost are shades along the edges of letters.
"""

from __future__ import annotations

import base64
import struct
import zlib
from typing import Any

from playwright.sync_api import Page

MOST_COLOURS = 256

# Chromium reads the picture; each colour beyond the most frequent ones becomes the nearest.
REDUCE = """async ([png, most]) => {
  const image = await createImageBitmap(await (await fetch(`data:image/png;base64,${png}`)).blob());
  const {width, height} = image;
  const canvas = new OffscreenCanvas(width, height).getContext("2d");
  canvas.drawImage(image, 0, 0);
  const pixels = new Uint32Array(canvas.getImageData(0, 0, width, height).data.buffer);
  const often = new Map();
  for (const each of pixels) often.set(each, (often.get(each) ?? 0) + 1);
  const ordered = [...often].sort((a, b) => b[1] - a[1] || a[0] - b[0]).map(([colour]) => colour);
  const palette = ordered.slice(0, most);
  const parts = (colour) => [colour & 255, (colour >> 8) & 255, (colour >> 16) & 255];
  const kept = palette.map(parts);
  const place = new Map();
  for (const colour of ordered) {
    const [r, g, b] = parts(colour);
    let best = 0;
    let least = Infinity;
    kept.forEach(([x, y, z], index) => {
      const far = (r - x) ** 2 + (g - y) ** 2 + (b - z) ** 2;
      if (far < least) [best, least] = [index, far];
    });
    place.set(colour, best);
  }
  let indexes = "";
  for (const each of pixels) indexes += String.fromCharCode(place.get(each));
  return {width, height, palette: kept.flat(), indexes: btoa(indexes)};
}"""


def reduced(page: Page, png: bytes, colours: int = MOST_COLOURS) -> bytes:
    """Return the picture with a palette; `page` is any page that may fetch data addresses."""
    found: dict[str, Any] = page.evaluate(REDUCE, [base64.b64encode(png).decode("ascii"), colours])
    width, height = found["width"], found["height"]
    indexes = base64.b64decode(found["indexes"])
    lines = b"".join(b"\0" + indexes[row * width : (row + 1) * width] for row in range(height))
    return b"".join(
        (
            b"\x89PNG\r\n\x1a\n",
            _chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)),
            _chunk(b"PLTE", bytes(found["palette"])),
            _chunk(b"IDAT", zlib.compress(lines, 9)),
            _chunk(b"IEND", b""),
        )
    )


def _chunk(kind: bytes, data: bytes) -> bytes:
    checked = zlib.crc32(kind + data)
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", checked)
