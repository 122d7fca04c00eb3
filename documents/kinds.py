"""What kind of file it is, by its bytes. The name and the browser's word count for nothing."""

import codecs
import zipfile
from pathlib import Path

from django.utils.translation import gettext_lazy as _

from common.refusals import Refusal

PDF = "application/pdf"
PNG = "image/png"
JPEG = "image/jpeg"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV = "text/csv"

SUFFIXES = {PDF: (".pdf",), PNG: (".png",), JPEG: (".jpg", ".jpeg"), XLSX: (".xlsx",), CSV: (".csv",)}

# A workbook of the size limit does not honestly grow more than this; a bomb does.
MOST_EXPANDED_BYTES = 300 * 1024 * 1024
MOST_MEMBERS = 5000
_CHUNK = 1024 * 1024


class KindRefused(Refusal):
    """Not one of the kinds of file the portal keeps."""

    default_sentence = _(
        "This is not a PDF, PNG, JPEG, XLSX or CSV file, whatever its name says. Save it as one of these and choose it again."
    )


def _kind_of_archive(path):
    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
    except zipfile.BadZipFile as broken:
        raise KindRefused(_("This workbook is damaged. Open it, save it again as XLSX and choose it again.")) from broken
    names = {member.filename for member in members}
    if not {"[Content_Types].xml", "xl/workbook.xml"} <= names:
        raise KindRefused()
    if any(name.casefold().endswith("vbaproject.bin") for name in names):
        raise KindRefused(_("This workbook holds macros. Save it as XLSX without macros and choose it again."))
    if len(members) > MOST_MEMBERS or sum(member.file_size for member in members) > MOST_EXPANDED_BYTES:
        raise KindRefused(_("This workbook unpacks to far more than its size. Split it and choose the parts."))
    return XLSX


def _is_plain_text(path):
    decoder = codecs.getincrementaldecoder("utf-8-sig")()
    start = True
    with path.open("rb") as content:
        while True:
            chunk = content.read(_CHUNK)
            try:
                text = decoder.decode(chunk, final=not chunk)
            except UnicodeDecodeError:
                return False
            if any(ord(c) < 32 and c not in "\t\r\n" for c in text):
                return False
            # A page or a drawing is text as well, and browsers run what stands in it.
            if start and text.lstrip().startswith("<"):
                return False
            start = start and not text.strip()
            if not chunk:
                return True


def sniff(path: Path, name: str) -> str:
    """The media type of the file at `path`. Raises KindRefused.

    CSV has no mark of its own: it is UTF-8 text whose name ends in .csv.
    """
    with path.open("rb") as content:
        head = content.read(16)
    if head.startswith(b"%PDF-"):
        return PDF
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return PNG
    if head.startswith(b"\xff\xd8\xff"):
        return JPEG
    if head.startswith(b"PK\x03\x04"):
        return _kind_of_archive(path)
    if name.casefold().endswith(".csv"):
        if _is_plain_text(path):
            return CSV
        raise KindRefused(_("This CSV file is not UTF-8 text. Save it as “CSV UTF-8” and choose it again."))
    raise KindRefused()
