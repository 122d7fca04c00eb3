"""PDFs: a Sheet of blocks in, the bytes of a PDF/UA-1 document out.

Words never become markup: the one template, templates/print/sheet.typ, gets the whole sheet as JSON and shows strings.
The same sheet at the same moment gives the same bytes. Blocks are made by the functions below.
"""

import hashlib
import json
import unicodedata
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache

import typst
from django.conf import settings
from django.core.cache import cache
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from audit.installation import is_demonstration
from common.refusals import Refusal
from documents import glyphs

TEMPLATE = settings.BASE_DIR / "templates" / "print" / "sheet.typ"
#: Stands for a character that neither font of the PDFs can show.
BOX = "\ufffd"
#: Characters without a picture: control characters, direction marks, halves of pairs. Joiners stay, Devanagari needs them.
_UNSEEN = ("Cc", "Cf", "Cs")
_KEPT = "\n\u200c\u200d"


class NotPrintable(Refusal):
    """The text holds something that the PDF cannot be made of."""

    default_sentence = gettext_lazy("This text could not be laid out as a PDF. Read it on its page, and tell headquarters.")


@dataclass(frozen=True)
class Sheet:
    """One document. `language` is that of the labels; a piece in another one carries its own.

    head, foot: small lines on every page; foot carries the fingerprint. size: of the text, in points.
    """

    title: str
    language: str
    blocks: list
    head: str = ""
    foot: list = field(default_factory=list)
    size: float = 9.5


def piece(text, language="", *, strong=False, small=False, mono=False, marked=False):
    """Words in one look; `language` only where it differs from the sheet's. Words that call themselves corrected are marked."""
    said = {"text": str(text)}
    if marked or getattr(text, "is_corrected", False):
        said["marked"] = True
    if language:
        said["language"] = language
    return said | {name: True for name, on in (("strong", strong), ("small", small), ("mono", mono)) if on}


def heading(text, level=2, language=""):
    return {"kind": "heading", "level": level, **piece(text, language)}


def words(text, language="", **look):
    """Paragraphs: blank lines part them."""
    look = {"marked": getattr(text, "is_corrected", False)} | look
    parts = [part.strip() for part in str(text).replace("\r\n", "\n").split("\n\n")]
    return [{"kind": "words", **piece(part, language, **look)} for part in parts if part]


def boxed(*pieces):
    return {"kind": "boxed", "pieces": list(pieces)}


def facts(*pairs):
    """Names and what they are: (name, cell) pairs; those without a cell are left out."""
    return {"kind": "facts", "facts": [[str(name), _cell(cell)] for name, cell in pairs if cell]}


def bullets(*cells):
    return {"kind": "list", "items": [_cell(cell) for cell in cells]}


def table(caption, head, rows, *, widths=(), numbers=(), row_height=0):
    """A table: `widths` are shares of the line, `numbers` the columns set to the right, `row_height` millimetres to write in.

    A cell is text, a piece, or a list of these, one below the other.
    """
    return {
        "kind": "table",
        "caption": str(caption),
        "head": [str(name) for name in head],
        "rows": [[_cell(cell) for cell in row] for row in rows],
        "widths": list(widths) or [1] * len(head),
        "numbers": list(numbers),
        "row_height": row_height,
    }


def new_page():
    return {"kind": "break"}


def _cell(cell):
    parts = cell if isinstance(cell, (list, tuple)) else [cell]
    return [part if isinstance(part, dict) else piece(part) for part in parts if part not in ("", None)] or [piece("–")]


def eights(sha256: str) -> str:
    """A fingerprint in groups of eight, as it is read aloud and compared."""
    return " ".join(sha256[at : at + 8] for at in range(0, len(sha256), 8))


def render(sheet: Sheet, *, at: datetime, keep=False) -> bytes:
    """The PDF of the sheet, dated `at`. keep: the bytes may stay in the cache, for texts that are public anyway.

    Raises NotPrintable.
    """
    given = _as_text(sheet)
    key = "pdf:" + hashlib.sha256(f"{settings.RELEASE}|{at.isoformat()}|{given}".encode()).hexdigest()
    content = cache.get(key) if keep else None
    if content is None:
        content = _compiled(given, at)
        if keep:
            cache.set(key, content, 24 * 3600)
    return content


def on_one_page(sheet_of, *, at: datetime, most=8) -> bytes:
    """The first of sheet_of(most), sheet_of(most - 1), ... sheet_of(1) that fits one page: `most` is how long its lists may be.

    Raises NotPrintable where even the shortest does not fit: its maker cuts every text to a length.
    """
    for count in range(most, 0, -1):
        content = _compiled(_as_text(sheet_of(count)), at, pages=1)
        if content is not None:
            return content
    raise NotPrintable()


def pdf_response(content: bytes, name: str, *, stored=True) -> HttpResponse:
    """The PDF as an answer; `stored` is False for what no browser or proxy may keep."""
    response = HttpResponse(content, content_type="application/pdf")
    response.headers["Content-Disposition"] = f'inline; filename="{name}"'
    response.headers["X-Content-Type-Options"] = "nosniff"
    if not stored:
        response.headers["Cache-Control"] = "no-store"
    return response


def _as_text(sheet):
    with override(sheet.language):
        mark = _("Demonstration year: plans, persons and figures are invented") if is_demonstration() else ""
        data = {
            "title": sheet.title or _("Without a title"),
            "publisher": _("Districts as Export Hubs"),
            "language": sheet.language,
            "head": sheet.head,
            "foot": [str(line) for line in sheet.foot],
            "mark": mark,
            "page": _("Page"),
            "size": sheet.size,
            "blocks": sheet.blocks,
        }
        printable, boxes = _printable(data)
        if boxes:
            note = _(
                "%(box)s stands %(count)s times for a character that the fonts of this file cannot show. "
                "The stored text holds it, and the fingerprint is over the stored text."
            )
            printable["blocks"].append({"kind": "words", **piece(note % {"box": BOX, "count": boxes}, small=True)})
    return json.dumps(printable, ensure_ascii=False, sort_keys=True)


def _printable(data):
    """(data with every text fit for the page, how many characters had to give way)."""
    shown, boxes = glyphs.shown(), 0

    def clean(value):
        nonlocal boxes
        if isinstance(value, str):
            kept = []
            for character in unicodedata.normalize("NFC", value):
                kind = unicodedata.category(character)
                if character in _KEPT or (kind not in _UNSEEN and ord(character) in shown):
                    kept.append(character)
                elif character == "\t":
                    kept.append(" ")
                elif kind not in _UNSEEN:
                    boxes += 1
                    kept.append(BOX)
            return "".join(kept)
        if isinstance(value, dict):
            return {key: clean(inner) for key, inner in value.items()}
        if isinstance(value, (list, tuple)):
            return [clean(inner) for inner in value]
        return value

    return clean(data), boxes


@lru_cache(maxsize=1)
def _fonts():
    folders = [str(folder) for folder in glyphs.font_folders()]
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=folders)


def _compiled(given, at, *, pages=None):
    """The PDF; None where it has another number of pages than asked for."""
    compiler = typst.Compiler(
        str(TEMPLATE), root=str(TEMPLATE.parent), font_paths=_fonts(), ignore_system_fonts=True, sys_inputs={"sheet": given}
    )
    try:
        if pages is not None and int(compiler.eval("counter(page).at(<end>).first()")) != pages:
            return None
        return compiler.compile(format="pdf", pdf_standards="ua-1", timestamp=int(at.timestamp()))
    except typst.TypstError as failed:
        raise NotPrintable() from failed
