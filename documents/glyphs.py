"""Which characters the fonts of the PDFs can show, read from the fonts' own tables.

PDF/UA forbids a page on which a character has no picture, so such a one is found before the page is made, and shown as
a box that says so, never left out.
"""

import struct
from functools import lru_cache
from pathlib import Path

import fontpkg

FAMILIES = ("noto-sans", "noto-sans-devanagari")


def font_folders() -> list[Path]:
    """The folders of the two families, from the packages that are pinned."""
    return sorted({Path(file.path).parent for name in FAMILIES for file in fontpkg.family(name).files})


@lru_cache(maxsize=1)
def shown() -> frozenset[int]:
    """Code points that at least one upright font of the two families has a picture for."""
    files = [file for folder in font_folders() for file in folder.glob("*.ttf") if "Italic" not in file.name]
    return frozenset().union(*(characters_of(file.read_bytes()) for file in files))


def characters_of(font: bytes) -> frozenset[int]:
    """The code points of a TrueType font's character map, formats 4 and 12 (OpenType 1.9, table "cmap")."""
    tables = struct.unpack_from(">H", font, 4)[0]
    offsets = {font[12 + 16 * n : 16 + 16 * n]: struct.unpack_from(">I", font, 20 + 16 * n)[0] for n in range(tables)}
    cmap = offsets[b"cmap"]
    found = set()
    for n in range(struct.unpack_from(">H", font, cmap + 2)[0]):
        at = cmap + struct.unpack_from(">I", font, cmap + 8 + 8 * n)[0]
        form = struct.unpack_from(">H", font, at)[0]
        if form == 12:
            for group in range(struct.unpack_from(">I", font, at + 12)[0]):
                first, last, _glyph = struct.unpack_from(">III", font, at + 16 + 12 * group)
                found.update(range(first, last + 1))
        elif form == 4:
            found |= _segments(font, at)
    return frozenset(code for code in found if 32 <= code < 0xFFFF or code > 0xFFFF)


def _segments(font, at):
    count = struct.unpack_from(">H", font, at + 6)[0] // 2
    ends = struct.unpack_from(f">{count}H", font, at + 14)
    starts = struct.unpack_from(f">{count}H", font, at + 16 + 2 * count)
    return {code for first, last in zip(starts, ends, strict=True) for code in range(first, last + 1)}
